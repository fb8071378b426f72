import ArgumentParser
import Tool
import Windows

struct Above: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "above",
    abstract: "Keeps a window above others.",
    discussion: """
      Examples:
        wsctl above
        wsctl above toggle
        wsctl above off title=Notes
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
      try screen.set([.above], of: client.window, change, verification: verifying.verification)
    }
  }
}
