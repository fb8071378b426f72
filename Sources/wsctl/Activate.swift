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
    let text = try window(words)
    let system = try openSystem()
    try system.each(selecting.clients(text, on: system), verifying.verification) {
      .activate($0.id)
    }
  }
}
