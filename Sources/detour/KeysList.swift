import ArgumentParser
import Interchange
import Quirks
import Tool

struct KeysList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists all shortcuts of workspaces, and where each is set.",
    discussion: """
      Examples:
        $ detour keys list
        switch      1  <Super>Home  org.gnome.desktop.wm.keybindings switch-to-workspace-1 (default)
      """)

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let shortcuts = try WorkspaceKeys(.current).shortcuts()
    if json {
      let list = shortcuts.map { shortcut in
        JSON.object([
          .init("verb", .string(shortcut.verb.rawValue)),
          .init("workspace", shortcut.target.json),
          .init("keys", .array(shortcut.accelerators.map(JSON.string))),
          .init("source", .string(shortcut.source)),
        ])
      }
      return try write(
        "\(JSON.object([.init("version", .number(1)), .init("shortcuts", .array(list))]))\n")
    }
    let width = shortcuts.map { $0.accelerators.joined(separator: " ").count }.max() ?? 0
    for shortcut in shortcuts {
      let keys = shortcut.accelerators.joined(separator: " ")
      let verb =
        shortcut.verb.rawValue + String(repeating: " ", count: 6 - shortcut.verb.rawValue.count)
      let target = shortcut.target.text
      let pad = String(repeating: " ", count: width - keys.count)
      try write("\(verb)  \(target)  \(visible(keys))\(pad)  \(visible(shortcut.source))\n")
    }
  }
}

extension WorkspaceKeys.Shortcut.Target {
  fileprivate var json: JSON {
    switch self {
    case .number(let number): .number(number)
    case .direction(let name): .string(name)
    }
  }

  /// As wide as the longest of them.
  fileprivate var text: String {
    switch self {
    case .number(let number): (number < 10 ? "    " : "   ") + String(number)
    case .direction(let name): String(repeating: " ", count: 5 - name.count) + name
    }
  }
}
