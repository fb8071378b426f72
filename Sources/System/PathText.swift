import Glibc

/// File names as text. Linux knows names as bytes, which need not be UTF-8: one that is none stands
/// in the text as a character of Unicode's last private area, and comes out of it as it was.
extension String {
  /// The text for a name or path of these bytes.
  public init(path bytes: [UInt8]) { self.init(path: bytes.span) }

  /// The text for the name or path that C has at a place in memory.
  public init(path start: UnsafePointer<CChar>) {
    let bytes = UnsafeRawBufferPointer(start: start, count: strlen(start))
    self.init(path: bytes.bindMemory(to: UInt8.self).span)
  }

  /// The text for a name or path of these bytes.
  public init(path bytes: Span<UInt8>) {
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

  /// The bytes of the name or path that this is the text of.
  public var pathBytes: [UInt8] {
    guard mayHoldBytes else { return Array(utf8) }
    return unicodeScalars.flatMap { scalar in
      scalar.pathByte.map { [$0] } ?? Array(UTF8.encode(scalar)!)
    }
  }

  /// Whether a character of the last private area may be in it.
  var mayHoldBytes: Bool {
    let bytes = utf8
    return bytes.span.offset(of: Self.privateStart) != nil
  }

  /// The byte that the characters of the last private area begin with.
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
