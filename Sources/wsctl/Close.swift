import ArgumentParser
import Tool
import Windows

struct CloseCommand: ParsableCommand {
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
    let system = try openSystem()
    for client in try selecting.clients(window, on: system) {
      try system.perform(.close(client.id), verification: verifying.verification)
    }
  }
}
