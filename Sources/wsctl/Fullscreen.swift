import ArgumentParser
import Tool
import Windows

struct Fullscreen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fullscreen",
    abstract: "Lets a window fill the whole screen.",
    discussion: """
      Examples:
        wsctl fullscreen
        wsctl fullscreen toggle class=mpv
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
      try screen.set([.fullscreen], of: client.window, change, verification: verifying.verification)
    }
  }
}
