import Interchange
import Windows
import X11

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
      ("id", .string(client.window.description)), ("title", JSON(client.title)),
      ("instance", JSON(client.instance)), ("class", JSON(client.className)),
      ("pid", client.process.map { .number(Int($0)) } ?? .null),
      ("machine", JSON(client.machine)),
      ("workspace", client.workspace.map { .number($0 + 1) } ?? .null),
      ("sticky", .bool(client.isOnAll)), ("active", .bool(client.isActive)),
      ("minimised", .bool(client.isMinimised)), ("frame", JSON(client.frame)),
      ("states", words(client.states, after: "_NET_WM_STATE_")),
      ("types", words(client.types, after: "_NET_WM_WINDOW_TYPE_")),
    ]
  }

  /// Names as `maximized_vert`, in the order of the alphabet.
  private static func words(
    _ names: some Sequence<Name>, after prefix: String
  ) -> JSON {
    .array(
      names.filter { $0.rawValue.hasPrefix(prefix) }
        .map { $0.rawValue.dropFirst(prefix.count).lowercased() }.sorted().map(JSON.string))
  }
}
