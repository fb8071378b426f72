import ArgumentParser
import Windows

/// A verb that switches something of windows on or off: `VERB [on|off|toggle] [WINDOW]`.
protocol StateVerb: ParsableCommand {
  /// What was typed after the verb.
  var change: StateChange { get }

  /// Returns what is done with one window.
  func action(_ change: Toggle, on id: WindowID) -> WindowAction
}

extension StateVerb {
  func run() throws {
    var words = change.words
    let toggle = takeChange(&words)
    let text = try window(words)
    let system = try openSystem()
    let clients = try change.selecting.clients(text, on: system)
    try system.each(clients, change.verifying.verification) { action(toggle, on: $0.id) }
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
  @OptionGroup var connecting: Connecting
}
