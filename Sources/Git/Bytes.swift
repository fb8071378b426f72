import System

extension Span<UInt8> {
  /// The bytes at `offset` as a big-endian number, or nothing where fewer are left.
  func bigEndian<Value: FixedWidthInteger & UnsignedInteger>(
    _: Value.Type = Value.self, at offset: Int
  ) -> Value? {
    let size = Value.bitWidth / 8
    guard offset >= 0, offset <= count - size else { return nil }
    var value: Value = 0
    for index in 0..<size { value = value << 8 | Value(self[offset + index]) }
    return value
  }
}

extension Sequence<UInt8> {
  /// The bytes as text; what is no UTF-8 becomes U+FFFD.
  var text: String { String(decoding: Array(self), as: UTF8.self) }

  /// The same in lower case, or in capitals, as git takes words: that is about ASCII's letters alone.
  var lowercasedText: String { map { $0.lowercased }.text }
  var uppercasedText: String { map { $0.isLetter ? $0 & 0xdf : $0 }.text }

  /// The bytes as a path, which keeps what is no UTF-8.
  var path: String { String(path: Array(self)) }
}

extension Collection<UInt8> {
  /// Returns whether the bytes begin with those of `prefix`.
  func hasPrefix(_ prefix: String) -> Bool { starts(with: prefix.utf8) }
}

extension Collection<UInt8> where SubSequence: Collection<UInt8> {
  /// The bytes without the white space at both ends.
  var trimmed: [UInt8] {
    var bytes = Array(drop { $0.isSpace })
    while bytes.last?.isSpace == true { bytes.removeLast() }
    return bytes
  }

  /// The bytes without line ends at their end.
  var withoutLineEnd: [UInt8] {
    var bytes = Array(self)
    while let last = bytes.last, last == 0x0a || last == 0x0d { bytes.removeLast() }
    return bytes
  }
}

extension MappedFile {
  /// Returns what `body` makes of the bytes, for a mapping that an object owns.
  borrowing func read<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(bytes) }
}

extension [UInt8] {
  /// Adds a number, its highest byte first.
  mutating func append<Word: FixedWidthInteger & UnsignedInteger>(bigEndian word: Word) {
    for shift in stride(from: Word.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: word >> Word(shift)))
    }
  }
}
