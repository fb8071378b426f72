import Glibc

extension Span<UInt8> {
  /// Returns whether both contain the same bytes: memcmp(3).
  public func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return order(before: other) == 0
  }

  /// Compares the bytes in lexicographic order: memcmp(3).
  ///
  /// - Returns: a negative number if these sort before `other`, zero if they are equal, else a
  ///   positive number. A prefix sorts before what it begins.
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

  /// The offset of the first `byte` at or after `start`: memchr(3).
  public func offset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start >= 0, start < count else { return nil }
    return withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = memchr(base + start, CInt(byte), buffer.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// The offset of the last `byte`.
  public func lastOffset(of byte: UInt8) -> Int? {
    withUnsafeBufferPointer { buffer in
      var place = buffer.count
      while place > 0 {
        place -= 1
        if buffer[place] == byte { return place }
      }
      return nil
    }
  }

  /// Returns whether the bytes are those of `text`.
  public func elementsEqual(_ text: String) -> Bool {
    guard count == text.utf8.count else { return false }
    var place = 0
    for byte in text.utf8 {
      guard self[place] == byte else { return false }
      place += 1
    }
    return true
  }

  /// Returns `self[start..<end]` as an array, empty if the range is invalid.
  public func copy(_ start: Int, _ end: Int) -> [UInt8] {
    guard start >= 0, start <= end, end <= count else { return [] }
    return extracting(start..<end).withUnsafeBufferPointer { Array($0) }
  }

  /// The length of the common prefix.
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

  /// Calls `body` with eight bytes at a time, the last word padded with zeros.
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
  /// Replaces the contents with `span[start..<end]`.
  public mutating func replace(by span: Span<UInt8>, _ start: Int, _ end: Int) {
    removeAll(keepingCapacity: true)
    guard start >= 0, start <= end, end <= span.count else { return }
    span.extracting(start..<end).withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}
