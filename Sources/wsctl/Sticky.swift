import ArgumentParser
import Tool
import Windows

struct Sticky: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sticky",
    abstract: "Shows a window on all workspaces.",
    discussion: """
      Examples:
        wsctl sticky
        wsctl sticky off title=Notes
      """)

  @Argument(help: "[on|off|toggle] [WINDOW]: on and the active window when missing.")
  var words: [String] = []

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  func run() throws {
    var words = words
    let change = takeChange(&words)
    let text = try window(words)
    let screen = try openScreen()
    for client in try selecting.clients(text, on: screen) {
      try screen.stick(client.window, change, verification: verifying.verification)
    }
  }
}
