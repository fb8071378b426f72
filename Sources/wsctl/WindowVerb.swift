import ArgumentParser
import Windows

/// A verb that does one thing with each window that is meant: `VERB [WINDOW]`.
protocol WindowVerb: ParsableCommand {
  /// The windows that are meant.
  var choice: WindowChoice { get }

  /// Returns what is done with one window.
  func action(on id: WindowID) -> WindowAction
}

extension WindowVerb {
  func run() throws {
    let text = try window(choice.words)
    let system = try openSystem()
    let clients = try choice.selecting.clients(text, on: system)
    try system.each(clients, choice.verifying.verification) { action(on: $0.id) }
  }
}

/// The arguments of a ``WindowVerb``.
struct WindowChoice: ParsableArguments {
  @Argument(help: "The window; the active one when missing.", completion: .windows)
  var words: [String] = []

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying
  @OptionGroup var connecting: Connecting
}
