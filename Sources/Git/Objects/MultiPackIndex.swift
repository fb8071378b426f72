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

  /// Returns how many digits at its start `id` shares with another object, at most.
  func commonDigits(with id: ObjectID) -> Int {
    file.read { table.commonDigits(with: id, in: $0) }
  }

  /// The parts of the file, apart from its bytes.
  struct Table {
    let packs: [String]
    private let names: SortedNames
    private let offsets: Int
    private let largeOffsets: Int?
    var count: Int { names.count }

    init?(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
      guard bytes.bigEndian(UInt32.self, at: 0) == 0x4d49_4458, bytes.count > 12,
        bytes[4] == 1, bytes[5] == (format == .sha1 ? 1 : 2),
        let chunks = Chunks(bytes, header: 12, count: Int(bytes[6])),
        let packCount = bytes.bigEndian(UInt32.self, at: 8), let packNames = chunks["PNAM"],
        let fanout = chunks["OIDF"], fanout.count == 1024,
        let table = chunks["OIDL"], let offsets = chunks["OOFF"],
        let names = SortedNames(
          bytes, fanout: fanout.lowerBound, first: table.lowerBound,
          atMost: min(table.count / format.size, offsets.count / 8), format)
      else { return nil }
      self.names = names
      self.offsets = offsets.lowerBound
      largeOffsets = chunks["LOFF"]?.lowerBound
      packs = Self.packs(bytes, packNames, count: Int(packCount))
    }

    /// No file has a longer name.
    private static let nameLimit = 255

    /// Reads so many names, each ended by a NUL; zeros fill the chunk up, and may be without end.
    private static func packs(_ bytes: Span<UInt8>, _ range: Range<Int>, count: Int) -> [String] {
      var names: [String] = []
      var start = range.lowerBound
      while names.count < count {
        let limit = min(range.upperBound, start + nameLimit + 1)
        guard let length = bytes.extracting(start..<limit).offset(of: 0), length > 0 else { break }
        names.append(bytes.copy(start, start + length).text)
        start += length + 1
      }
      return names
    }

    func find(_ id: ObjectID, in bytes: Span<UInt8>) -> (pack: String, offset: Int)? {
      guard let place = names.place(of: id, in: bytes),
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
      names.commonDigits(with: id, in: bytes)
    }
  }
}
