import System

/// One index over many packs: gitformat-pack(5), "multi-pack-index".
final class MultiPackIndex {
  private let file: MappedFile
  private let table: Table
  /// The names of the packs' indexes.
  var packs: [String] { table.packs }
  /// The number of objects.
  var count: Int { table.count }

  init?(directory: String, _ format: ObjectFormat) {
    guard let file = try? MappedFile(directory + "/multi-pack-index"),
      let table = file.read({ Table($0, format) })
    else { return nil }
    self.file = file
    self.table = table
  }

  /// The name of the index of the pack that has the object, and where in that pack.
  func find(_ id: ObjectID) -> (pack: String, offset: Int)? {
    file.read { table.find(id, in: $0) }
  }

  /// How many digits at its start `id` shares with another object, at most.
  func commonDigits(with id: ObjectID) -> Int {
    file.read { table.commonDigits(with: id, in: $0) }
  }

  /// The parts of the file, apart from its bytes.
  struct Table {
    let format: ObjectFormat
    let packs: [String]
    let count: Int
    private let fanout: Int
    private let names: Int
    private let offsets: Int
    private let largeOffsets: Int?

    init?(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
      guard bytes.bigEndian(UInt32.self, at: 0) == 0x4d49_4458, bytes.count > 12,
        bytes[4] == 1, bytes[5] == (format == .sha1 ? 1 : 2),
        let chunks = Chunks(bytes, header: 12, count: Int(bytes[6])),
        let packNames = chunks["PNAM"], let fanout = chunks["OIDF"], fanout.count == 1024,
        let names = chunks["OIDL"], let offsets = chunks["OOFF"],
        let promised = bytes.bigEndian(UInt32.self, at: fanout.lowerBound + 1020)
      else { return nil }
      self.format = format
      self.fanout = fanout.lowerBound
      self.names = names.lowerBound
      self.offsets = offsets.lowerBound
      largeOffsets = chunks["LOFF"]?.lowerBound
      count = min(Int(promised), names.count / format.size, offsets.count / 8)
      packs = packNames.map({ bytes[$0] }).split(separator: 0).map { $0.text }
    }

    private func place(of id: ObjectID, in bytes: Span<UInt8>) -> Int {
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

    private func name(_ index: Int, in bytes: Span<UInt8>) -> ObjectID? {
      ObjectID(bytes, at: names + index * format.size, format)
    }

    func find(_ id: ObjectID, in bytes: Span<UInt8>) -> (pack: String, offset: Int)? {
      let place = place(of: id, in: bytes)
      guard place < count, name(place, in: bytes) == id,
        let pack = bytes.bigEndian(UInt32.self, at: offsets + place * 8), pack < packs.count,
        let offset = bytes.bigEndian(UInt32.self, at: offsets + place * 8 + 4)
      else { return nil }
      guard offset & 0x8000_0000 != 0, let largeOffsets else {
        return (packs[Int(pack)], Int(offset))
      }
      let large = largeOffsets + Int(offset & 0x7fff_ffff) * 8
      guard let offset = bytes.bigEndian(UInt64.self, at: large), let exact = Int(exactly: offset)
      else { return nil }
      return (packs[Int(pack)], exact)
    }

    func commonDigits(with id: ObjectID, in bytes: Span<UInt8>) -> Int {
      let place = place(of: id, in: bytes)
      var longest = -1
      for index in max(0, place - 1)..<max(0, min(count, place + 2)) {
        guard let other = name(index, in: bytes), other != id else { continue }
        longest = max(longest, id.commonDigits(with: other))
      }
      return longest
    }
  }
}
