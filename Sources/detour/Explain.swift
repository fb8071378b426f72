import ArgumentParser
import Quirks
import Tool

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explains a quirk: what it is, why it is so, and what the fix does.",
    discussion: """
      Examples:
        $ detour explain lid-suspends
      """)

  @Argument(help: "The quirk.", completion: quirkNames)
  var name: String

  func run() throws {
    let quirk = try quirk(name)
    let head = "\(quirk.name): \(quirk.title)"
    try write("\(head.wrapped(Table.width))\n\n\(quirk.explanation.wrapped(Table.width))\n")
    let changes = try? quirk.changes(on: .current)
    if let changes, !changes.isEmpty {
      try write("\nThe fix would:\n")
      for change in changes { try write("  \(visible("\(change.action)"))\n") }
    }
  }
}
