import System

/// One file of a commit-graph: gitformat-commit-graph(5).
final class CommitGraphFile {
  private let file: MappedFile
  private let table: Table
  /// How many commits it holds itself.
  var count: Int { table.count }

  init?(_ path: String, _ format: ObjectFormat) {
    guard let file = try? MappedFile(path), let table = file.read({ Table($0, format) }) else {
      return nil
    }
    self.file = file
    self.table = table
  }

  /// Returns where in the file the commit stands.
  func place(of id: ObjectID) -> Int? { file.read { table.place(of: id, in: $0) } }

  /// The name of the commit at a place.
  func id(at place: Int) -> ObjectID? { file.read { table.id(at: place, in: $0) } }

  /// Returns what the file says of the commit at a place.
  func record(at place: Int) -> Record? { file.read { table.record(at: place, in: $0) } }

  /// A commit, its parents by their places in the whole chain of files.
  struct Record: Equatable {
    var parents = Parents()
    let date: Int64
    /// One more than the highest of its parents'; zero where it was not reckoned.
    let level: Int
  }

  /// The parts of the file, apart from its bytes.
  struct Table {
    private let names: SortedNames
    private let data: Int
    private let edges: Range<Int>?
    var count: Int { names.count }

    init?(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
      guard bytes.bigEndian(UInt32.self, at: 0) == 0x4347_5048, bytes.count > 8, bytes[4] == 1,
        bytes[5] == (format == .sha1 ? 1 : 2),
        let chunks = Chunks(bytes, header: 8, count: Int(bytes[6])),
        let fanout = chunks["OIDF"], fanout.count == 1024, let table = chunks["OIDL"],
        let data = chunks["CDAT"],
        let names = SortedNames(
          bytes, fanout: fanout.lowerBound, first: table.lowerBound,
          atMost: min(table.count / format.size, data.count / (format.size + 16)), format)
      else { return nil }
      guard names.count <= CommitGraph.limit else { return nil }
      self.names = names
      self.data = data.lowerBound
      edges = chunks["EDGE"]
    }

    func id(at place: Int, in bytes: Span<UInt8>) -> ObjectID? { names.name(place, in: bytes) }

    func place(of id: ObjectID, in bytes: Span<UInt8>) -> Int? { names.place(of: id, in: bytes) }

    func record(at place: Int, in bytes: Span<UInt8>) -> Record? {
      guard place >= 0, place < count else { return nil }
      let size = names.format.size
      let start = data + place * (size + 16) + size
      guard let first = bytes.bigEndian(UInt32.self, at: start),
        let second = bytes.bigEndian(UInt32.self, at: start + 4),
        let rest = bytes.bigEndian(UInt64.self, at: start + 8)
      else { return nil }
      var record = Record(date: Int64(rest & 0x3_ffff_ffff), level: Int(rest >> 34))
      let none: UInt32 = 0x7000_0000
      guard first != none else { return record }
      record.parents.append(Int(first))
      if second & 0x8000_0000 == 0 {
        if second != none { record.parents.append(Int(second)) }
        return record
      }
      // The second and all further parents of an octopus are in a list of their own.
      guard let edges else { return nil }
      var position = edges.lowerBound + Int(second & 0x7fff_ffff) * 4
      while position + 4 <= edges.upperBound,
        let edge = bytes.bigEndian(UInt32.self, at: position)
      {
        // Far more than anybody merges: a list that goes on so long is damaged.
        guard record.parents.count < 4096 else { return nil }
        record.parents.append(Int(edge & 0x7fff_ffff))
        if edge & 0x8000_0000 != 0 { return record }
        position += 4
      }
      return nil
    }
  }
}
