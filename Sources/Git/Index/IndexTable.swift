import System

/// The entries and extensions of one index file, as places in its bytes: gitformat-index(5).
struct IndexTable: Sendable {
  typealias Flaw = Index.Flaw

  /// The name of an extension, four letters.
  struct Signature: RawRepresentable, Hashable, Sendable {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }
    init(_ text: StaticString) {
      rawValue = "\(text)".utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The trees of directories: what a commit of them would be.
    static let trees = Signature("TREE")
    static let split = Signature("link")
    static let sparseDirectories = Signature("sdir")
    static let untrackedCache = Signature("UNTR")
    static let fileSystemMonitor = Signature("FSMN")

    /// Whether a reader that does not know it may go on: git marks that by the first letter.
    var isOptional: Bool { (0x41...0x5a).contains(rawValue >> 24) }
  }

  /// The places of the extensions; of two with one name the first counts.
  struct Extensions: Sendable {
    private(set) var all: [(signature: Signature, range: Range<Int>)] = []

    subscript(signature: Signature) -> Range<Int>? {
      all.first { $0.signature == signature }?.range
    }

    private static let wanted: [Signature] = [
      .trees, .split, .sparseDirectories, .untrackedCache, .fileSystemMonitor,
    ]

    fileprivate mutating func add(_ signature: Signature, _ range: Range<Int>) {
      guard Self.wanted.contains(signature), self[signature] == nil else { return }
      all.append((signature, range))
    }
  }

  let version: UInt32
  let format: ObjectFormat
  var entries: [IndexEntry] = []
  /// The paths of version 4, each ended by a NUL.
  var paths: [UInt8] = []
  var extensions = Extensions()

  init(_ bytes: Span<UInt8>, _ format: ObjectFormat) throws(Flaw) {
    guard bytes.count <= Int(Int32.max) else { throw .tooLarge }
    guard let signature = bytes.bigEndian(UInt32.self, at: 0),
      let version = bytes.bigEndian(UInt32.self, at: 4),
      let count = bytes.bigEndian(UInt32.self, at: 8)
    else { throw bytes.count >= 4 && bytes[0] != 0x44 ? .notAnIndex : .truncated }
    guard signature == 0x4449_5243 else { throw .notAnIndex }
    guard (2...4).contains(version) else { throw .version(version) }
    guard bytes.count >= 12 + format.size else { throw .truncated }
    self.version = version
    self.format = format
    let end = bytes.count - format.size
    // No entry is smaller than this, so that the count cannot ask for more memory than it may.
    let smallest = IndexRecord.size + format.size + 4
    guard Int(count) <= (end - 12) / smallest else { throw .truncated }
    // A sparse file may promise more than there are.
    entries.reserveCapacity(min(Int(count), 1 << 20))
    var offset = 12
    if version == 4 {
      try readCompressed(bytes, count: Int(count), at: &offset, end: end)
    } else {
      try readPlain(bytes, count: Int(count), at: &offset, end: end)
    }
    try readExtensions(bytes, from: offset, end: end)
  }

  @_optimize(speed)
  private mutating func readPlain(
    _ bytes: Span<UInt8>, count: Int, at position: inout Int, end: Int
  ) throws(Flaw) {
    let fixed = IndexRecord.size + format.size + 2
    var offset = position
    for _ in 0..<count {
      guard end - offset >= fixed + 2 else { throw .truncated }
      let flags = UInt16(bytes[offset + fixed - 2]) << 8 | UInt16(bytes[offset + fixed - 1])
      var path = offset + fixed
      var extended: UInt16 = 0
      if flags & 0x4000 != 0 {
        guard version == 3 else { throw .malformed("extended flags") }
        extended = UInt16(bytes[path]) << 8 | UInt16(bytes[path + 1])
        path += 2
      }
      var length = Int(flags & 0xfff)
      if length == 0xfff {
        guard let stop = bytes.offset(of: 0, from: path), stop < end else { throw .truncated }
        length = stop - path
      }
      // Each entry is filled with one to eight NULs up to a multiple of eight bytes.
      let size = (path - offset + length + 8) & ~7
      guard size <= end - offset else { throw .truncated }
      guard bytes[path + length] == 0 else { throw .path }
      guard length > 0 || !isZero(bytes, offset) else { throw .path }
      entries.append(
        IndexEntry(
          record: UInt32(truncatingIfNeeded: offset), path: UInt32(truncatingIfNeeded: path),
          length: UInt32(truncatingIfNeeded: length), flags: flags, extendedFlags: extended,
          pathSource: .own, recordIsShared: false))
      offset += size
    }
    position = offset
  }

  @_optimize(speed)
  private mutating func readCompressed(
    _ bytes: Span<UInt8>, count: Int, at position: inout Int, end: Int
  ) throws(Flaw) {
    let fixed = IndexRecord.size + format.size + 2
    var offset = position
    var previous = 0..<0
    for _ in 0..<count {
      guard end - offset >= fixed + 2 else { throw .truncated }
      let record = offset
      let flags = UInt16(bytes[offset + fixed - 2]) << 8 | UInt16(bytes[offset + fixed - 1])
      offset += fixed
      var extended: UInt16 = 0
      if flags & 0x4000 != 0 {
        extended = UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
        offset += 2
      }
      guard let dropped = bytes.offsetNumber(at: &offset), dropped <= previous.count,
        let stop = bytes.offset(of: 0, from: offset), stop < end
      else { throw .truncated }
      let start = paths.count
      // Trusts no file to stay small: a crafted one could make each path longer than the last.
      guard start + previous.count + stop - offset < 1 << 30 else { throw .tooLarge }
      for index in previous.lowerBound..<previous.upperBound - dropped {
        paths.append(paths[index])
      }
      for index in offset...stop { paths.append(bytes[index]) }
      previous = start..<paths.count - 1
      guard !previous.isEmpty || !isZero(bytes, record) else { throw .path }
      entries.append(
        IndexEntry(
          record: UInt32(truncatingIfNeeded: record), path: UInt32(truncatingIfNeeded: start),
          length: UInt32(truncatingIfNeeded: previous.count), flags: flags,
          extendedFlags: extended, pathSource: .cache, recordIsShared: false))
      offset = stop + 1
    }
    position = offset
  }

  /// Returns whether the entry at `offset` has no mode: a sparse file has such ones without end, of
  /// no name.
  private func isZero(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    IndexRecord(bytes, at: offset)?.mode == 0
  }

  private mutating func readExtensions(
    _ bytes: Span<UInt8>, from start: Int, end: Int
  ) throws(Flaw) {
    var offset = start
    while offset < end {
      guard let name = bytes.bigEndian(UInt32.self, at: offset),
        let size = bytes.bigEndian(UInt32.self, at: offset + 4),
        end - offset >= 8, Int(size) <= end - offset - 8
      else { throw .truncated }
      let signature = Signature(rawValue: name)
      guard signature.isOptional || signature == .split || signature == .sparseDirectories else {
        throw .unknownExtension(bytes.copy(offset, offset + 4))
      }
      let data = offset + 8..<offset + 8 + Int(size)
      extensions.add(signature, data)
      offset = data.upperBound
    }
  }
}

extension Span<UInt8> {
  /// Reads the number at `offset` that is written as packs write offsets: seven bits a byte, the
  /// highest first, one added at each step; nothing where it does not end or is too large.
  func offsetNumber(at offset: inout Int) -> Int? {
    guard offset >= 0, offset < count else { return nil }
    var byte = self[offset]
    offset += 1
    var value = Int(byte & 0x7f)
    while byte & 0x80 != 0 {
      guard offset < count, value < 1 << 40 else { return nil }
      byte = self[offset]
      offset += 1
      value = (value + 1) << 7 | Int(byte & 0x7f)
    }
    return value
  }
}
