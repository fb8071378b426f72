/// One file of references: git's technical/reftable, versions 1 and 2.
struct Reftable {
  /// What a record says of a name.
  enum Value: Equatable {
    /// The reference is gone.
    case deleted
    case head(Head)
  }

  private let format: ObjectFormat
  private let blockSize: Int
  private let headerSize: Int
  private let end: Int

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

  private static func threeBytes(_ bytes: Span<UInt8>, at place: Int) -> Int {
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

  /// What the file says of `name`; nothing where it does not mention it.
  func find(_ name: [UInt8], in bytes: Span<UInt8>) -> Value? {
    var start = 0
    var last: Block?
    // Blocks are sorted, and each begins with a whole name.
    while let block = block(at: start, in: bytes), block.next > start {
      var records = Records(bytes, block.records, format)
      guard let first = records.next(bytes) else { return nil }
      if name.lexicographicallyPrecedes(first.name) { break }
      last = block
      start = block.next
    }
    guard let last else { return nil }
    var records = Records(bytes, last.records, format)
    while let record = records.next(bytes) {
      if record.name == name { return record.value }
    }
    return nil
  }

  /// Calls `body` with every record.
  func forEach(in bytes: Span<UInt8>, _ body: ([UInt8], Value) -> Void) {
    var start = 0
    while let block = block(at: start, in: bytes), block.next > start {
      var records = Records(bytes, block.records, format)
      while let record = records.next(bytes) { body(record.name, record.value) }
      start = block.next
    }
  }

  /// The records of a block, one after another.
  private struct Records {
    /// More than a path may have; without a bound a hostile table could make names without end.
    private static let longest = 1 << 13

    private var position: Int
    private let end: Int
    private let format: ObjectFormat
    private var name: [UInt8] = []

    init(_ bytes: Span<UInt8>, _ range: Range<Int>, _ format: ObjectFormat) {
      position = range.lowerBound
      end = range.upperBound
      self.format = format
    }

    mutating func next(_ bytes: Span<UInt8>) -> (name: [UInt8], value: Value)? {
      guard position < end, let shared = number(bytes), shared <= name.count,
        let rest = number(bytes), shared + (rest >> 3) <= Self.longest,
        let suffix = take(rest >> 3, bytes)
      else { return nil }
      name = Array(name.prefix(shared)) + suffix
      // By how much the record is newer than the file.
      guard number(bytes) != nil else { return nil }
      switch rest & 7 {
      case 0: return (name, .deleted)
      case 1, 2:
        guard position + format.size <= end, let id = ObjectID(bytes, at: position, format) else {
          return nil
        }
        position += format.size * (rest & 7)
        return (name, .head(.detached(id)))
      case 3:
        guard let count = number(bytes), let target = take(count, bytes) else { return nil }
        return (name, .head(.symbolic(target)))
      default: return nil
      }
    }

    private mutating func take(_ count: Int, _ bytes: Span<UInt8>) -> [UInt8]? {
      guard count <= end - position else { return nil }
      defer { position += count }
      return (position..<(position + count)).map { bytes[$0] }
    }

    private mutating func number(_ bytes: Span<UInt8>) -> Int? {
      var value = -1
      while position < end, value < 1 << 48 {
        let byte = bytes[position]
        position += 1
        value = (value + 1) << 7 | Int(byte & 0x7f)
        if byte & 0x80 == 0 { return value }
      }
      return nil
    }
  }
}
