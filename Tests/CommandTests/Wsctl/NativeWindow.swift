import Support
import System
import Testing

/// A window of GTK in a Shell.
struct NativeWindow {
  let program: Conversation

  /// Opens it, and waits until it has been drawn.
  init(_ toolkit: String, _ title: String, in shell: GnomeShell, backEnd: String = "wayland") throws
  {
    program = try Conversation(
      ["/usr/bin/python3", rig("native-window.py"), toolkit, title],
      variables: shell.variables.merging(["GDK_BACKEND": backEnd]) { $1 })
    let isDrawn = "\(Self.find(title))?.get_frame_rect().width > 0 || false"
    guard try eventually(within: .seconds(60), { try shell.evaluate(isDrawn) == "true" }) else {
      throw Unexpected("\(title) did not open\n\(shell.log)")
    }
  }

  static func find(_ title: String) -> String {
    "global.get_window_actors().map(a => a.meta_window).find(w => w.title === '\(title)')"
  }
}

extension GnomeShell {
  /// Runs wsctl in its session, which has to do what it is asked and say nothing.
  @discardableResult
  func wsctl(_ words: [String]) throws -> Outcome {
    let outcome = try run([product("wsctl")] + words, variables: variables)
    #expect(outcome.code == 0 && outcome.error == "", "wsctl \(words): \(outcome)\n\(log)")
    return outcome
  }

  func `is`(_ title: String, _ property: String) throws -> Bool {
    try evaluate("\(NativeWindow.find(title)).\(property)") == "true"
  }

  func number(_ expression: String, of title: String) throws -> Int? {
    Int(try evaluate("\(NativeWindow.find(title)).\(expression)"))
  }

  /// The frame of a window once it has stayed for half a second: a new one is drawn, and then placed.
  func restingFrame(of title: String) throws -> String {
    var last = try frame(of: title)
    var seen = 0
    let isResting = try eventually {
      let now = try frame(of: title)
      seen = now == last && now != "0,0,0,0" ? seen + 1 : 0
      last = now
      sleep(for: .milliseconds(100))
      return seen >= 5
    }
    guard isResting else { throw Unexpected("\(title) does not rest: \(last)") }
    return last
  }

  func frame(of title: String) throws -> String {
    try evaluate(
      "(r => [r.x, r.y, r.width, r.height])(\(NativeWindow.find(title)).get_frame_rect())")
  }
}
