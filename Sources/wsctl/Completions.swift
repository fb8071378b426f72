import ArgumentParser
import Arguments
import EWMH
import Glibc
import Tool
import Windows

extension CompletionKind {
  /// What switch and move take: directions, numbers, and the names that workspaces have now.
  static var workspaces: CompletionKind {
    suggesting { _, _ in targets() }
  }

  /// A workspace first, and then a window, as move takes them.
  static var workspaceAndWindow: CompletionKind {
    suggesting { earlier, _ in
      let words = earlier.filter { !$0.hasPrefix("-") }
      guard let verb = words.firstIndex(of: "move"), words.count > verb + 1 else {
        return targets()
      }
      return selectors()
    }
  }

  /// The displays that this user runs.
  static var displays: CompletionKind {
    suggesting { _, _ in
      DisplayAddress.running(nonEmptyEnvironment, user: getuid()).map {
        Suggestion($0.name, $0.server ?? "")
      }
    }
  }

  /// What stands for a window: the windows that there are now, by their title and class.
  static var windows: CompletionKind {
    suggesting { _, _ in selectors() }
  }

  /// Words that may come first, and then a window.
  static func windows(after words: [String]) -> CompletionKind {
    suggesting { earlier, _ in
      let rest = words.filter { !earlier.contains($0) }.map { Suggestion($0) }
      return rest + selectors()
    }
  }

  /// A workspace where `wait workspace` is asked for, else a window.
  static var subject: CompletionKind {
    suggesting { earlier, _ in
      earlier.contains(WaitCommand.Condition.workspace.rawValue) ? targets() : selectors()
    }
  }
}

/// The words of the verbs that switch something.
let changes = Toggle.allCases.map(\.rawValue)

/// The words of where a window is to be.
let places = Placement.Part.allCases.map(\.rawValue) + ["centre", "maximised"]

/// Whoever completes without a display gets the words that need none.
private func targets() -> [Suggestion] {
  let directions = ["next", "prev", "left", "right", "up", "down", "first", "final", "last"]
  guard let workspaces = try? openSystem().workspaces() else {
    return directions.map { Suggestion($0) }
  }
  let names = (0..<workspaces.count).map { (number: $0 + 1, name: workspaces.name($0)) }
  return names.map { Suggestion("\($0.number)", $0.name ?? "") }
    + names.compactMap { entry in
      entry.name.flatMap { Int($0) == nil ? Suggestion($0, "workspace \(entry.number)") : nil }
    } + directions.map { Suggestion($0) }
}

private func selectors() -> [Suggestion] {
  let general = [
    Suggestion(":active", "the window with the focus"),
    Suggestion(":select", "the window that you click on"),
  ]
  guard let clients = try? openSystem().clients(.opened) else { return general }
  let shown = clients.filter(\.isOrdinary)
  let classes = shown.compactMap(\.className)
  return general
    + shown.compactMap { client in
      client.title.map { Suggestion("title=" + $0, client.className ?? "") }
    }
    + Set(classes).sorted().map { name in
      let count = classes.count { $0 == name }
      return Suggestion("class=" + name, count == 1 ? "one window" : "\(count) windows")
    }
}
