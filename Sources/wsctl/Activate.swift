import ArgumentParser
import Tool
import Windows

struct Activate: ParsableCommand {
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
    let screen = try openScreen()
    for client in try selecting.clients(window, on: screen) {
      try screen.activate(client.window, verification: verifying.verification)
    }
  }
}
