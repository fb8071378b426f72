/// One file of references: git's technical/reftable, versions 1 and 2.
struct Reftable {
  /// The value that a record gives a name.
  enum Value: Equatable {
    /// The reference is gone.
    case deleted
    case head(Head)
  }

  let format: ObjectFormat
  private let blockSize: Int
  let headerSize: Int
  /// Where the footer begins.
  let end: Int

  /// Reads the header; nothing where it is none, or of another object format.
  init?(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
    guard bytes.bigEndian(UInt32.self, at: 0) == 0x5245_4654, bytes.count >= 24 else { return nil }
    switch bytes[4] {
    case 1:
      guard format == .sha1, bytes.count >= 24 + 68 else { return nil }
      headerSize = 24
      end = bytes.count - 68
    case 2:
      let name: UInt32 = format == .sha1 ? 0x7368_6131 : 0x7332_3536
      guard bytes.bigEndian(UInt32.self, at: 24) == name, bytes.count >= 28 + 72 else { return nil }
      headerSize = 28
      end = bytes.count - 72
    default: return nil
    }
    self.format = format
    blockSize = Self.threeBytes(bytes, at: 5)
  }

  static func threeBytes(_ bytes: Span<UInt8>, at place: Int) -> Int {
    Int(bytes[place]) << 16 | Int(bytes[place + 1]) << 8 | Int(bytes[place + 2])
  }

  /// A block of references: where it begins, its records, and where the next begins.
  private struct Block {
    let records: Range<Int>
    let next: Int
  }

  private func block(at start: Int, in bytes: Span<UInt8>) -> Block? {
    let head = start == 0 ? headerSize : start
    guard head + 4 <= end, bytes[head] == UInt8(ascii: "r") else { return nil }
    let length = Self.threeBytes(bytes, at: head + 1)
    let stop = start + length
    guard stop <= end, stop - 2 > head + 4 else { return nil }
    let restarts = Int(bytes[stop - 2]) << 8 | Int(bytes[stop - 1])
    let records = stop - 2 - 3 * restarts
    guard records >= head + 4 else { return nil }
    // A block is padded to its size with zeros, unless the next one follows at once.
    var next = stop
    if blockSize > length, stop < end, bytes[stop] == 0 { next = start + blockSize }
    return Block(records: (head + 4)..<records, next: next)
  }

  /// Returns what the file says of `name`; nothing where it does not mention it.
  func find(_ name: [UInt8], in bytes: Span<UInt8>) -> Value? {
    var start = 0
    var last: Block?
    // Blocks are sorted, and each begins with a whole name.
    while let block = block(at: start, in: bytes), block.next > start {
      var records = ReftableRecords(block.records)
      guard let first = next(&records, bytes) else { return nil }
      if name.lexicographicallyPrecedes(first.name) { break }
      last = block
      start = block.next
    }
    guard let last else { return nil }
    var records = ReftableRecords(last.records)
    while let record = next(&records, bytes) {
      if record.name == name { return record.value }
    }
    return nil
  }

  /// Calls `body` with every record.
  func forEach(in bytes: Span<UInt8>, _ body: ([UInt8], Value) -> Void) {
    var start = 0
    while let block = block(at: start, in: bytes), block.next > start {
      var records = ReftableRecords(block.records)
      while let record = next(&records, bytes) { body(record.name, record.value) }
      start = block.next
    }
  }

  /// The next record of a block of references.
  private func next(
    _ records: inout ReftableRecords, _ bytes: Span<UInt8>
  ) -> (name: [UInt8], value: Value)? {
    // Before the value stands by how much the record is newer than the file.
    guard let type = records.next(bytes), records.number(bytes) != nil else { return nil }
    switch type {
    case 0: return (records.key, .deleted)
    case 1, 2:
      // The second object is what an annotated tag leads to.
      guard let id = records.object(bytes, format), type == 1 || records.skip(format.size) else {
        return nil
      }
      return (records.key, .head(.detached(id)))
    case 3:
      guard let count = records.number(bytes), let target = records.take(count, bytes) else {
        return nil
      }
      return (records.key, .head(.symbolic(target)))
    default: return nil
    }
  }
}
