import ArgumentParser
import Quirks
import Tool

struct KeysSuggest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Says which keys are free, the largest set first.",
    discussion: """
      Examples:
        $ detour keys suggest
        12 free  <Control>F%n
      """)

  func run() throws {
    for (pattern, free) in WorkspaceKeys(.current).suggestions() where !free.isEmpty {
      let count = (free.count < 10 ? " " : "") + String(free.count)
      let which = free.count == 12 ? "" : "  for \(free.map(String.init).joined(separator: ", "))"
      try write("\(count) free  \(pattern)\(which)\n")
    }
  }
}
