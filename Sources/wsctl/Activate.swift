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
  var window: String

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  func run() throws {
    let system = try openSystem()
    for client in try selecting.clients(window, on: system) {
      try system.perform(.activate(client.id), verification: verifying.verification)
    }
  }
}
