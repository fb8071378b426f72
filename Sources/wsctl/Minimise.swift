import ArgumentParser
import Tool
import Windows

struct Minimise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "minimise",
    abstract: "Puts a window away; off brings it back.",
    discussion: """
      Examples:
        wsctl minimise
        wsctl minimise off class=firefox
      """,
    aliases: ["minimize"])

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
      try screen.minimise(client.window, change, verification: verifying.verification)
    }
  }
}
