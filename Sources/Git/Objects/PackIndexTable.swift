/// The sorted table of names in a pack's index, of version 1 or 2: gitformat-pack(5).
enum PackIndexTable {
  /// The places of an index's parts in its bytes.
  private struct Layout {
    let isFirstVersion: Bool
    /// Where the names start, in version 1 each of them behind its offset.
    let first: Int
    let stride: Int
    let names: SortedNames

    @_optimize(speed)
    init?(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
      isFirstVersion = bytes.bigEndian(UInt32.self, at: 0) != 0xff74_4f63
      if !isFirstVersion {
        guard bytes.bigEndian(UInt32.self, at: 4) == 2 else { return nil }
      }
      let fanout = isFirstVersion ? 0 : 8
      stride = format.size + (isFirstVersion ? 4 : 0)
      first = fanout + 1024 + (isFirstVersion ? 4 : 0)
      guard bytes.count > first,
        let names = SortedNames(
          bytes, fanout: fanout, first: first, stride: stride,
          atMost: (bytes.count - first) / stride, format)
      else { return nil }
      self.names = names
    }
  }

  /// The number of objects, as far as the size of the file allows it.
  static func count(in bytes: Span<UInt8>, _ format: ObjectFormat) -> Int {
    Layout(bytes, format)?.names.count ?? 0
  }

  /// Returns where the object lies in the pack.
  @_optimize(speed)
  static func offset(of id: ObjectID, in bytes: Span<UInt8>) -> Int? {
    guard let layout = Layout(bytes, id.format), let place = layout.names.place(of: id, in: bytes)
    else { return nil }
    if layout.isFirstVersion {
      return bytes.bigEndian(UInt32.self, at: layout.first - 4 + place * layout.stride)
        .map { Int($0) }
    }
    // After the names come a checksum of each entry, and then the offsets.
    let count = layout.names.count
    let offsets = layout.first + count * (layout.stride + 4)
    guard let offset = bytes.bigEndian(UInt32.self, at: offsets + place * 4) else { return nil }
    guard offset & 0x8000_0000 != 0 else { return Int(offset) }
    let large = offsets + count * 4 + Int(offset & 0x7fff_ffff) * 8
    return bytes.bigEndian(UInt64.self, at: large).flatMap { Int(exactly: $0) }
  }

  /// Returns how many digits `id` shares with another name in the table, at most; -1 with no other.
  static func commonDigits(with id: ObjectID, in bytes: Span<UInt8>) -> Int {
    Layout(bytes, id.format)?.names.commonDigits(with: id, in: bytes) ?? -1
  }
}
