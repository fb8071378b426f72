/// A description of a change, as a value: a command puts it into words.
public enum ChangeAction: Hashable, Sendable {
  /// Gives a setting a value, in GVariant's text format.
  case set(SettingKey, value: String)
  /// Gives a setting its default back.
  case reset(SettingKey)
  /// Adds strings to a setting that is a list.
  case add([String], to: SettingKey)
  /// Removes strings from a setting that is a list.
  case remove([String], from: SettingKey)
  case write(path: String)
  /// Adds a line to ~/.bashrc.
  case addLine(String)
  case enrol(finger: String, reader: String)
  case run([String])
}
