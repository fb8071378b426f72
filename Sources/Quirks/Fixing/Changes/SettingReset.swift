public import Interchange
import Settings

/// A setting goes back to its default.
public struct SettingReset: WholeSetting, Equatable {
  public static let kind = "reset"
  public let key: SettingKey

  public init(_ key: SettingKey) { self.key = key }

  public var action: ChangeAction { .reset(key) }
  public var setting: SettingKey? { key }
  var after: String? { nil }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? {
    try key.writableUserValue()
  }

  public func apply(in context: QuirkContext) throws(ChangeError) {
    do throws(SettingsError) {
      try key.settings().reset(key.name)
      try Settings.sync()
    } catch {
      throw .setting(error)
    }
    if let now = key.userValue { throw .isStill(now) }
  }

  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    if let missing = key.missing { return .gone(missing) }
    guard let now = key.userValue else { return before == nil ? .before : .changed }
    return now == before ? .before : .otherwise(.value(now))
  }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    try key.restore(before)
  }

  public var fields: [JSON.Field] { key.fields }

  public init?(_ json: JSON) {
    guard let key = SettingKey(json) else { return nil }
    self.init(key)
  }
}
