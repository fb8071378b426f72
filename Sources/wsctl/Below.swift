import ArgumentParser
import Tool
import Windows

struct Below: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "below",
    abstract: "Keeps a window below others.",
    discussion: """
      Examples:
        wsctl below class=conky
        wsctl below off class=conky
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
      try screen.set([.below], of: client.window, change, verification: verifying.verification)
    }
  }
}
