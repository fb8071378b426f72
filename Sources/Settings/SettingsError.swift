/// The reason why a setting could not be read or written.
public enum SettingsError: Error, Hashable, Sendable {
  /// The system has no schema of that name: the program that it belongs to is not installed.
  case noSchema(String)
  /// The schema has no such key: another version of the program is installed.
  case noKey(String, schema: String)
  /// The schema is for objects at several paths, and none was named; or the other way round.
  case wrongPath(schema: String)
  /// The system's administrator has locked the key.
  case locked(String)
  /// The value is not of the key's type, or out of its range.
  case invalid(String, key: String, type: String)
  /// The change was not taken, for the reason that the settings' store gave.
  case notSaved(String)
}

extension SettingsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSchema(let schema): "there is no settings schema \(schema) on this system"
    case .noKey(let key, let schema): "the schema \(schema) has no key \(key)"
    case .wrongPath(let schema): "the schema \(schema) is not for that path"
    case .locked(let key): "\(key) is locked by the system's administrator"
    case .invalid(let value, let key, let type): "\(key) can't be \(value): it takes \(type)"
    case .notSaved(let why): "the setting was not saved: \(why)"
    }
  }
}
