import ArgumentParser
import Interchange
import Quirks
import Tool

struct KeysExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Prints the keys of the workspaces as JSON, for import elsewhere.",
    discussion: """
      Examples:
        $ detour keys export > keys.json
      """)

  func run() throws {
    let shortcuts = try WorkspaceKeys(.current).shortcuts()
    let list = shortcuts.flatMap { shortcut in
      // What leads to a side is the same everywhere.
      guard case .number(let workspace) = shortcut.target else { return [JSON]() }
      return shortcut.accelerators.map { key in
        JSON.object([
          .init("verb", .string(shortcut.verb.rawValue)), .init("workspace", .number(workspace)),
          .init("key", .string(key)),
        ])
      }
    }
    try write("\(JSON.object([.init("version", .number(1)), .init("keys", .array(list))]))\n")
  }
}
