public import Interchange
import Settings

/// A setting gets a value.
public struct SettingEdit: WholeSetting, Equatable {
  public static let kind = "setting"
  public let key: SettingKey
  /// In GVariant's text format.
  public let value: String

  public init(_ key: SettingKey, to value: String) {
    self.key = key
    self.value = value
  }

  init(_ key: SettingKey, to value: Value) { self.init(key, to: value.description) }

  public var action: ChangeAction { .set(key, value: value) }
  public var setting: SettingKey? { key }
  var after: String? { value }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? {
    try key.writableUserValue()
  }

  public func apply(in context: QuirkContext) throws(ChangeError) {
    let now: String
    do throws(SettingsError) {
      let settings = try key.settings()
      try settings.set(key.name, to: .other(value))
      try Settings.sync()
      now = try settings.value(key.name).description
    } catch {
      throw .setting(error)
    }
    guard now == value else { throw .isStill(now) }
  }

  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    if let missing = key.missing { return .gone(missing) }
    guard let now = key.value, now != value else { return .changed }
    return key.userValue == before ? .before : .otherwise(.value(now))
  }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    try key.restore(before)
  }

  public var fields: [JSON.Field] { key.fields + [.init("after", .string(value))] }

  public init?(_ json: JSON) {
    guard let key = SettingKey(json), let value = json["after"]?.string else { return nil }
    self.init(key, to: value)
  }
}
