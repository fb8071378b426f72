import Foundation
import Support

/// The original wmctrl and ours, on one display.
struct WmctrlPair {
  /// What makes them use the display.
  let variables: [String: String?]
  var original = "/usr/bin/wmctrl"

  /// The program that answers.
  enum Which { case original, compatible, ours }

  /// Runs one of them; the name that it was called by is `wmctrl` in what it says.
  func run(
    _ which: Which, _ arguments: [String], variables more: [String: String?] = [:]
  ) throws -> Outcome {
    let program = which == .original ? original : product("wmctrl")
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Unexpected("there is no \(program)")
    }
    var all = variables.merging(["LC_ALL": nil, "LC_CTYPE": nil, "LANG": "C.UTF-8"]) { $1 }
    all["WMCTRL_COMPAT"] = which == .compatible ? "1" : .some(nil)
    all.merge(more) { $1 }
    var outcome = try Support.run([program] + arguments, variables: all)
    outcome.error = outcome.error.replacing("\(program): ", with: "wmctrl: ")
    return outcome
  }
}

extension WmctrlPair {
  /// What a program said, with `windows` by their place among them, and no process of the window
  /// manager: their numbers are those of one display.
  func masked(_ outcome: Outcome, _ windows: [UInt32]) -> Outcome {
    var outcome = outcome
    outcome.output = outcome.output.replacing(#/(?m)^PID: \d+$/#, with: "PID: P")
    for (place, window) in windows.enumerated() {
      let digits = String(window, radix: 16)
      let number = "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
      outcome.output = outcome.output.replacing(number, with: "W\(place)")
      outcome.error = outcome.error.replacing(number, with: "W\(place)")
    }
    return outcome
  }

  /// What the window manager has now, as xprop(1) and xwininfo(1) see it.
  func state(of windows: [UInt32]) throws -> String {
    var state = try Support.run(
      [
        "xprop", "-root", "_NET_CURRENT_DESKTOP", "_NET_NUMBER_OF_DESKTOPS",
        "_NET_SHOWING_DESKTOP",
      ], variables: variables
    ).output
    let tree = try Support.run(["xwininfo", "-root", "-tree"], variables: variables).output
    let lines = tree.split(separator: "\n")
    for window in windows {
      state += try Support.run(
        [
          "xprop", "-id", "\(window)", "_NET_WM_DESKTOP", "_NET_WM_STATE", "_NET_WM_NAME",
          "WM_NAME", "_NET_WM_ICON_NAME", "WM_ICON_NAME",
        ], variables: variables
      ).output
      state += Self.place(of: window, in: lines) + "\n"
    }
    // A name that nobody has used yet is as good as one that no window has.
    return state.replacing("no such atom on any window.", with: "not found.")
  }

  /// The size of a window, and where it is on the screen: in a line of xwininfo's they are, with its
  /// place in its parent between them, `300x200+1+20  +101+120`.
  private static func place(of window: UInt32, in lines: [Substring]) -> String {
    let number = "0x" + String(window, radix: 16)
    let line = lines.first { $0.split(separator: " ").first.map(String.init) == number }
    guard let words = line?.split(separator: " "), words.count >= 2,
      let size = words[words.count - 2].split(whereSeparator: { "+-".contains($0) }).first
    else { return "gone" }
    return "\(size) \(words[words.count - 1])"
  }
}
