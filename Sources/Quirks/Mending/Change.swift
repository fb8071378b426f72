/// Something that mending alters, and that can be put back.
public enum Change: Equatable, Sendable {
  /// A setting gets a value, in GVariant's text format.
  case setting(SettingKey, to: String)
  /// The default of a setting counts again.
  case reset(SettingKey)
  /// A setting that is a list of strings gets more of them; undoing takes just those away.
  case list(SettingKey, adding: [String])
  /// A setting that is a list of strings loses some of them; undoing adds just those again.
  case unlist(SettingKey, removing: [String])
  /// A file that was not there is written; undoing removes it.
  case file(String, text: String)
  /// A person shows a finger to a reader; undoing makes the reader forget it.
  case enrolment(String, reader: String)
  /// A program is run, and another to undo what it did.
  case command([String], undo: [String])
}

extension Change: CustomStringConvertible {
  /// A line that says what is altered.
  public var description: String {
    switch self {
    case .setting(let key, let value): "set \(key) to \(value)"
    case .reset(let key): "reset \(key)"
    case .list(let key, adding: let values): "add to \(key): \(values.joined(separator: " "))"
    case .unlist(let key, removing: let values):
      "take out of \(key): \(values.joined(separator: " "))"
    case .file(let path, text: _): "write \(path)"
    case .enrolment(let finger, let reader): "enrol \(finger) on \(reader)"
    case .command(let words, _): "run \(words.joined(separator: " "))"
    }
  }
}
