import Interchange
import Windows

extension JSON {
  init(_ rectangle: Rectangle) {
    self = .object([
      ("x", .number(rectangle.x)), ("y", .number(rectangle.y)),
      ("width", .number(rectangle.width)), ("height", .number(rectangle.height)),
    ])
  }
}

extension JSON {
  init(_ client: Client) {
    self = .object(Self.fields(client))
  }

  static func fields(_ client: Client) -> [(String, JSON)] {
    [
      ("id", .string(client.id.description)), ("title", JSON(client.title)),
      ("instance", JSON(client.instance)), ("class", JSON(client.className)),
      ("pid", client.process.map { .number(Int($0)) } ?? .null),
      ("machine", JSON(client.machine)),
      ("workspace", client.workspace.map { .number($0 + 1) } ?? .null),
      ("sticky", .bool(client.isOnAll)), ("active", .bool(client.isActive)),
      ("minimised", .bool(client.isMinimised)), ("frame", JSON(client.frame)),
      ("states", words(client.states.map(\.rawValue))),
      ("types", words(client.types.map(\.rawValue))),
    ]
  }

  /// Names as `maximized_vert`, in the order of the alphabet.
  private static func words(_ names: [String]) -> JSON {
    .array(names.sorted().map(JSON.string))
  }
}
