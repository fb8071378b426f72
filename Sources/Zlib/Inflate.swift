import CZlib

/// What is not as zlib writes it, or not of the size that was promised.
public struct Malformed: Error, Equatable {
  public init() {}
}

/// The bytes that the zlib stream at `offset` holds, all `size` of them.
///
/// Wraps inflate(3) of zlib.
///
/// - Throws: when the stream is broken, ends early, or holds more or less than `size` bytes.
public func inflate(
  _ bytes: Span<UInt8>, from offset: Int = 0, size: Int
) throws(Malformed) -> [UInt8] {
  var offset = offset
  return try inflate(bytes, movingFrom: &offset, size: size)
}

/// The `size` bytes that the zlib stream at `offset` holds; moves `offset` behind the stream.
public func inflate(
  _ bytes: Span<UInt8>, movingFrom offset: inout Int, size: Int
) throws(Malformed) -> [UInt8] {
  // Deflate never makes more than 1032 bytes of one: a larger promise is a lie, and must not
  // cost memory.
  guard offset >= 0, offset < bytes.count, size >= 0,
    size / 1032 <= bytes.count - offset
  else { throw Malformed() }
  // One byte more shows a stream that holds too much.
  let (output, end) = try run(bytes, from: offset, room: size + 1)
  guard let end, output.count == size else { throw Malformed() }
  offset = end
  return output
}

/// At most the first `limit` bytes that the zlib stream at `offset` holds.
public func inflate(
  _ bytes: Span<UInt8>, from offset: Int = 0, atMost limit: Int
) throws(Malformed) -> [UInt8] {
  guard offset >= 0, offset < bytes.count, limit > 0 else { throw Malformed() }
  return try run(bytes, from: offset, room: limit).output
}

private func run(
  _ bytes: Span<UInt8>, from offset: Int, room: Int
) throws(Malformed) -> (output: [UInt8], end: Int?) {
  var stream = z_stream()
  guard detour_inflate_begin(&stream) == Z_OK else { throw Malformed() }
  defer { inflateEnd(&stream) }
  // Where the stream ended.
  var end: Int?
  var broken = false
  let output = bytes.withUnsafeBufferPointer { input in
    [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      // zlib takes the input as not constant, and does not write to it.
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
  if broken { throw Malformed() }
  return (output, end)
}
