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
  var words: [String] = []

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func run() throws {
    let text = try window(words)
    let system = try openSystem()
    try system.each(selecting.clients(text, on: system), verifying.verification) { .close($0.id) }
  }
}
