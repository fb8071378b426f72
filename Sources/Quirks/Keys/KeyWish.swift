/// A key that a workspace shall have.
public struct KeyWish: Sendable {
  public let verb: WorkspaceVerb
  public let workspace: Int
  /// The key as a person writes it, such as `<Control>F5`.
  public let key: String

  public init(_ verb: WorkspaceVerb, _ workspace: Int, _ key: String) {
    self.verb = verb
    self.workspace = workspace
    self.key = key
  }

  /// The wishes that `pattern` makes for each of `workspaces`: `%n` is its number, and `%k` its
  /// place among them, from 1.
  ///
  /// - Throws: ``KeysFailure/pattern(_:)`` for one key for several.
  public static func all(
    _ verb: WorkspaceVerb, _ workspaces: ClosedRange<Int>, _ pattern: String
  ) throws(KeysFailure) -> [KeyWish] {
    guard pattern.contains("%n") || pattern.contains("%k") || workspaces.count == 1 else {
      throw .pattern(pattern)
    }
    return workspaces.map { number in
      let place = number - workspaces.lowerBound + 1
      return KeyWish(
        verb, number,
        pattern.replacing("%n", with: String(number)).replacing("%k", with: String(place)))
    }
  }
}

/// Why shortcuts can't be as they were asked for.
public enum KeysFailure: Error, Equatable, CustomStringConvertible {
  /// One key for several workspaces.
  case pattern(String)
  /// One key twice among those that are asked for.
  case twice(String)
  case accelerator(String)
  case count(Int)
  case clashes([String])
  /// A key that a program has asked the desktop for, and that is not ours to take away.
  case foreign(String)

  public var description: String {
    switch self {
    case .pattern(let pattern):
      "\"\(pattern)\" is one key for several workspaces: put %n where the number belongs, or %k to count from 1"
    case .twice(let text): "\(text) is asked for twice"
    case .accelerator(let text):
      "\"\(text)\" is no key: write it as <Control>F5, <Super><Shift>1, <Alt>Tab"
    case .count(let number): "there can't be a workspace \(number): GNOME has 36 at most"
    case .clashes(let list):
      list.joined(separator: "; ") + ": --replace takes the key away from it"
    case .foreign(let what):
      "\(what), a program's own: take it away in Settings, Apps, Global Shortcuts"
    }
  }
}
