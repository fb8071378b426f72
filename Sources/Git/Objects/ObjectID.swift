/// The hash that names a repository's objects: `extensions.objectFormat`.
public enum ObjectFormat: String, Sendable {
  case sha1
  case sha256

  /// The size of a name in bytes.
  public var size: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    }
  }
}

/// The name of an object: its hash.
public struct ObjectID: Hashable, Sendable {
  // A SHA-1 fills the first two and a half words; the rest is zero.
  private let words: SIMD4<UInt64>
  public let format: ObjectFormat

  /// The name whose bytes begin at `offset`, or nothing where fewer are left.
  @export(interface)
  @_optimize(speed)
  public init?(_ bytes: Span<UInt8>, at offset: Int = 0, _ format: ObjectFormat) {
    guard offset >= 0, bytes.count - offset >= format.size,
      let first = bytes.bigEndian(UInt64.self, at: offset),
      let second = bytes.bigEndian(UInt64.self, at: offset + 8)
    else { return nil }
    switch format {
    case .sha1:
      guard let last = bytes.bigEndian(UInt32.self, at: offset + 16) else { return nil }
      words = SIMD4(first, second, UInt64(last) << 32, 0)
    case .sha256:
      guard let third = bytes.bigEndian(UInt64.self, at: offset + 16),
        let fourth = bytes.bigEndian(UInt64.self, at: offset + 24)
      else { return nil }
      words = SIMD4(first, second, third, fourth)
    }
    self.format = format
  }

  /// The name that `hexadecimal` spells, which tells the format by its length.
  public init?(hexadecimal text: some Collection<UInt8>) {
    switch text.count {
    case 40: format = .sha1
    case 64: format = .sha256
    default: return nil
    }
    var words = SIMD4<UInt64>()
    for (index, character) in text.enumerated() {
      guard let digit = character.hexadecimalDigit else { return nil }
      words[index / 16] |= UInt64(digit) << UInt64(60 - index % 16 * 4)
    }
    self.words = words
  }

  /// The name that `digits` spell.
  init?(hexadecimal digits: Span<UInt8>) { self.init(hexadecimal: digits, 0, digits.count) }

  /// The name that the digits of `bytes[start..<end]` spell.
  init?(hexadecimal bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    switch end - start {
    case 40: format = .sha1
    case 64: format = .sha256
    default: return nil
    }
    guard start >= 0, end <= bytes.count else { return nil }
    var words = SIMD4<UInt64>()
    for index in 0..<(end - start) / 8 {
      guard let digits = bytes.bigEndian(UInt64.self, at: start + index * 8),
        let value = UInt32(hexadecimalDigits: digits)
      else { return nil }
      words[index / 2] |= UInt64(value) << (index % 2 == 0 ? 32 : 0)
    }
    self.words = words
  }

  /// The empty tree, which is in every repository.
  static func emptyTree(_ format: ObjectFormat) -> ObjectID? {
    let name: StaticString =
      switch format {
      case .sha1: "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
      case .sha256: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
      }
    return ObjectID(hexadecimal: Array(name.description.utf8))
  }

  /// The empty blob, which is in every repository.
  static func emptyBlob(_ format: ObjectFormat) -> ObjectID? {
    let name: StaticString =
      switch format {
      case .sha1: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
      case .sha256: "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
      }
    return ObjectID(hexadecimal: Array(name.description.utf8))
  }

  /// The byte at `index` of the name.
  public subscript(index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(56 - index % 8 * 8))
  }

  /// One of the four words that the name fills, with zeros behind it.
  func word(_ index: Int) -> UInt64 { words[index] }

  /// The first `count` hexadecimal digits.
  @export(interface) public func prefix(_ count: Int) -> String {
    let digits = Array("0123456789abcdef".utf8)
    let bytes = (0..<min(count, format.size * 2)).map { index in
      digits[Int(self[index / 2] >> (index % 2 == 0 ? 4 : 0) & 0xf)]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns how many hexadecimal digits the two names have in common at their start.
  func commonDigits(with other: ObjectID) -> Int {
    for word in 0..<4 where words[word] != other.words[word] {
      return word * 16 + (words[word] ^ other.words[word]).leadingZeroBitCount / 4
    }
    return format.size * 2
  }

  /// The name that no object can have.
  static func null(_ format: ObjectFormat) -> ObjectID { ObjectID(words: SIMD4(), format: format) }

  private init(words: SIMD4<UInt64>, format: ObjectFormat) {
    self.words = words
    self.format = format
  }

  /// Whether no object can have the name.
  public var isNull: Bool { words == SIMD4() }
}

extension ObjectID: CustomStringConvertible {
  /// All hexadecimal digits.
  public var description: String { prefix(format.size * 2) }
}

extension ObjectID: Comparable {
  /// As git sorts names: byte by byte.
  @export(interface) public static func < (left: ObjectID, right: ObjectID) -> Bool {
    for word in 0..<4 where left.words[word] != right.words[word] {
      return left.words[word] < right.words[word]
    }
    return false
  }
}

extension UInt32 {
  /// The value of eight ASCII hexadecimal digits of either case, the first in the highest byte.
  fileprivate init?(hexadecimalDigits text: UInt64) {
    let each: UInt64 = 0x0101_0101_0101_0101
    let high = 0x80 * each
    guard text & high == 0 else { return nil }
    // A sum reaches the highest bit of its byte where the character is at least that one.
    let small = text | 0x20 * each
    let figures = (text + 0x50 * each) & ~(text + 0x46 * each)
    let letters = (small + 0x1f * each) & ~(small + 0x19 * each)
    guard (figures | letters) & high == high else { return nil }
    var value = (text & (0x0f * each)) + 9 * ((text >> 6) & each)
    value = (value | value >> 4) & 0x00ff_00ff_00ff_00ff
    value = (value | value >> 8) & 0x0000_ffff_0000_ffff
    self = UInt32(truncatingIfNeeded: value | value >> 16)
  }
}

extension UInt8 {
  /// The value of an ASCII hexadecimal digit of either case.
  var hexadecimalDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Whether git takes it for white space: isspace(3) in the C locale.
  var isSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
}
