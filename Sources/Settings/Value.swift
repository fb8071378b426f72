import CGio

/// The value of a setting.
public enum Value: Hashable, Sendable {
  case boolean(Bool)
  /// Any of GVariant's whole numbers.
  case integer(Int)
  case double(Double)
  case string(String)
  case strings([String])
  /// Anything else, in GVariant's text format.
  case other(String)
}

extension Value: CustomStringConvertible {
  /// As gsettings(1) writes it.
  public var description: String {
    switch self {
    case .boolean(let flag): String(flag)
    case .integer(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): Self.quoted(text)
    case .strings(let texts):
      texts.isEmpty ? "@as []" : "[" + texts.map(Self.quoted).joined(separator: ", ") + "]"
    case .other(let text): text
    }
  }

  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let mark: Unicode.Scalar = scalars.contains("'") && !scalars.contains("\"") ? "\"" : "'"
    var result = String(mark)
    for scalar in scalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case mark: result += "\\\(mark)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + String(mark)
  }
}

extension Value {
  /// Takes the value of a GVariant, which stays the caller's.
  init(_ variant: OpaquePointer) {
    let type = String(cString: g_variant_get_type_string(variant))
    switch type {
    case "b": self = .boolean(g_variant_get_boolean(variant) != 0)
    case "y": self = .integer(Int(g_variant_get_byte(variant)))
    case "n": self = .integer(Int(g_variant_get_int16(variant)))
    case "q": self = .integer(Int(g_variant_get_uint16(variant)))
    case "i": self = .integer(Int(g_variant_get_int32(variant)))
    case "u": self = .integer(Int(g_variant_get_uint32(variant)))
    case "x": self = .integer(Int(g_variant_get_int64(variant)))
    case "d": self = .double(g_variant_get_double(variant))
    case "s", "o": self = .string(String(cString: g_variant_get_string(variant, nil)))
    case "as":
      self = .strings(
        (0..<g_variant_n_children(variant)).map { index in
          let child = g_variant_get_child_value(variant, index)!
          defer { g_variant_unref(child) }
          return String(cString: g_variant_get_string(child, nil))
        })
    default:
      let text = g_variant_print(variant, 1)!
      defer { g_free(text) }
      self = .other(String(cString: text))
    }
  }

  /// A GVariant of `type` with this value, owned by the caller, or nothing where it is not of it.
  func variant(_ type: OpaquePointer) -> OpaquePointer? {
    // GVariant's own parser does the work for all types: a number becomes what the type says.
    let text =
      switch self {
      case .double(let number): "\(number)"
      default: description
      }
    return text.withCString { g_variant_parse(type, $0, nil, nil, nil) }
  }
}
