/// The text of bytes in Compound Text, X's own mixture of character sets: see "Compound Text
/// Encoding" of the X Consortium.
///
/// What cannot be read becomes U+FFFD; the direction of writing is left out, as Unicode has its own.
public func compoundText(_ bytes: [UInt8]) -> String {
  var reader = CompoundTextReader(bytes)
  return reader.text()
}

/// A character set, as it is switched to, and its name for iconv(3).
private struct CharacterSet: Equatable {
  let name: String
  /// How many bytes a character has.
  var width = 1
  /// What comes before each character in the encoding called `name`.
  var prefix: [UInt8] = []
  /// Whether its characters are in the upper half of the bytes there.
  var isHigh = true

  static let ascii = CharacterSet(name: "ASCII", isHigh: false)
  static let latin1 = CharacterSet(name: "ISO-8859-1")

  /// By the last byte of its escape sequence, for sets of 96 characters.
  static func of96(_ final: UInt8) -> CharacterSet? {
    let names: [Character: String] = [
      "A": "ISO-8859-1", "B": "ISO-8859-2", "C": "ISO-8859-3", "D": "ISO-8859-4",
      "F": "ISO-8859-7", "G": "ISO-8859-6", "H": "ISO-8859-8", "L": "ISO-8859-5",
      "M": "ISO-8859-9", "T": "TIS-620", "V": "ISO-8859-10", "Y": "ISO-8859-13",
      "_": "ISO-8859-14", "b": "ISO-8859-15", "f": "ISO-8859-16",
    ]
    return names[Character(Unicode.Scalar(final))].map { CharacterSet(name: $0) }
  }

  /// For sets of 94 characters.
  static func of94(_ final: UInt8) -> CharacterSet? {
    switch final {
    case UInt8(ascii: "B"), UInt8(ascii: "J"): .ascii
    case UInt8(ascii: "I"): CharacterSet(name: "EUC-JP", prefix: [0x8e])
    default: nil
    }
  }

  /// For sets of two bytes a character.
  static func ofMany(_ final: UInt8) -> CharacterSet? {
    switch final {
    case UInt8(ascii: "A"): CharacterSet(name: "EUC-CN", width: 2)
    case UInt8(ascii: "B"): CharacterSet(name: "EUC-JP", width: 2)
    case UInt8(ascii: "C"): CharacterSet(name: "EUC-KR", width: 2)
    case UInt8(ascii: "D"): CharacterSet(name: "EUC-JP", width: 2, prefix: [0x8f])
    case UInt8(ascii: "G")...UInt8(ascii: "M"):
      CharacterSet(
        name: "EUC-TW", width: 2, prefix: [0x8e, 0xa1 + (final - UInt8(ascii: "G"))])
    default: nil
    }
  }
}

private struct CompoundTextReader {
  private var rest: ArraySlice<UInt8>
  private var low: CharacterSet? = .ascii
  private var high: CharacterSet? = .latin1
  private var result = ""

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func text() -> String {
    while let byte = rest.first {
      switch byte {
      case 0x1b: escape()
      case 0x9b: direction()
      case 0..<0x21, 0x7f..<0xa0:
        result.unicodeScalars.append(Unicode.Scalar(byte))
        rest.removeFirst()
      default: run(isHigh: byte >= 0x80)
      }
    }
    return result
  }

  /// Characters of one half, up to whatever is not of it.
  private mutating func run(isHigh: Bool) {
    let bytes = rest.prefix { isHigh ? $0 >= 0xa0 : (0x21..<0x7f).contains($0) }
    rest = rest.dropFirst(bytes.count)
    guard let set = isHigh ? high : low else {
      result += "\u{fffd}"
      return
    }
    var encoded: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if index % set.width == 0 { encoded += set.prefix }
      encoded.append(set.isHigh ? byte | 0x80 : byte & 0x7f)
    }
    result += converted(encoded, from: set.name)
  }

  /// The end of a direction begins like its start: `CSI 1 ]`, `CSI 2 ]`, `CSI ]`.
  private mutating func direction() {
    let end = rest.prefix(3).firstIndex(of: UInt8(ascii: "]"))
    rest = end.map { rest[($0 + 1)...] } ?? rest.dropFirst()
  }

  private mutating func escape() {
    let sequence = Array(rest.prefix(4))
    rest = rest.dropFirst(min(3, rest.count))
    guard sequence.count >= 3 else {
      result += "\u{fffd}"
      return
    }
    switch Character(Unicode.Scalar(sequence[1])) {
    case "(": low = .of94(sequence[2])
    case ")": high = .of94(sequence[2])
    case "-": high = .of96(sequence[2])
    case "$":
      rest = rest.dropFirst()
      guard sequence.count == 4 else { return }
      if sequence[2] == UInt8(ascii: "(") {
        low = .ofMany(sequence[3])
      } else {
        high = .ofMany(sequence[3])
      }
    case "%":
      if sequence[2] == UInt8(ascii: "G") {
        utf8()
      } else if sequence[2] == UInt8(ascii: "/") {
        rest = rest.dropFirst()
        segment()
      }
    default: result += "\u{fffd}"
    }
  }

  /// UTF-8 up to its own end, `ESC % @`.
  private mutating func utf8() {
    let bytes = rest.prefix { $0 != 0x1b }
    result += String(decoding: bytes, as: UTF8.self)
    rest = rest.dropFirst(bytes.count)
    if rest.starts(with: [0x1b, 0x25, 0x40]) { rest = rest.dropFirst(3) }
  }

  /// An extended segment: its length, the name of an encoding, STX, and the text in it.
  private mutating func segment() {
    let header = Array(rest.prefix(2))
    rest = rest.dropFirst(header.count)
    guard header.count == 2 else { return }
    let length = Int(header[0] & 0x7f) << 7 | Int(header[1] & 0x7f)
    let bytes = rest.prefix(length)
    rest = rest.dropFirst(bytes.count)
    guard let end = bytes.firstIndex(of: 0x02) else {
      result += "\u{fffd}"
      return
    }
    let name = String(decoding: bytes[..<end], as: UTF8.self)
    result += converted(Array(bytes[(end + 1)...]), from: name)
  }
}
