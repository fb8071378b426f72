public import Interchange
import Settings

/// A setting that is a list of strings gains or loses some of them; undoing it touches just those.
public struct ListEdit: Change, Equatable {
  public static let kind = "list"
  public let key: SettingKey
  let edit: Edit

  enum Edit: Equatable, Sendable {
    case add([String])
    case remove([String])
  }

  public init(_ key: SettingKey, adding values: [String]) {
    self.init(key, .add(values))
  }

  public init(_ key: SettingKey, removing values: [String]) {
    self.init(key, .remove(values))
  }

  private init(_ key: SettingKey, _ edit: Edit) {
    self.key = key
    self.edit = edit
  }

  public var action: ChangeAction {
    switch edit {
    case .add(let values): .add(values, to: key)
    case .remove(let values): .remove(values, from: key)
    }
  }

  public var setting: SettingKey? { key }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? {
    try key.writableUserValue()
  }

  public func apply(in context: QuirkContext) throws(ChangeError) {
    let list = edit.applied(to: try list())
    do throws(SettingsError) {
      try key.settings().set(key.name, to: .strings(list))
      try Settings.sync()
    } catch {
      throw .setting(error)
    }
    try check(list)
  }

  /// Cannot be told of a list that is there: nobody knows what was in it before.
  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    key.missing.map { .gone($0) } ?? .changed
  }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    let rest = edit.inverse.applied(to: try list())
    do throws(SettingsError) {
      let settings = try key.settings()
      // Where nobody had set it before and nothing else is in it now, the default counts again.
      if before == nil, case .strings(rest) = try settings.defaultValue(key.name) {
        try settings.reset(key.name)
      } else {
        try settings.set(key.name, to: .strings(rest))
      }
      try Settings.sync()
    } catch {
      throw .setting(error)
    }
    try check(rest)
  }

  /// Sees that the store has taken the list: of a refusal it may tell only later.
  private func check(_ wanted: [String]) throws(ChangeError) {
    let now = try list()
    guard now == wanted else { throw .isStill(Value.strings(now).description) }
  }

  private func list() throws(ChangeError) -> [String] {
    let value: Value
    do throws(SettingsError) {
      value = try key.settings().value(key.name)
    } catch {
      throw .setting(error)
    }
    guard case .strings(let list) = value else { throw .noList(key) }
    return list
  }

  public var fields: [JSON.Field] {
    let (name, values) =
      switch edit {
      case .add(let values): ("added", values)
      case .remove(let values): ("removed", values)
      }
    return key.fields + [JSON.Field(name, strings: values)]
  }

  public init?(_ json: JSON) {
    guard let key = SettingKey(json) else { return nil }
    if let added = json["added"]?.strings {
      self.init(key, adding: added)
    } else if let removed = json["removed"]?.strings {
      self.init(key, removing: removed)
    } else {
      return nil
    }
  }
}

extension ListEdit.Edit {
  fileprivate var inverse: Self {
    switch self {
    case .add(let values): .remove(values)
    case .remove(let values): .add(values)
    }
  }

  fileprivate func applied(to list: [String]) -> [String] {
    switch self {
    case .add(let values): list + values.filter { !list.contains($0) }
    case .remove(let values): list.filter { !values.contains($0) }
    }
  }
}
