/// A key that a workspace is to get.
public struct KeyRequest: Sendable {
  public let verb: WorkspaceVerb
  public let workspace: Int
  /// The key as a person writes it, such as `<Control>F5`.
  public let key: String

  public init(_ verb: WorkspaceVerb, _ workspace: Int, _ key: String) {
    self.verb = verb
    self.workspace = workspace
    self.key = key
  }

  /// Expands `pattern` for each of `workspaces`: `%n` is its number, and `%k` its place among
  /// them, from 1.
  ///
  /// - Throws: ``KeysError/pattern(_:)`` for one key for several.
  public static func all(
    _ verb: WorkspaceVerb, _ workspaces: ClosedRange<Int>, _ pattern: String
  ) throws(KeysError) -> [KeyRequest] {
    guard pattern.contains("%n") || pattern.contains("%k") || workspaces.count == 1 else {
      throw .pattern(pattern)
    }
    return workspaces.map { number in
      let place = number - workspaces.lowerBound + 1
      return KeyRequest(
        verb, number,
        pattern.replacing("%n", with: String(number)).replacing("%k", with: String(place)))
    }
  }
}

/// The reason why shortcuts cannot be as requested.
public enum KeysError: Error, Equatable {
  /// One key for several workspaces.
  case pattern(String)
  /// One key twice among those that are requested.
  case twice(String)
  case accelerator(String)
  /// No keyboard has a key of that name.
  case unknownKey(String)
  /// A key that types a character, with no modifier that keeps it from that.
  case types(String)
  case count(Int)
  /// Keys that other actions have.
  case clashes([KeyClash])
  /// A key that a program has asked the desktop for, and that is not ours to take away.
  case foreign(KeyClash)
  /// No pattern of keys is free for all of these workspaces.
  case noFreeRow(ClosedRange<Int>)
}
