import ArgumentParser
import Tool
import Windows

struct Close: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Closes a window, as its close button does.",
    discussion: """
      Examples:
        wsctl close
        wsctl close class=xterm --all-matches
      """)

  @Argument(help: "The window; the active one when missing.", completion: .windows)
  var window = ":active"

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  func run() throws {
    let screen = try openScreen()
    for client in try selecting.clients(window, on: screen) {
      try screen.close(client.window, verification: verifying.verification)
    }
  }
}
