import ArgumentParser
import Tool
import Windows

struct RaiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "raise",
    abstract: "Puts a window above the others, and leaves the focus where it is.",
    discussion: """
      Examples:
        wsctl raise
        wsctl raise class=mpv --all-matches
      """)

  @Argument(help: "The window; the active one when missing.", completion: .windows)
  var words: [String] = []

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func run() throws {
    let text = try window(words)
    let system = try openSystem()
    try system.each(selecting.clients(text, on: system), verifying.verification) {
      .restack($0.id, .above)
    }
  }
}
