import Windows
import X11

/// A value of JSON, for programs to read.
enum JSON {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  init(_ text: String?) { self = text.map(JSON.string) ?? .null }

  init(_ rectangle: Rectangle) {
    self = .object([
      ("x", .number(rectangle.x)), ("y", .number(rectangle.y)),
      ("width", .number(rectangle.width)), ("height", .number(rectangle.height)),
    ])
  }

  /// A line with the version of its form before all else: fields are added without changing it.
  static func document(_ fields: [(String, JSON)]) -> String {
    JSON.object([("version", .number(1))] + fields).text + "\n"
  }

  /// The value on one line, without blanks.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): String(value)
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let fields):
      "{" + fields.map { Self.quoted($0) + ":" + $1.text }.joined(separator: ",") + "}"
    }
  }

  /// All that could steer a terminal is escaped, which JSON allows for any character.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x061c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069:
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
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
