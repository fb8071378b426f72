import Foundation
import Support

/// The original wmctrl and ours, on one display.
struct Both {
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
    var outcome = try Support.run([program] + arguments, variables: all, within: .seconds(20))
    outcome.error = outcome.error.replacing("\(program): ", with: "wmctrl: ")
    return outcome
  }
}

extension Both {
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
    for window in windows {
      state += try Support.run(
        [
          "xprop", "-id", "\(window)", "_NET_WM_DESKTOP", "_NET_WM_STATE", "_NET_WM_NAME",
          "WM_NAME", "_NET_WM_ICON_NAME", "WM_ICON_NAME",
        ], variables: variables
      ).output
      let place = try Support.run(["xwininfo", "-id", "\(window)"], variables: variables).output
      for line in place.split(separator: "\n")
      where ["Absolute", "Width", "Height"].contains(where: { line.contains($0) }) {
        state += line
      }
      state += "\n"
    }
    // A name that nobody has used yet is as good as one that no window has.
    return state.replacing("no such atom on any window.", with: "not found.")
  }
}

/// A display with a window manager and some windows, which every program finds the same.
struct Ground {
  let display: VirtualDisplay
  let manager: WindowManager?
  let client: XClient
  let windows: [UInt32]
  var both: Both { Both(variables: display.variables) }

  /// - Parameter kind: the window manager; none, when missing.
  init(_ kind: WindowManager.Kind?) throws {
    let display = try VirtualDisplay()
    self.display = display
    manager = try kind.map { try WindowManager($0, on: display, workspaces: 4) }
    client = try XClient(display)
    windows = try Self.open(client)
    let variables = display.variables
    guard kind != nil else { return }
    let list = windows
    let listed = try eventually {
      let property = try property("_NET_CLIENT_LIST", variables: variables)
      return list.allSatisfy { property.contains(String($0, radix: 16)) }
    }
    guard listed else { throw Unexpected("the windows are not managed") }
    pause()
  }

  /// Opens the windows that the tests are about.
  static func open(_ client: XClient) throws -> [UInt32] {
    let machine = "host"
    return [
      try client.open(
        "alpha", instance: "first", className: "Alpha", process: 4711, machine: machine,
        x: 100, y: 120),
      try client.open(
        "Béta wörld", instance: "second", className: "Beta", machine: machine, x: 300, y: 200),
      try client.open(
        "gamma", instance: "a-rather-long-instance", className: "Gamma", process: 99_999_999,
        machine: machine, x: 40, y: 300, width: 333, height: 222),
    ]
  }

  /// What a program said, with the windows by their place in ``windows``.
  func masked(_ outcome: Outcome) -> Outcome { both.masked(outcome, windows) }

  /// What the window manager has now, as xprop(1) and xwininfo(1) see it.
  func state() throws -> String { try both.state(of: windows) }

  private func pause() {
    // Titles and frames settle after the list.
    usleep(100_000)
  }
}
