extension JSON {
  /// The reason why a text is no JSON: what is wrong begins at `offset`.
  public struct Flaw: Error, Equatable {
    public let offset: Int
  }

  /// How deeply arrays and objects may be nested.
  public static let depthLimit = 512

  /// Reads a text in UTF-8 as RFC 8259 defines it, with or without a byte order mark.
  ///
  /// Half of a surrogate pair is refused, as it is no character, and so is what is nested deeper
  /// than ``depthLimit``.
  @export(interface) public init(_ bytes: [UInt8]) throws(Flaw) {
    var parser = Parser(bytes: bytes)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { parser.position = 3 }
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.position == bytes.count else { throw Flaw(offset: parser.position) }
    self = value
  }
}

private struct Parser {
  let bytes: [UInt8]
  var position = 0

  var flaw: JSON.Flaw { JSON.Flaw(offset: position) }
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
      position += 1
    }
  }

  /// Takes `word` if it is next.
  mutating func take(_ word: String) -> Bool {
    let word = word.utf8
    guard bytes[position...].starts(with: word) else { return false }
    position += word.count
    return true
  }

  /// Takes one character of ASCII if it is next.
  mutating func take(one character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Whether an array or an object begins here.
  private var isAtList: Bool { next == UInt8(ascii: "[") || next == UInt8(ascii: "{") }

  mutating func value(depth: Int) throws(JSON.Flaw) -> JSON {
    skipBlanks()
    guard depth < JSON.depthLimit || !isAtList else { throw flaw }
    switch next {
    case UInt8(ascii: "{"):
      return .object(
        try list(closing: "}") { parser throws(JSON.Flaw) in
          parser.skipBlanks()
          let name = try parser.string()
          parser.skipBlanks()
          guard parser.take(one: ":") else { throw parser.flaw }
          return JSON.Field(name, try parser.value(depth: depth + 1))
        })
    case UInt8(ascii: "["):
      return .array(
        try list(closing: "]") { parser throws(JSON.Flaw) in try parser.value(depth: depth + 1) })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try number()
    default: break
    }
    if take("null") { return .null }
    if take("true") { return .bool(true) }
    if take("false") { return .bool(false) }
    throw flaw
  }

  private mutating func list<Element>(
    closing: Unicode.Scalar, _ element: (inout Parser) throws(JSON.Flaw) -> Element
  ) throws(JSON.Flaw) -> [Element] {
    position += 1
    skipBlanks()
    if take(one: closing) { return [] }
    var elements: [Element] = []
    while true {
      elements.append(try element(&self))
      skipBlanks()
      if take(one: closing) { return elements }
      guard take(one: ",") else { throw flaw }
    }
  }

  private mutating func number() throws(JSON.Flaw) -> JSON {
    let start = position
    _ = take(one: "-")
    // A number begins with a zero only where that is all of its whole part.
    if !take(one: "0") { try digits() }
    let end = position
    if take(one: ".") { try digits() }
    if take(one: "e") || take(one: "E") {
      if !take(one: "+") { _ = take(one: "-") }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if position == end, let number = Int(text) { return .number(number) }
    return .decimal(text)
  }

  /// Takes one digit or more.
  private mutating func digits() throws(JSON.Flaw) {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    guard position > start else { throw flaw }
  }

  private mutating func string() throws(JSON.Flaw) -> String {
    guard take(one: "\"") else { throw flaw }
    var text: [UInt8] = []
    // Mostly nothing is escaped, and all of it can be taken at once.
    var start = position
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        let rest = bytes[start..<(position - 1)]
        let whole =
          text.isEmpty
          ? String(validating: rest, as: UTF8.self)
          : String(validating: text + rest, as: UTF8.self)
        guard let whole else { throw flaw }
        return whole
      case UInt8(ascii: "\\"):
        text += bytes[start..<(position - 1)]
        try escape(into: &text)
        start = position
      case 0..<0x20: throw flaw
      default: break
      }
    }
    throw flaw
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSON.Flaw) {
    guard let byte = next else { throw flaw }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try fourDigits()
      if (0xd800..<0xdc00).contains(code) {
        guard take("\\u") else { throw flaw }
        let low = try fourDigits()
        guard (0xdc00..<0xe000).contains(low) else { throw flaw }
        code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw flaw }
      text += Array(String(Character(scalar)).utf8)
    default: throw flaw
    }
  }

  private mutating func fourDigits() throws(JSON.Flaw) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next else { throw flaw }
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw flaw
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}
