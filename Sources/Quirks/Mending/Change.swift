import Interchange

/// Something that mending alters, and that can be put back.
public enum Change: Equatable, Sendable {
  /// A setting gets a value, in GVariant's text format.
  case setting(SettingKey, to: String)
  /// A setting that is a list of strings gets more of them; undoing takes just those away.
  case list(SettingKey, adding: [String])
  /// A program is run, and another to undo what it did.
  case command([String], undo: [String])
}

/// Where a setting is.
public struct SettingKey: Hashable, Sendable {
  public let schema: String
  /// Where the schema is for several objects: which of them.
  public let path: String?
  public let name: String

  public init(_ schema: String, _ name: String, path: String? = nil) {
    self.schema = schema
    self.path = path
    self.name = name
  }
}

extension SettingKey: CustomStringConvertible {
  /// As gsettings(1) takes it.
  public var description: String { schema + (path.map { ":" + $0 } ?? "") + " " + name }
}

extension Change: CustomStringConvertible {
  /// A line that says what is altered.
  public var description: String {
    switch self {
    case .setting(let key, let value): "set \(key) to \(value)"
    case .list(let key, let values): "add to \(key): \(values.joined(separator: " "))"
    case .command(let words, _): "run \(words.joined(separator: " "))"
    }
  }
}

/// A change that was made, with what was there before.
public struct Record: Equatable, Sendable {
  public let change: Change
  /// The user's own value before; nothing where the default counted, or where nothing had one.
  public let before: String?

  public init(_ change: Change, before: String?) {
    self.change = change
    self.before = before
  }
}

extension Record {
  var json: JSON {
    func key(_ key: SettingKey) -> [JSON.Field] {
      [
        .init("schema", .string(key.schema)), .init("path", key.path.map(JSON.string) ?? .null),
        .init("key", .string(key.name)),
      ]
    }
    func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
    let before = JSON.Field("before", before.map(JSON.string) ?? .null)
    switch change {
    case .setting(let place, let value):
      return .object(
        [.init("kind", .string("setting"))] + key(place) + [before, .init("after", .string(value))])
    case .list(let place, let values):
      return .object(
        [.init("kind", .string("list"))] + key(place) + [before, .init("added", strings(values))])
    case .command(let words, let undo):
      return .object([
        .init("kind", .string("command")), .init("done", strings(words)),
        .init("undo", strings(undo)),
      ])
    }
  }

  init?(_ json: JSON) {
    func strings(_ name: String) -> [String]? {
      json[name]?.elements.flatMap { elements in
        let texts = elements.compactMap(\.string)
        return texts.count == elements.count ? texts : nil
      }
    }
    let key = json["schema"]?.string.flatMap { schema in
      json["key"]?.string.map { SettingKey(schema, $0, path: json["path"]?.string) }
    }
    before = json["before"]?.string
    switch json["kind"]?.string {
    case "setting":
      guard let key, let after = json["after"]?.string else { return nil }
      change = .setting(key, to: after)
    case "list":
      guard let key, let added = strings("added") else { return nil }
      change = .list(key, adding: added)
    case "command":
      guard let done = strings("done"), let undo = strings("undo") else { return nil }
      change = .command(done, undo: undo)
    default: return nil
    }
  }
}
