import Interchange
import Settings

/// The place of a setting.
public struct SettingKey: Hashable, Sendable {
  public let schema: String
  /// Where the schema is for several objects: which of them.
  public let path: String?
  /// Where the schema lies, when it is none of the system's but an extension's.
  public let directory: String?
  public let name: String

  public init(
    _ schema: String, _ name: String, path: String? = nil, directory: String? = nil
  ) {
    self.schema = schema
    self.path = path
    self.directory = directory
    self.name = name
  }

  /// The settings that it is one of.
  func settings() throws(SettingsError) -> Settings {
    try Settings(schema, path: path, in: directory)
  }

  /// What is missing where the schema or the key is gone since an upgrade; nil if it is there.
  var missing: SettingsError? {
    do throws(SettingsError) {
      let settings = try settings()
      return settings.has(name) ? nil : .noKey(name, schema: schema)
    } catch {
      if case .noSchema = error { return error }
      return nil
    }
  }

  /// The value that it has now, in GVariant's text format, where there is such a setting.
  var value: String? {
    guard let settings = try? settings() else { return nil }
    return (try? settings.value(name))?.description
  }

  /// What the user has set, in GVariant's text format; nothing where the default counts.
  var userValue: String? {
    guard let settings = try? settings() else { return nil }
    return (try? settings.userValue(name))??.description
  }
}

extension SettingKey: CustomStringConvertible {
  /// As gsettings(1) takes it.
  public var description: String {
    (directory.map { "--schemadir \($0) " } ?? "") + schema + (path.map { ":" + $0 } ?? "")
      + " " + name
  }
}

extension SettingKey {
  /// The user's own value of a key that may be changed, nil where the default counts.
  ///
  /// - Throws: ``SettingsError/locked(_:)``, as a ``ChangeError``, for one that may not.
  func writableUserValue() throws(ChangeError) -> String? {
    do throws(SettingsError) {
      let settings = try settings()
      guard try settings.isWritable(name) else { throw .locked("\(schema) \(name)") }
      return try settings.userValue(name)?.description
    } catch {
      throw .setting(error)
    }
  }

  /// Gives the key back the user's own value, or its default, and waits until that is saved.
  ///
  /// - Throws: ``ChangeError/isStill(_:)`` where the store has not taken it: of a refusal it may tell
  ///   only later.
  func restore(_ before: String?) throws(ChangeError) {
    let now: String?
    let counts: String
    do throws(SettingsError) {
      let settings = try settings()
      if let before {
        try settings.set(name, to: .other(before))
      } else {
        try settings.reset(name)
      }
      try Settings.sync()
      now = try settings.userValue(name)?.description
      counts = try settings.value(name).description
    } catch {
      throw .setting(error)
    }
    guard now == before else { throw .isStill(counts) }
  }
}

extension SettingKey {
  /// The key as the journal stores it.
  var fields: [JSON.Field] {
    [
      .init("schema", .string(schema)), .init("path", JSON(path)),
      .init("schemas", JSON(directory)), .init("key", .string(name)),
    ]
  }

  init?(_ json: JSON) {
    guard let schema = json["schema"]?.string, let name = json["key"]?.string else { return nil }
    self.init(schema, name, path: json["path"]?.string, directory: json["schemas"]?.string)
  }
}
