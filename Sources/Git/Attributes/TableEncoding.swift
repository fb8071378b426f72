/// An encoding that a table gives, with one or two bytes a character.
struct TableEncoding {
  private let singles: [Unicode.Scalar]
  /// The characters of two bytes; none for an encoding of single bytes.
  private let doubles: [Unicode.Scalar]
  /// Whether two of ASCII's characters are others, as in Japan's older sets.
  private let hasYen: Bool

  private static let missing: Unicode.Scalar = "\u{fffd}"

  /// - Parameter name: in capitals.
  init?(_ name: String) {
    let plain = String(decoding: name.utf8.filter { $0 != 0x2d && $0 != 0x5f }, as: UTF8.self)
    hasYen = plain == "SJIS" || plain == "SHIFTJIS" || plain == "MSKANJI"
    if let table = CodePages.table(plain) {
      singles = Array(table.description.unicodeScalars)
      doubles = []
      return
    }
    guard let table = DoubleByteTables.table(plain) else { return nil }
    var all: [Unicode.Scalar] = []
    for scalar in table.description.unicodeScalars {
      if (0xe000..<0xf900).contains(scalar.value) {
        all += repeatElement(Self.missing, count: Int(scalar.value - 0xe000))
      } else {
        all.append(scalar)
      }
    }
    guard all.count > 128 else { return nil }
    singles = Array(all[..<128])
    doubles = Array(all[128...])
  }

  /// The content in UTF-8; nil where it breaks the encoding.
  func decode(_ content: [UInt8]) -> [UInt8]? {
    var text = String.UnicodeScalarView()
    var position = 0
    while position < content.count {
      let byte = content[position]
      position += 1
      if byte < 0x80 {
        switch byte {
        case 0x5c where hasYen: text.append("\u{a5}")
        case 0x7e where hasYen: text.append("\u{203e}")
        default: text.append(Unicode.Scalar(byte))
        }
        continue
      }
      var scalar = singles[Int(byte) - 128]
      if scalar == Self.missing, position < content.count, content[position] >= 0x40 {
        let place = (Int(byte) - 128) * 192 + Int(content[position]) - 64
        position += 1
        if place < doubles.count { scalar = doubles[place] }
      }
      guard scalar != Self.missing else { return nil }
      text.append(scalar)
    }
    return Array(String(text).utf8)
  }
}
