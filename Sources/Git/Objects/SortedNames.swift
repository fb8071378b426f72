/// A sorted table of names behind a table of 256 counts by their first byte, as the indexes of
/// packs and the commit-graph have it: gitformat-pack(5), gitformat-commit-graph(5).
///
/// It says where the parts lie, apart from the bytes that they lie in.
struct SortedNames {
  let format: ObjectFormat
  /// The number of names, as far as the size of the file allows it.
  let count: Int
  private let fanout: Int
  private let first: Int
  private let stride: Int

  /// - Parameters:
  ///   - fanout: where the table of counts starts, which has the number of all names at its end.
  ///   - first: where the first name starts.
  ///   - stride: how far the next name is from a name, in bytes; the size of a name by default.
  ///   - most: how many names there can be by the size of what belongs to them.
  init?(
    _ bytes: Span<UInt8>, fanout: Int, first: Int, stride: Int? = nil, atMost most: Int,
    _ format: ObjectFormat
  ) {
    guard let promised = bytes.bigEndian(UInt32.self, at: fanout + 1020) else { return nil }
    self.format = format
    self.fanout = fanout
    self.first = first
    self.stride = stride ?? format.size
    count = min(Int(promised), most)
  }

  /// The name at a place.
  func name(_ place: Int, in bytes: Span<UInt8>) -> ObjectID? {
    guard place >= 0, place < count else { return nil }
    return ObjectID(bytes, at: first + place * stride, format)
  }

  /// Returns where the name stands.
  @_optimize(speed)
  func place(of id: ObjectID, in bytes: Span<UInt8>) -> Int? {
    let place = placeNotBelow(id, in: bytes)
    return name(place, in: bytes) == id ? place : nil
  }

  /// Returns how many digits `id` shares with another name in the table, at most; -1 with no other.
  func commonDigits(with id: ObjectID, in bytes: Span<UInt8>) -> Int {
    let place = placeNotBelow(id, in: bytes)
    var longest = -1
    for index in max(0, place - 1)..<max(0, min(count, place + 2)) {
      guard let other = name(index, in: bytes), other != id else { continue }
      longest = max(longest, id.commonDigits(with: other))
    }
    return longest
  }

  /// The first place whose name is not below `id`.
  @_optimize(speed)
  private func placeNotBelow(_ id: ObjectID, in bytes: Span<UInt8>) -> Int {
    let byte = Int(id[0])
    var low = byte == 0 ? 0 : bound(byte - 1, in: bytes)
    var high = bound(byte, in: bytes)
    while low < high {
      let middle = (low + high) / 2
      guard let other = name(middle, in: bytes) else { return count }
      if other < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns how many names start with `byte` or less, as the file says it, and never more than
  /// there are.
  private func bound(_ byte: Int, in bytes: Span<UInt8>) -> Int {
    bytes.bigEndian(UInt32.self, at: fanout + byte * 4).map { min(Int($0), count) } ?? count
  }
}
