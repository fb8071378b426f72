import ArgumentParser
import Interchange
import Tool
import Windows

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the workspaces, and marks the current one.",
    discussion: """
      Examples:
        $ wsctl list
        1 * Main
        2   Mail
        $ wsctl list --json
        {"version":1,"current":1,"workspaces":[{"number":1,"name":"Main"},…
      """)

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var connecting: Connecting

  func run() throws {
    let workspaces = try openSystem().workspaces()
    guard !json else { return try write(JSON.document(workspaces.json)) }
    try write(
      (0..<workspaces.count).map { index in
        let mark = index == workspaces.current ? "*" : " "
        let name = workspaces.name(index).map { " " + visible($0) } ?? ""
        return "\(index + 1) \(mark)\(name)".trimmed + "\n"
      }.joined())
  }
}

extension Workspaces {
  fileprivate var json: [(String, JSON)] {
    let list = (0..<count).map { index -> JSON in
      let place = grid.place(of: index)
      return .object([
        ("number", .number(index + 1)), ("name", JSON(name(index))),
        ("column", .number(place.column + 1)), ("row", .number(place.row + 1)),
        ("work-area", workArea(index).map(JSON.init) ?? .null),
      ])
    }
    return [
      ("current", current.map { .number($0 + 1) } ?? .null),
      ("columns", .number(grid.columns)), ("rows", .number(grid.rows)),
      ("shows-desktop", showsDesktop.map(JSON.bool) ?? .null), ("workspaces", .array(list)),
    ]
  }
}

extension String {
  /// Without blanks at the end.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
