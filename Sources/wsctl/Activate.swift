import ArgumentParser
import Tool
import Windows

struct ActivateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activate",
    abstract: "Shows a window, wherever it is, and gives it the focus.",
    discussion: """
      Examples:
        wsctl activate class=firefox
        wsctl activate "title=/^Inbox/" --first
      """)

  @Argument(help: "The window.", completion: .windows)
  var words: [String]

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func run() throws {
    try activate(
      words, first: selecting.first, all: selecting.allMatches, verifying.verification)
  }
}

/// Activates the window that the words name.
func activate(
  _ words: [String], first: Bool, all: Bool, _ verification: Verification
) throws {
  let text = try window(words)
  let system = try openSystem()
  let clients = try system.clients(text, first: first, all: all)
  try system.each(clients, verification) { .activate($0.id) }
}
