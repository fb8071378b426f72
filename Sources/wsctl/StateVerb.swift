import ArgumentParser
import Windows
import X11

/// A verb that switches something of windows on or off: `VERB [on|off|toggle] [WINDOW]`.
protocol StateVerb: ParsableCommand {
  /// What was typed after the verb.
  var change: StateChange { get }

  /// Does it with one window.
  func apply(
    _ change: Toggle, to window: Window, on screen: borrowing Screen, _ verification: Verification
  ) throws
}

extension StateVerb {
  func run() throws {
    var words = change.words
    let toggle = takeChange(&words)
    let text = try window(words)
    let screen = try openScreen()
    for client in try change.selecting.clients(text, on: screen) {
      try apply(toggle, to: client.window, on: screen, change.verifying.verification)
    }
  }
}

/// The arguments of a ``StateVerb``.
struct StateChange: ParsableArguments {
  @Argument(
    help: "[on|off|toggle] [WINDOW]: on and the active window when missing.",
    completion: .windows(after: changes))
  var words: [String] = []

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying
}
