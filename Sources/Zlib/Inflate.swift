import CZlib

/// An error in a zlib stream, or a size other than expected.
public struct InflateError: Error, Equatable {
  public init() {}
}

/// Decompresses the zlib stream at `offset`: inflate() of zlib.
///
/// - Throws: if the stream is damaged, truncated, or does not contain exactly `size` bytes.
public func inflate(
  _ bytes: Span<UInt8>, from offset: Int = 0, size: Int
) throws(InflateError) -> [UInt8] {
  var offset = offset
  return try inflate(bytes, movingFrom: &offset, size: size)
}

/// Decompresses the zlib stream at `offset`, and moves `offset` to its end.
public func inflate(
  _ bytes: Span<UInt8>, movingFrom offset: inout Int, size: Int
) throws(InflateError) -> [UInt8] {
  // Deflate expands by at most 1032: a larger size is false, and must not cost memory.
  guard offset >= 0, offset < bytes.count, size >= 0,
    size / 1032 <= bytes.count - offset
  else { throw InflateError() }
  // One byte more shows a stream that is too long.
  let (output, end) = try run(bytes, from: offset, room: size + 1)
  guard let end, output.count == size else { throw InflateError() }
  offset = end
  return output
}

/// Decompresses at most the first `limit` bytes of the zlib stream at `offset`.
public func inflate(
  _ bytes: Span<UInt8>, from offset: Int = 0, atMost limit: Int
) throws(InflateError) -> [UInt8] {
  guard offset >= 0, offset < bytes.count, limit > 0 else { throw InflateError() }
  return try run(bytes, from: offset, room: limit).output
}

private func run(
  _ bytes: Span<UInt8>, from offset: Int, room: Int
) throws(InflateError) -> (output: [UInt8], end: Int?) {
  var stream = z_stream()
  guard detour_inflate_begin(&stream) == Z_OK else { throw InflateError() }
  defer { inflateEnd(&stream) }
  // The end of the stream, once it is reached.
  var end: Int?
  var broken = false
  let output = bytes.withUnsafeBufferPointer { input in
    [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      // zlib declares its input mutable but does not write to it.
      stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + offset) }
      var left = input.count - offset
      while count < room {
        if stream.avail_in == 0 {
          stream.avail_in = UInt32(min(left, 1 << 30))
          left -= Int(stream.avail_in)
        }
        let free = min(room - count, 1 << 30)
        stream.next_out = buffer.baseAddress.map { $0 + count }
        stream.avail_out = UInt32(free)
        let result = CZlib.inflate(&stream, Z_NO_FLUSH)
        let made = free - Int(stream.avail_out)
        count += made
        if result == Z_STREAM_END {
          end = input.count - left - Int(stream.avail_in)
          return
        }
        guard result == Z_OK, made > 0 || stream.avail_in == 0 && left > 0 else {
          broken = true
          return
        }
      }
    }
  }
  if broken { throw InflateError() }
  return (output, end)
}
