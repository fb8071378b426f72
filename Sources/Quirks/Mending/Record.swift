import Interchange

/// A change, with what was there before it.
public struct Record: Equatable, Sendable {
  public let change: Change
  /// The user's own value before; nothing where the default counted, or where nothing had one.
  ///
  /// Of an enrolment: where detour missed the finger before, ``missed``.
  public let before: String?

  public init(_ change: Change, before: String?) {
    self.change = change
    self.before = before
  }
}

extension Record {
  var json: JSON {
    func object(_ kind: String, _ key: SettingKey, _ more: JSON.Field...) -> JSON {
      .object(
        [
          .init("kind", .string(kind)), .init("schema", .string(key.schema)),
          .init("path", JSON(key.path)), .init("schemas", JSON(key.directory)),
          .init("key", .string(key.name)),
          .init("before", JSON(before)),
        ] + more)
    }
    func strings(_ name: String, _ texts: [String]) -> JSON.Field {
      .init(name, .array(texts.map(JSON.string)))
    }
    return switch change {
    case .setting(let key, let value):
      object("setting", key, .init("after", .string(value)))
    case .reset(let key): object("reset", key)
    case .list(let key, adding: let values): object("list", key, strings("added", values))
    case .unlist(let key, removing: let values): object("list", key, strings("removed", values))
    case .file(let path, let text):
      .object([
        .init("kind", .string("file")), .init("file", .string(path)), .init("text", .string(text)),
      ])
    case .enrolment(let finger, let reader):
      .object([
        .init("kind", .string("finger")), .init("finger", .string(finger)),
        .init("reader", .string(reader)), .init("before", JSON(before)),
      ])
    case .command(let words, let undo):
      .object([
        .init("kind", .string("command")), strings("done", words), strings("undo", undo),
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
      json["key"]?.string.map {
        SettingKey(
          schema, $0, path: json["path"]?.string, directory: json["schemas"]?.string)
      }
    }
    before = json["before"]?.string
    switch (json["kind"]?.string, key) {
    case ("setting", let key?):
      guard let after = json["after"]?.string else { return nil }
      change = .setting(key, to: after)
    case ("reset", let key?): change = .reset(key)
    case ("list", let key?):
      if let added = strings("added") {
        change = .list(key, adding: added)
      } else if let removed = strings("removed") {
        change = .unlist(key, removing: removed)
      } else {
        return nil
      }
    case ("file", _):
      guard let path = json["file"]?.string, let text = json["text"]?.string else { return nil }
      change = .file(path, text: text)
    case ("finger", _):
      guard let finger = json["finger"]?.string, Fprint.allFingers.contains(finger),
        let reader = json["reader"]?.string
      else { return nil }
      change = .enrolment(finger, reader: reader)
    case ("command", _):
      guard let done = strings("done"), let undo = strings("undo") else { return nil }
      change = .command(done, undo: undo)
    default: return nil
    }
  }
}
