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
  try Inflater().inflate(bytes, from: offset, size: size)
}

/// Decompresses the zlib stream at `offset`, and moves `offset` to its end.
public func inflate(
  _ bytes: Span<UInt8>, movingFrom offset: inout Int, size: Int
) throws(InflateError) -> [UInt8] {
  try Inflater().inflate(bytes, movingFrom: &offset, size: size)
}

/// Decompresses at most the first `limit` bytes of the zlib stream at `offset`.
public func inflate(
  _ bytes: Span<UInt8>, from offset: Int = 0, atMost limit: Int
) throws(InflateError) -> [UInt8] {
  try Inflater().inflate(bytes, from: offset, atMost: limit)
}

/// Decompresses zlib streams one after the other, in the same memory.
public final class Inflater {
  /// zlib keeps its address.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var isBegun = false

  public init() { stream.initialize(to: z_stream()) }

  deinit {
    if isBegun { inflateEnd(stream) }
    stream.deallocate()
  }

  /// Decompresses the zlib stream at `offset`.
  ///
  /// - Throws: if the stream is damaged, truncated, or does not contain exactly `size` bytes.
  public func inflate(
    _ bytes: Span<UInt8>, from offset: Int, size: Int
  ) throws(InflateError) -> [UInt8] {
    var offset = offset
    return try inflate(bytes, movingFrom: &offset, size: size)
  }

  fileprivate func inflate(
    _ bytes: Span<UInt8>, movingFrom offset: inout Int, size: Int
  ) throws(InflateError) -> [UInt8] {
    // Deflate expands by at most 1032: a larger size is false, and must not cost memory.
    guard offset >= 0, offset < bytes.count, size >= 0,
      size / 1032 <= bytes.count - offset
    else { throw InflateError() }
    // One byte more shows a stream that is too long; with room for the longest repetition zlib need
    // not look at each byte.
    let (output, end) = try run(bytes, from: offset, room: size + 1 + 258)
    guard let end, output.count == size else { throw InflateError() }
    offset = end
    return output
  }

  fileprivate func inflate(
    _ bytes: Span<UInt8>, from offset: Int, atMost limit: Int
  ) throws(InflateError) -> [UInt8] {
    guard offset >= 0, offset < bytes.count, limit > 0 else { throw InflateError() }
    return try run(bytes, from: offset, room: limit).output
  }

  private func begin() throws(InflateError) {
    guard (isBegun ? inflateReset(stream) : detour_inflate_begin(stream)) == Z_OK else {
      throw InflateError()
    }
    isBegun = true
  }

  private func run(
    _ bytes: Span<UInt8>, from offset: Int, room: Int
  ) throws(InflateError) -> (output: [UInt8], end: Int?) {
    try begin()
    // The end of the stream, once it is reached.
    var end: Int?
    var broken = false
    let output = bytes.withUnsafeBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        // zlib declares its input mutable but does not write to it.
        stream.pointee.next_in = input.baseAddress.map {
          UnsafeMutablePointer(mutating: $0 + offset)
        }
        stream.pointee.avail_in = 0
        var left = input.count - offset
        // All at once, where it fits: zlib then keeps no copy of what it has made.
        let isWhole = left <= 1 << 30 && room <= 1 << 30
        while count < room {
          if stream.pointee.avail_in == 0 {
            stream.pointee.avail_in = UInt32(min(left, 1 << 30))
            left -= Int(stream.pointee.avail_in)
          }
          let free = min(room - count, 1 << 30)
          stream.pointee.next_out = buffer.baseAddress.map { $0 + count }
          stream.pointee.avail_out = UInt32(free)
          let result = CZlib.inflate(stream, isWhole ? Z_FINISH : Z_NO_FLUSH)
          let made = free - Int(stream.pointee.avail_out)
          count += made
          if result == Z_STREAM_END {
            end = input.count - left - Int(stream.pointee.avail_in)
            return
          }
          // It wants more room, and has none.
          if isWhole, result == Z_BUF_ERROR, count == room { return }
          guard result == Z_OK, made > 0 || stream.pointee.avail_in == 0 && left > 0 else {
            broken = true
            return
          }
        }
      }
    }
    if broken { throw InflateError() }
    return (output, end)
  }
}
