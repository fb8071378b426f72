/// A value of JSON: RFC 8259. Objects keep the order of their names.
public enum JSON: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A whole number that fits 64 bits, written without fraction and exponent.
  case number(Int)
  /// Any other number, as it is written.
  case decimal(String)
  case string(String)
  case array([JSON])
  case object([Field])

  /// A name and its value in an object.
  public struct Field: Equatable, Sendable {
    public let name: String
    public let value: JSON

    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// An object with these names and values.
  public static func object(_ members: [(String, JSON)]) -> JSON {
    .object(members.map { Field($0.0, $0.1) })
  }

  /// A line with the version of its form before all else: fields are added without changing it.
  public static func document(_ members: [(String, JSON)], version: Int = 1) -> String {
    "\(JSON.object([("version", .number(version))] + members))\n"
  }

  /// The text, or null where there is none.
  public init(_ text: String?) {
    self = if let text { .string(text) } else { .null }
  }

  /// The value of a name, where this is an object that has it.
  public subscript(name: String) -> JSON? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number, if its value is whole and fits 64 bits, however it is written.
  public var number: Int? {
    switch self {
    case .number(let number): number
    case .decimal(let text): Self.whole(text)
    default: nil
    }
  }

  public var elements: [JSON]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  public var fields: [Field]? {
    if case .object(let fields) = self { fields } else { nil }
  }
}

extension JSON: CustomStringConvertible {
  /// The value on one line, without blanks.
  public var description: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): String(number)
    case .decimal(let text): text
    case .string(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map { $0.description }.joined(separator: ",") + "]"
    case .object(let fields):
      "{"
        + fields.map { Self.quoted($0.name) + ":" + $0.value.description }
        .joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      // Control characters have to be escaped, and those of the second set steer terminals.
      case _ where scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension JSON {
  /// The value of a number as JSON writes it, such as `1.50e2`, if it is whole.
  private static func whole(_ text: String) -> Int? {
    var digits: [UInt8] = []
    var shift = 0
    var isFraction = false
    var exponent: String?
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): exponent = ""
      case _ where exponent != nil: exponent?.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        digits.append(byte)
        if isFraction { shift -= 1 }
      }
    }
    if let exponent {
      guard let power = Int(exponent), power.magnitude < 1 << 20 else { return nil }
      shift += power
    }
    while digits.last == UInt8(ascii: "0"), digits.count > 1 {
      digits.removeLast()
      shift += 1
    }
    if digits.allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") }) { return 0 }
    guard (0...18).contains(shift) else { return nil }
    digits += [UInt8](repeating: UInt8(ascii: "0"), count: shift)
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
