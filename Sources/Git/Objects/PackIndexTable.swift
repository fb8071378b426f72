/// The sorted table of names in a pack's index, of version 1 or 2: gitformat-pack(5).
enum PackIndexTable {
  /// Where the parts of an index lie in its bytes.
  private struct Layout {
    let format: ObjectFormat
    let isFirstVersion: Bool
    let fanout: Int
    let names: Int
    let stride: Int
    let count: Int

    init?(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
      self.format = format
      if bytes.bigEndian(UInt32.self, at: 0) == 0xff74_4f63 {
        guard bytes.bigEndian(UInt32.self, at: 4) == 2 else { return nil }
        isFirstVersion = false
        fanout = 8
        stride = format.size
        names = fanout + 1024
      } else {
        isFirstVersion = true
        fanout = 0
        stride = format.size + 4
        names = fanout + 1024 + 4
      }
      guard let promised = bytes.bigEndian(UInt32.self, at: fanout + 1020), bytes.count > names
      else { return nil }
      count = min(Int(promised), (bytes.count - names) / stride)
    }

    func name(_ index: Int, in bytes: Span<UInt8>) -> ObjectID? {
      ObjectID(bytes, at: names + index * stride, format)
    }

    /// The first place whose name is not below `id`.
    func place(of id: ObjectID, in bytes: Span<UInt8>) -> Int {
      let first = Int(id[0])
      var low = 0
      if first > 0, let below = bytes.bigEndian(UInt32.self, at: fanout + (first - 1) * 4) {
        low = min(Int(below), count)
      }
      var high = count
      if let end = bytes.bigEndian(UInt32.self, at: fanout + first * 4) {
        high = min(Int(end), count)
      }
      while low < high {
        let middle = (low + high) / 2
        guard let other = name(middle, in: bytes) else { return count }
        if other < id { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// The number of objects, as far as the size of the file allows it.
  static func count(in bytes: Span<UInt8>, _ format: ObjectFormat) -> Int {
    Layout(bytes, format)?.count ?? 0
  }

  /// Where the object lies in the pack.
  static func offset(of id: ObjectID, in bytes: Span<UInt8>) -> Int? {
    guard let layout = Layout(bytes, id.format) else { return nil }
    let place = layout.place(of: id, in: bytes)
    guard place < layout.count, layout.name(place, in: bytes) == id else { return nil }
    if layout.isFirstVersion {
      return bytes.bigEndian(UInt32.self, at: layout.names - 4 + place * layout.stride)
        .map { Int($0) }
    }
    // After the names come a checksum of each entry, and then the offsets.
    let offsets = layout.names + layout.count * (layout.stride + 4)
    guard let offset = bytes.bigEndian(UInt32.self, at: offsets + place * 4) else { return nil }
    guard offset & 0x8000_0000 != 0 else { return Int(offset) }
    let large = offsets + layout.count * 4 + Int(offset & 0x7fff_ffff) * 8
    return bytes.bigEndian(UInt64.self, at: large).flatMap { Int(exactly: $0) }
  }

  /// How many digits `id` shares with another name in the table, at most; -1 with no other.
  static func commonDigits(with id: ObjectID, in bytes: Span<UInt8>) -> Int {
    guard let layout = Layout(bytes, id.format) else { return -1 }
    let place = layout.place(of: id, in: bytes)
    var longest = -1
    for index in max(0, place - 1)..<max(0, min(layout.count, place + 2)) {
      guard let other = layout.name(index, in: bytes), other != id else { continue }
      longest = max(longest, id.commonDigits(with: other))
    }
    return longest
  }
}
