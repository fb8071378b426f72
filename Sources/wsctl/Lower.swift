import ArgumentParser
import Tool
import Windows

struct LowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lower",
    abstract: "Puts a window below the others.",
    discussion: """
      Examples:
        wsctl lower
        wsctl lower class=mpv --all-matches
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
      .restack($0.id, .below)
    }
  }
}
