import ArgumentParser
import Quirks
import Tool

struct KeysSuggest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Says which keys are free, the best set first.",
    discussion: """
      Super with the function keys comes first, as programs do not use it; then the largest set.

      Examples:
        $ detour keys suggest
        11 free  <Super>F%n  for 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
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
