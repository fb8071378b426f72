import System

/// The lines of one attribute file: gitattributes(5).
struct AttributeFile: Sendable {
  /// The value that a line gives an attribute.
  enum Value: Equatable, Sendable {
    case set, unset, unspecified
    case text([UInt8])
  }

  struct Assignment: Equatable, Sendable {
    let name: [UInt8]
    let value: Value
  }

  struct Line: Sendable {
    let pattern: PathPattern
    let assignments: [Assignment]
  }

  private(set) var lines: [Line] = []
  /// Attributes that stand for others, and for which.
  private(set) var macros: [[UInt8]: [Assignment]] = [:]

  /// More than this of one file is not read, and no longer line: as in git.
  static let limit = 100 << 20
  private static let lineLimit = 2048

  /// - Parameter allowsMacros: as only files at the top and outside of the work tree do.
  init(_ bytes: Span<UInt8>, foldsCase: Bool, allowsMacros: Bool) {
    var start = 0
    if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { start = 3 }
    while start < bytes.count {
      let end = bytes.offset(of: 0x0a, from: start) ?? bytes.count
      if end - start < Self.lineLimit {
        let line = bytes.copy(start, end)
        add(line.prefix { $0 != 0 }, foldsCase: foldsCase, allowsMacros: allowsMacros)
      }
      start = end + 1
    }
  }

  private mutating func add(_ line: ArraySlice<UInt8>, foldsCase: Bool, allowsMacros: Bool) {
    var rest = line.drop { Self.isBlank($0) }
    guard let first = rest.first, first != UInt8(ascii: "#") else { return }
    var name: [UInt8]
    if first == UInt8(ascii: "\""), let (quoted, after) = Self.unquote(rest) {
      name = quoted
      rest = after
    } else {
      let word = rest.prefix { !Self.isBlank($0) }
      name = Array(word)
      rest = rest.dropFirst(word.count)
    }
    let assignments = rest.split(whereSeparator: Self.isBlank).compactMap(Self.assignment)
    guard !name.isEmpty else { return }
    if name.hasPrefix("[attr]") {
      name.removeFirst(6)
      if allowsMacros, Self.isName(name[...]) { macros[name] = assignments }
      return
    }
    let pattern = PathPattern(name[...], foldsCase: foldsCase)
    // git refuses patterns that take back here.
    guard !pattern.isNegated else { return }
    lines.append(Line(pattern: pattern, assignments: assignments))
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }

  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    !name.isEmpty && name.first != UInt8(ascii: "-")
      && name.allSatisfy { $0.isLetterOrDigit || $0 == 0x2d || $0 == 0x2e || $0 == 0x5f }
  }

  private static func assignment(_ word: ArraySlice<UInt8>) -> Assignment? {
    var name = word
    var value = Value.set
    if word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "!") {
      value = word.first == UInt8(ascii: "-") ? .unset : .unspecified
      name = word.dropFirst()
    } else if let sign = word.firstIndex(of: UInt8(ascii: "=")) {
      value = .text(Array(word[(sign + 1)...]))
      name = word[..<sign]
    }
    return isName(name) ? Assignment(name: Array(name), value: value) : nil
  }

  /// Takes a pattern in quotes apart, with C's escapes in it; nothing where the quotes do not end.
  private static func unquote(
    _ text: ArraySlice<UInt8>
  ) -> (name: [UInt8], rest: ArraySlice<UInt8>)? {
    var name: [UInt8] = []
    var rest = text.dropFirst()
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return (name, rest)
      case UInt8(ascii: "\\"):
        guard let escaped = rest.popFirst() else { return nil }
        switch escaped {
        case UInt8(ascii: "a"): name.append(7)
        case UInt8(ascii: "b"): name.append(8)
        case UInt8(ascii: "t"): name.append(9)
        case UInt8(ascii: "n"): name.append(10)
        case UInt8(ascii: "v"): name.append(11)
        case UInt8(ascii: "f"): name.append(12)
        case UInt8(ascii: "r"): name.append(13)
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): name.append(escaped)
        case 0x30...0x33:
          guard let second = rest.popFirst(), let third = rest.popFirst(),
            (0x30...0x37).contains(second), (0x30...0x37).contains(third)
          else { return nil }
          name.append((escaped - 0x30) << 6 | (second - 0x30) << 3 | (third - 0x30))
        default: return nil
        }
      default: name.append(byte)
      }
    }
    return nil
  }
}
