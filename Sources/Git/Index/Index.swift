import System

/// A repository's index: what the next commit will be made of, gitformat-index(5).
///
/// The file stays mapped, and paths are read where they lie. git replaces the file when it writes,
/// so that what is mapped stays as it was.
public struct Index: ~Copyable, Sendable {
  /// The reason why an index cannot be used.
  public enum Flaw: Error, Equatable, Sendable {
    /// Less is there than the file itself says.
    case truncated
    case notAnIndex
    /// A version of the format that is not known.
    case version(UInt32)
    /// An extension that must be understood, and is not known.
    case unknownExtension([UInt8])
    /// A path that cannot be in a work tree, or is not where its entry says.
    case path
    /// An extension of that name breaks its own format.
    case malformed(String)
    /// More than two gigabytes.
    case tooLarge
    /// The shared file of a split index is missing, or is another one.
    case sharedIndex
  }

  private let own: MappedFile
  private let shared: MappedFile
  private let paths: [UInt8]
  let format: ObjectFormat
  let version: UInt32
  /// Sorted by path, then by stage.
  let entries: [IndexEntry]
  let extensions: IndexTable.Extensions
  /// The file's; when it was written tells what may have changed since unseen.
  let status: Status?
  /// Of an index that is kept for long: its entries, with less memory.
  private let packed: PackedEntries?

  /// Maps and reads the index at `path`; where there is none, the index is empty.
  ///
  /// - Parameters:
  ///   - gitDirectory: where the shared file of a split index is; that of the index when missing.
  ///   - copying: whether to copy the file into memory, to be kept for long.
  @export(interface)
  public init(
    at path: String, _ format: ObjectFormat, sharedIn gitDirectory: String? = nil,
    copying: Bool = false
  ) throws(Flaw) {
    let directory =
      gitDirectory.map { $0 + "/" } ?? path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    guard let file = try Self.open(path) else {
      self.init(emptyOf: format)
      return
    }
    try self.init(file, directory: directory, format, copying)
  }

  private static func open(_ path: String) throws(Flaw) -> FileDescriptor? {
    do throws(Errno) {
      return try FileDescriptor(opening: path, [.nonBlocking, .noTerminal])
    } catch .notFound {
      return nil
    } catch {
      throw .notAnIndex
    }
  }

  private init(emptyOf format: ObjectFormat) {
    own = MappedFile()
    shared = MappedFile()
    self.format = format
    status = nil
    packed = nil
    version = 2
    paths = []
    entries = []
    extensions = IndexTable.Extensions()
  }

  private init(
    _ file: borrowing FileDescriptor, directory: String, _ format: ObjectFormat, _ copying: Bool
  ) throws(Flaw) {
    guard let status = try? Status(of: file), let own = try? Self.bytes(of: file, copying) else {
      throw .notAnIndex
    }
    try self.init(own, status, directory: directory, format, copying)
  }

  private static func bytes(
    of file: borrowing FileDescriptor, _ copying: Bool
  ) throws(Errno) -> MappedFile {
    copying ? try MappedFile(copying: file) : try MappedFile(file)
  }

  private init(
    _ own: consuming MappedFile, _ status: Status, directory: String, _ format: ObjectFormat,
    _ copying: Bool
  ) throws(Flaw) {
    var table = try IndexTable(own.bytes, format)
    if let base = try Self.base(of: table, own) {
      guard
        let file = try? FileDescriptor(
          opening: "\(directory)sharedindex.\(base)", [.nonBlocking, .noTerminal]),
        let shared = try? Self.bytes(of: file, copying)
      else { throw .sharedIndex }
      try Self.join(&table, own, shared, base)
      self.shared = shared
      packed = nil
    } else {
      shared = MappedFile()
      packed = copying && table.version < 4 ? PackedEntries() : nil
    }
    self.own = own
    self.format = format
    self.status = status
    version = table.version
    paths = table.paths
    entries = table.entries
    extensions = table.extensions
  }

  /// Which shared file a split index stands on.
  private static func base(
    of table: IndexTable, _ own: borrowing MappedFile
  ) throws(Flaw) -> ObjectID? {
    guard let range = table.extensions[.split] else { return nil }
    guard range.count >= table.format.size,
      let base = ObjectID(own.bytes, at: range.lowerBound, table.format)
    else { throw .truncated }
    return base.isNull ? nil : base
  }

  private static func join(
    _ table: inout IndexTable, _ own: borrowing MappedFile, _ shared: borrowing MappedFile,
    _ base: ObjectID
  ) throws(Flaw) {
    guard let range = table.extensions[.split] else { return }
    let first = try IndexTable(shared.bytes, table.format)
    let end = shared.count - table.format.size
    guard first.extensions[.split] == nil,
      let hash = ObjectID(shared.bytes, at: end, table.format), hash == base || hash.isNull
    else { throw .sharedIndex }
    let split = try SplitIndex(own.bytes, range, table.format, limit: first.entries.count)
    try table.join(first, split, own.bytes, shared.bytes)
  }

  /// Takes less memory until its entries are looked at again; only for an index that was copied, and
  /// one thread at a time.
  func pack() { packed?.pack(entries, in: own, format) }

  /// The same, where much of what was packed has been looked at.
  func rest() { packed?.rest(in: own) }

  /// The bytes of the index file but for its entries, which are asked for by themselves.
  var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get { own.bytes }
  }

  /// The stat data of an entry.
  @inline(__always)
  func record(of entry: IndexEntry) -> IndexRecord? {
    packed?.unpack(around: entry.record, in: own)
    return IndexRecord(entry.recordIsShared ? shared.bytes : own.bytes, at: Int(entry.record))
  }

  /// The object of an entry.
  func object(of entry: IndexEntry) -> ObjectID? {
    packed?.unpack(around: entry.record, in: own)
    let offset = Int(entry.record) + IndexRecord.size
    return ObjectID(entry.recordIsShared ? shared.bytes : own.bytes, at: offset, format)
  }

  /// The bytes of that object's name, as they are in the file.
  @_lifetime(borrow self)
  func objectBytes(of entry: IndexEntry) -> Span<UInt8> {
    packed?.unpack(around: entry.record, in: own)
    let start = Int(entry.record) + IndexRecord.size
    return Self.part(
      entry.recordIsShared ? shared.bytes : own.bytes, start, start + format.size)
  }

  /// The stat data and the object of an entry, as they are in the file.
  @_lifetime(borrow self)
  func wholeRecord(of entry: IndexEntry) -> Span<UInt8> {
    packed?.unpack(around: entry.record, in: own)
    let start = Int(entry.record)
    return Self.part(
      entry.recordIsShared ? shared.bytes : own.bytes, start,
      start + IndexRecord.size + format.size)
  }

  /// The bytes of an entry's path from `start` on, and the NUL that ends it.
  @inline(__always)
  @_lifetime(borrow self)
  func terminatedPath(of entry: IndexEntry, from start: Int = 0) -> Span<UInt8> {
    if packed == nil, entry.pathSource == .own {
      return Self.part(
        own.bytes, Int(entry.path) + start, Int(entry.path) + Int(entry.length) + 1)
    }
    return unusualPath(of: entry, from: start)
  }

  /// The same of a path that is not in the index file itself, or of entries that may be packed.
  @_lifetime(borrow self)
  private func unusualPath(of entry: IndexEntry, from start: Int) -> Span<UInt8> {
    packed?.unpack(around: entry.record, in: own)
    let begin = Int(entry.path) + start
    let end = Int(entry.path) + Int(entry.length) + 1
    switch entry.pathSource {
    case .own: return Self.part(own.bytes, begin, end)
    case .cache: return Self.part(paths.span, begin, end)
    case .shared: return Self.part(shared.bytes, begin, end)
    }
  }

  /// The bytes of an entry's path.
  @_lifetime(borrow self)
  func path(of entry: IndexEntry) -> Span<UInt8> {
    terminatedPath(of: entry).extracting(droppingLast: 1)
  }

  @inline(__always)
  @_lifetime(copy bytes)
  static func part(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Span<UInt8> {
    // The places were checked when the file was read.
    guard start >= 0, start <= end, end <= bytes.count else { return bytes.extracting(first: 0) }
    return bytes.extracting(start..<end)
  }
}
