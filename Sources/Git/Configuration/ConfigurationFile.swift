/// The variables of one configuration file, in the order of the file: git-config(1), "Syntax".
struct ConfigurationFile: Equatable, Sendable {
  /// A variable as it is written.
  struct Variable: Equatable, Sendable {
    /// `section.name` or `section.subsection.name`; the section and the name in lower case.
    let key: [UInt8]
    /// Nothing where the variable stands alone, which means true.
    let value: [UInt8]?

    /// The value, or what stands for one.
    var text: [UInt8] { value ?? Array("true".utf8) }
  }

  /// The file breaks the syntax on a line.
  struct Flaw: Error, Equatable {
    let line: Int
  }

  let variables: [Variable]

  /// A key as it is typed, `Section.Sub.Name`, in the spelling of ``Variable/key``; nothing where
  /// git would not take it.
  static func normalised(key: [UInt8]) -> [UInt8]? {
    let dot = UInt8(ascii: ".")
    guard let first = key.firstIndex(of: dot), let last = key.lastIndex(of: dot), first > 0,
      last + 1 < key.count, key[last + 1].isLetter
    else { return nil }
    let isWord = { (byte: UInt8) in byte.isLetterOrDigit || byte == UInt8(ascii: "-") }
    guard key[..<first].allSatisfy(isWord), key[(last + 1)...].allSatisfy(isWord),
      !key[first..<last].contains(0x0a)
    else { return nil }
    return key[..<first].map { $0.lowercased } + key[first...last]
      + key[(last + 1)...].map { $0.lowercased }
  }

  init(_ bytes: [UInt8]) throws(Flaw) {
    var parser = Parser(bytes: bytes)
    variables = try parser.parse()
  }
}

private struct Parser {
  let bytes: [UInt8]
  var position = 0
  var line = 1

  var flaw: ConfigurationFile.Flaw { ConfigurationFile.Flaw(line: line) }

  /// The next byte; CR LF counts as LF, and the end of the file as the end of a line.
  @_optimize(speed)
  mutating func next() -> UInt8? {
    guard position < bytes.count else { return nil }
    var byte = bytes[position]
    position += 1
    if byte == 0x0d, position < bytes.count, bytes[position] == 0x0a {
      position += 1
      byte = 0x0a
    }
    if byte == 0x0a { line += 1 }
    return byte
  }

  @_optimize(speed)
  mutating func parse() throws(ConfigurationFile.Flaw) -> [ConfigurationFile.Variable] {
    var variables: [ConfigurationFile.Variable] = []
    var section: [UInt8]?
    // A byte order mark at the start is passed over.
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }
    while let byte = next() {
      switch byte {
      case _ where byte.isSpace: continue
      case UInt8(ascii: "#"), UInt8(ascii: ";"): skipLine()
      case UInt8(ascii: "["): section = try sectionName()
      default:
        guard byte.isLetter, let section else { throw flaw }
        variables.append(try variable(in: section, first: byte))
      }
    }
    return variables
  }

  mutating func skipLine() {
    while let byte = next(), byte != 0x0a {}
  }

  /// Returns what stands in brackets: `section`, `section.sub` or `section "sub"`.
  @_optimize(speed)
  mutating func sectionName() throws(ConfigurationFile.Flaw) -> [UInt8] {
    var name: [UInt8] = []
    while let byte = next() {
      if byte == UInt8(ascii: "]") { return name }
      if byte.isSpace { return try subsection(of: name) }
      guard byte.isLetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else {
        throw flaw
      }
      name.append(byte.lowercased)
    }
    throw flaw
  }

  @_optimize(speed)
  mutating func subsection(of section: [UInt8]) throws(ConfigurationFile.Flaw) -> [UInt8] {
    var name = section + [UInt8(ascii: ".")]
    var byte: UInt8?
    repeat {
      byte = next()
      if byte == 0x0a { throw flaw }
    } while byte?.isSpace == true
    guard byte == UInt8(ascii: "\"") else { throw flaw }
    while let byte = next() {
      switch byte {
      case 0x0a: throw flaw
      case UInt8(ascii: "\""):
        guard next() == UInt8(ascii: "]") else { throw flaw }
        return name
      case UInt8(ascii: "\\"):
        guard let escaped = next(), escaped != 0x0a else { throw flaw }
        name.append(escaped)
      default: name.append(byte)
      }
    }
    throw flaw
  }

  @_optimize(speed)
  mutating func variable(
    in section: [UInt8], first: UInt8
  ) throws(ConfigurationFile.Flaw) -> ConfigurationFile.Variable {
    var key = section + [UInt8(ascii: "."), first.lowercased]
    var byte = next()
    while let letter = byte, letter.isLetterOrDigit || letter == UInt8(ascii: "-") {
      key.append(letter.lowercased)
      byte = next()
    }
    while byte == 0x20 || byte == 0x09 { byte = next() }
    guard let byte, byte != 0x0a else { return .init(key: key, value: nil) }
    guard byte == UInt8(ascii: "=") else { throw flaw }
    return .init(key: key, value: try value())
  }

  /// Returns what follows the equals sign: quotes, escapes, comments, lines that go on.
  @_optimize(speed)
  mutating func value() throws(ConfigurationFile.Flaw) -> [UInt8] {
    var value: [UInt8] = []
    // How much of the value is sure: white space at the end does not count unless quoted.
    var sure = 0
    var quoted = false
    while true {
      guard let byte = next(), byte != 0x0a else {
        if quoted { throw flaw }
        return Array(value.prefix(sure))
      }
      if !quoted {
        if byte.isSpace {
          if !value.isEmpty { value.append(byte) }
          continue
        }
        if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
          skipLine()
          return Array(value.prefix(sure))
        }
      }
      switch byte {
      case UInt8(ascii: "\""):
        quoted.toggle()
        sure = value.count
        continue
      case UInt8(ascii: "\\"):
        // The end of the file is the end of a line, too.
        switch next() ?? 0x0a {
        case 0x0a: continue
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "n"): value.append(0x0a)
        case UInt8(ascii: "b"): value.append(0x08)
        case UInt8(ascii: "\\"): value.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "\""): value.append(UInt8(ascii: "\""))
        default: throw flaw
        }
      default: value.append(byte)
      }
      sure = value.count
    }
  }
}

extension UInt8 {
  var lowercased: UInt8 { (0x41...0x5a).contains(self) ? self + 0x20 : self }
  var isLetter: Bool { (0x61...0x7a).contains(lowercased) }
  var isLetterOrDigit: Bool { isLetter || (0x30...0x39).contains(self) }
}
