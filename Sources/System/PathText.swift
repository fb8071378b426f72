import Glibc

/// File names as strings. Linux file names are bytes and need not be UTF-8: a byte that is not is
/// represented by a character of Unicode's last private-use plane, so that no name is changed.
extension String {
  /// Decodes a name or path.
  public init(path bytes: [UInt8]) { self.init(path: bytes.span) }

  /// Decodes a name or path from a C string.
  public init(path start: UnsafePointer<CChar>) {
    let bytes = UnsafeRawBufferPointer(start: start, count: strlen(start))
    self.init(path: bytes.bindMemory(to: UInt8.self).span)
  }

  /// Decodes a name or path.
  @export(interface) public init(path bytes: Span<UInt8>) {
    if bytes.offset(of: Self.privateStart) == nil {
      do {
        self.init(copying: try UTF8Span(validating: bytes))
        return
      } catch {}
    }
    var text = String.UnicodeScalarView()
    var rest = bytes.copy(0, bytes.count)[...]
    while let first = rest.first {
      var decoder = UTF8()
      var iterator = rest.makeIterator()
      if case .scalarValue(let scalar) = decoder.decode(&iterator), scalar.pathByte == nil {
        text.append(scalar)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else {
        text.append(Unicode.Scalar(pathByte: first))
        rest = rest.dropFirst()
      }
    }
    self = String(text)
  }

  /// The bytes of the name or path.
  public var pathBytes: [UInt8] {
    guard mayHoldBytes else { return Array(utf8) }
    return unicodeScalars.flatMap { scalar in
      scalar.pathByte.map { [$0] } ?? Array(UTF8.encode(scalar)!)
    }
  }

  /// Whether the string may contain an escaped byte.
  var mayHoldBytes: Bool {
    let bytes = utf8
    return bytes.span.offset(of: Self.privateStart) != nil
  }

  /// The first UTF-8 byte of the characters that stand for bytes.
  private static var privateStart: UInt8 { 0xf4 }
}

extension Unicode.Scalar {
  private static let base: UInt32 = 0x10ff00

  init(pathByte byte: UInt8) {
    // Only bytes from 0x80 up can be no UTF-8, and all of these numbers are characters.
    self = Unicode.Scalar(Self.base + UInt32(byte)) ?? "?"
  }

  /// The byte that the character stands for in a path, if it does.
  public var pathByte: UInt8? {
    value >= Self.base + 0x80 ? UInt8(truncatingIfNeeded: value) : nil
  }
}
