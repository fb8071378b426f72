/// The action of a shortcut on a workspace.
public enum WorkspaceVerb: String, Sendable, CaseIterable {
  case switching = "switch"
  case moving = "move"

  /// The native key of a workspace: of a number from 1 to 12, or of a direction.
  func key(_ target: some CustomStringConvertible) -> SettingKey {
    SettingKey(NoWorkspaceShortcuts.schema, "\(rawValue)-to-workspace-\(target)")
  }
}
