/// Evidence about keys and what they do.
public enum KeyEvidence: Hashable, Sendable {
  /// Alt-Tab goes from program to program.
  case altTabSwitchesApplications
  case altTabIsNotForApplications
  case altTabSwitchesWindows
  case brightnessKeysAreOld
  case noLostBrightnessKeys
  /// The keys that a setting of that name had, which nothing reads any more.
  case lostBrightnessKeys(name: String, keys: [String])
  /// A key starts a terminal, or this one.
  case startsTerminal(key: String, program: String?)
  case noKnownTerminal
  /// A terminal that no key starts.
  case terminalWithoutKey(program: String)
  case workspacesHaveKeys
  case noWorkspaceHasKey
  /// Of the workspaces 5 to 12.
  case workspacesWithoutKey([Int], with: [Int])
  case noShortcuts
  /// The number of shortcuts, of which each has keys of its own.
  case noClashes(shortcuts: Int)
  case clash(KeyClash)
}

/// A key, and the actions that have it.
public struct KeyClash: Hashable, Sendable {
  public let key: String
  public let owners: [KeyOwner]
}

/// An action that has a key.
public struct KeyOwner: Hashable, Sendable {
  /// The program that has asked the desktop for it; nil for a setting of the desktop's.
  public let program: String?
  /// The key's name, or the name that the user or the program gave it.
  public let action: String
  public let schema: String
}
