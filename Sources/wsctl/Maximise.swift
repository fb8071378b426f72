import ArgumentParser
import Tool
import Windows

struct MaximiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maximise",
    abstract: "Lets a window fill the work area, or only its width or height.",
    discussion: """
      Examples:
        wsctl maximise
        wsctl maximise toggle
        wsctl maximise vertical class=xterm --first
      """,
    aliases: ["maximize"])

  @Argument(
    help: """
      [horizontal|vertical] [on|off|toggle] [WINDOW]: both ways, on, and the active window when \
      missing.
      """, completion: .windows(after: ["horizontal", "vertical"] + changes))
  var words: [String] = []

  @OptionGroup var selecting: Selecting
  @OptionGroup var verifying: Verifying

  @OptionGroup var connecting: Connecting

  func run() throws {
    var words = words
    let states = Self.takeWay(&words)
    let change = takeChange(&words)
    let text = try window(words)
    let system = try openSystem()
    try system.each(selecting.clients(text, on: system), verifying.verification) {
      .set(states, of: $0.id, change)
    }
  }

  private static func takeWay(_ words: inout [String]) -> [WindowState] {
    switch words.first {
    case "horizontal":
      words.removeFirst()
      return [.maximisedHorizontally]
    case "vertical":
      words.removeFirst()
      return [.maximisedVertically]
    default: return [.maximisedVertically, .maximisedHorizontally]
    }
  }
}
