import System

/// Escapes everything in `text` that could control a terminal.
///
/// Control characters (C0, DEL, C1) become `\n`, `\t`, `\x1b`; characters that change the direction
/// of text, or that separate lines and paragraphs, become `\u{202e}`.
@export(interface) public func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0.isHidden }) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if let byte = scalar.pathByte {
      result += "\\x" + String(byte, radix: 16)
      continue
    }
    guard scalar.isHidden else {
      result.unicodeScalars.append(scalar)
      continue
    }
    switch scalar {
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default:
      let digits = String(scalar.value, radix: 16)
      result +=
        scalar.value < 0x100
        ? "\\x" + (digits.count < 2 ? "0" : "") + digits : "\\u{" + digits + "}"
    }
  }
  return result
}

/// Decodes `bytes`, and escapes control characters and bytes that are not UTF-8, such as `\x9b`.
@export(interface) public func visible(_ bytes: [UInt8]) -> String {
  var result = ""
  var rest = bytes[...]
  while !rest.isEmpty {
    var decoder = UTF8()
    var iterator = rest.makeIterator()
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar):
      result += visible(String(Character(scalar)))
      rest = rest.dropFirst(UTF8.width(scalar))
    case .error, .emptyInput:
      let digits = String(rest.first!, radix: 16)
      result += "\\x" + digits
      rest = rest.dropFirst()
    }
  }
  return result
}

extension Unicode.Scalar {
  /// Whether a terminal might interpret it rather than show it.
  fileprivate var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0: true
    case 0x10ff80...: true
    case 0x061c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
}
