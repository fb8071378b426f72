import ArgumentParser
import Tool
import Windows

struct Shade: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shade",
    abstract: "Rolls a window up to its title bar, where the window manager can.",
    discussion: """
      Examples:
        wsctl shade toggle
        wsctl shade off --all-matches class=xterm
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
      try screen.set([.shaded], of: client.window, change, verification: verifying.verification)
    }
  }
}
