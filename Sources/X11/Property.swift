/// A property of a window, as the server gave it.
///
/// The parsers need no server, and give nil for a property of another type.
public struct Property: Hashable, Sendable {
  public var type: Atom
  /// The width of an item in bits: 8, 16 or 32.
  public var format: Int
  /// The items; those of 16 and 32 bits in this machine's order.
  public var bytes: [UInt8]

  public init(type: Atom, format: Int, bytes: [UInt8]) {
    self.type = type
    self.format = format
    self.bytes = bytes
  }
}

extension Property {
  /// A property of 32-bit numbers.
  public init(_ type: Atom, _ numbers: [UInt32]) {
    self.init(
      type: type, format: 32, bytes: numbers.flatMap { UInt32.bytes(of: $0) })
  }

  /// The 32-bit items, whatever their type; bytes that make no whole item are left out.
  public var numbers: [UInt32]? {
    guard format == 32 else { return nil }
    let span = bytes.span
    var numbers: [UInt32] = []
    numbers.reserveCapacity(bytes.count / 4)
    var offset = 0
    while offset + 4 <= span.count {
      numbers.append(UInt32(span, at: offset))
      offset += 4
    }
    return numbers
  }

  /// The items of a property of type `CARDINAL`.
  public var cardinals: [UInt32]? { type == .cardinal ? numbers : nil }

  /// The items of a property of type `WINDOW`.
  public var windows: [Window]? {
    type == .window ? numbers?.map(Window.init(rawValue:)) : nil
  }

  /// The items of a property of type `ATOM`.
  public var atoms: [Atom]? { type == .atom ? numbers?.map(Atom.init(rawValue:)) : nil }

  /// The pieces between zero bytes; a zero byte at the end starts no new piece.
  public var pieces: [[UInt8]]? {
    guard format == 8 else { return nil }
    let ended = bytes.last == 0 ? bytes.dropLast() : bytes[...]
    guard !bytes.isEmpty else { return [] }
    return ended.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
  }

  /// The bytes before the first zero byte, as programs in C read a text.
  public var firstPiece: [UInt8]? {
    format == 8 ? Array(bytes.prefix { $0 != 0 }) : nil
  }
}

extension UInt32 {
  /// libxcb asks the server for this machine's order of bytes.
  fileprivate init(_ span: Span<UInt8>, at offset: Int) {
    var number: UInt32 = 0
    for index in offset..<offset + 4 { number = number << 8 | UInt32(span[index]) }
    self.init(bigEndian: number)
  }

  fileprivate static func bytes(of number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number.bigEndian >> $0) }
  }
}
