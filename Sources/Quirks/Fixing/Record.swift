import Interchange

/// A change, with what was there before it.
public struct Record: Sendable {
  public let change: any Change
  /// What ``Change/prepare(in:)`` returned: of a setting the user's own value, or nil where the
  /// default counted.
  public internal(set) var before: String?

  init(_ change: any Change, before: String?) {
    self.change = change
    self.before = before
  }

  func state(in context: QuirkContext) -> ChangeState {
    change.state(before: before, in: context)
  }

  func undo(in context: QuirkContext) throws(ChangeError) {
    try change.undo(before: before, in: context)
  }
}

extension Record: Equatable {
  public static func == (one: Self, other: Self) -> Bool { one.json == other.json }
}

extension Record {
  var json: JSON {
    .object(
      [.init("kind", .string(type(of: change).kind))] + change.fields
        + [.init("before", JSON(before))])
  }

  init?(_ json: JSON) {
    guard let kind = changeKinds.first(where: { $0.kind == json["kind"]?.string }),
      let change = kind.init(json)
    else { return nil }
    self.init(change, before: json["before"]?.string)
  }
}

extension JSON {
  /// The elements, where this is a list of strings and nothing else.
  var strings: [String]? {
    elements.flatMap { elements in
      let texts = elements.compactMap(\.string)
      return texts.count == elements.count ? texts : nil
    }
  }
}

extension JSON.Field {
  init(_ name: String, strings: [String]) {
    self.init(name, .array(strings.map(JSON.string)))
  }
}
