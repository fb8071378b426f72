import Glibc

extension Span<UInt8> {
  /// Whether both hold the same bytes.
  ///
  /// Wraps memcmp(3).
  public func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return order(before: other) == 0
  }

  /// Less than, equal to or greater than zero as these bytes sort before `other`, are the same, or
  /// sort after it; of two where one begins with the other the shorter is before.
  ///
  /// Wraps memcmp(3).
  public func order(before other: Span<UInt8>) -> Int {
    let common = Swift.min(count, other.count)
    let difference = withUnsafeBufferPointer { left in
      other.withUnsafeBufferPointer { right in
        guard common > 0, let left = left.baseAddress, let right = right.baseAddress else {
          return CInt(0)
        }
        return memcmp(left, right, common)
      }
    }
    return difference == 0 ? count - other.count : Int(difference)
  }

  /// Where `byte` is found first, at `start` or after it.
  ///
  /// Wraps memchr(3).
  public func offset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start >= 0, start < count else { return nil }
    return withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = memchr(base + start, CInt(byte), buffer.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// The bytes from `start` up to `end`, in an array of their own.
  public func copy(_ start: Int, _ end: Int) -> [UInt8] {
    guard start >= 0, start <= end, end <= count else { return [] }
    return extracting(start..<end).withUnsafeBufferPointer { Array($0) }
  }

  /// How many bytes at the start both have in common.
  @inlinable
  public func commonPrefix(with other: Span<UInt8>) -> Int {
    let count = Swift.min(count, other.count)
    return withUnsafeBufferPointer { left in
      other.withUnsafeBufferPointer { right in
        let (left, right) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
        var offset = 0
        while offset + 8 <= count {
          let difference =
            left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            ^ right.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          if difference != 0 { return offset + difference.littleEndian.trailingZeroBitCount / 8 }
          offset += 8
        }
        while offset < count, left[offset] == right[offset] { offset += 1 }
        return offset
      }
    }
  }

  /// Calls `body` with eight bytes at a time, the last ones filled up with zeros.
  @inlinable @inline(__always)
  public func forEachWord(_ body: (UInt64) -> Void) {
    withUnsafeBufferPointer { buffer in
      let bytes = UnsafeRawBufferPointer(buffer)
      var offset = 0
      while offset + 8 <= bytes.count {
        body(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      guard offset < bytes.count else { return }
      var last: UInt64 = 0
      while offset < bytes.count {
        last = last << 8 | UInt64(bytes[offset])
        offset += 1
      }
      body(last)
    }
  }
}

extension [UInt8] {
  /// Puts the bytes of `span` from `start` up to `end` in the place of all.
  public mutating func replace(by span: Span<UInt8>, _ start: Int, _ end: Int) {
    removeAll(keepingCapacity: true)
    guard start >= 0, start <= end, end <= span.count else { return }
    span.extracting(start..<end).withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
