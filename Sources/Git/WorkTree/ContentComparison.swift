import System

/// Compares files with the blobs of their index entries, by status first and then by content.
struct ContentComparison {
  enum Outcome: Equatable { case same, changed, missing, unknown }

  private let job: WalkJob
  private let objects: LazyObjects
  private var attributes: AttributeCache

  init(_ job: WalkJob) {
    self.job = job
    objects = LazyObjects(job.repository)
    attributes = AttributeCache(job)
  }

  /// More than this of one file is not read when its size already tells the difference.
  private static let small = 1 << 20
  /// Files whose content must be converted are read whole; larger ones count as changed.
  private static let convertible = 256 << 20

  /// Compares the file of an entry in an open directory.
  ///
  /// - Parameters:
  ///   - length: of the directory's path, with the slash at its end.
  ///   - facts: gets what is worth remembering.
  mutating func compare(
    _ entry: IndexEntry, _ length: Int, _ directory: OpenDirectory, _ index: borrowing Index,
    _ facts: inout [Memory.Fact]
  ) -> Outcome {
    guard let record = index.record(of: entry) else { return .unknown }
    let status: Status
    do throws(Errno) {
      status = try Status(
        ofName: index.terminatedPath(of: entry, from: length), at: directory.file.rawValue)
    } catch .notFound {
      return .missing
    } catch .notADirectory {
      return .missing
    } catch {
      return .unknown
    }
    switch job.settings.compare(
      status, record, written: index.status?.modified ?? Status.Time(seconds: 0, nanoseconds: 0))
    {
    case .same: return .same
    case .changed: return .changed
    case .unclear: break
    }
    guard let object = index.object(of: entry) else { return .unknown }
    switch IndexMode(of: record.mode) {
    case .file, .link:
      return compareContent(entry, length, directory, index, status, record, object, &facts)
    case .commit:
      guard status.kind == .directory else { return .changed }
      let path = index.path(of: entry).copy(0, Int(entry.length))
      return Submodule(path, job).isChanged(from: object).map { $0 ? .changed : .same } ?? .unknown
    default:
      guard status.kind == .directory else { return .changed }
      var sparse = SparseDirectory(job, objects)
      sparse.compare(
        index.terminatedPath(of: entry, from: length), in: directory, with: object)
      // What is in it beside the tree's would have to be held against rules that are not there.
      if sparse.hasOthers { job.findings.missUntracked() }
      if sparse.isUnknown { job.findings.missUnstaged() }
      job.findings.addUnstaged(sparse.changed)
      return .same
    }
  }

  private mutating func compareContent(
    _ entry: IndexEntry, _ length: Int, _ directory: OpenDirectory, _ index: borrowing Index,
    _ status: Status, _ record: IndexRecord, _ object: ObjectID, _ facts: inout [Memory.Fact]
  ) -> Outcome {
    let isLink = IndexMode(of: record.mode) == .link
    let conversion =
      isLink ? Conversion.none : attributes.conversion(of: entry, length, index, objects)
    if status.size == 0, conversion.isNone || conversion.filter == nil {
      return BlobHash.name(of: [], job.repository.format) == object ? .same : .changed
    }
    if conversion.isNone, record.size != 0, status.size > Self.small,
      record.size != UInt32(truncatingIfNeeded: status.size)
    {
      return .changed
    }
    let changed = max(status.modified, status.changed)
    func fact(_ kind: UInt64) -> Memory.Fact? {
      job.memory.fact(kind, changed: changed) { mixer in
        mixer.add(status)
        for place in 0..<object.format.size { mixer.add(UInt64(object[place])) }
        if conversion.isNone { return }
        mixer.add(UInt64(conversion.lineEnds.rawValue))
        mixer.add(conversion.collapsesIdentity ? 1 : 0)
        for text in [conversion.encoding ?? "", conversion.filter ?? ""] {
          let bytes = Array(text.utf8)
          mixer.add(bytes.span)
        }
      }
    }
    let equal = fact(2)
    if let equal, job.memory.holds(equal) {
      facts.append(equal)
      return .same
    }
    let other = fact(3)
    if let other, job.memory.holds(other) {
      facts.append(other)
      return .changed
    }
    let name = index.terminatedPath(of: entry, from: length)
    let outcome =
      if isLink, status.kind == .link {
        compareLink(name, directory, object)
      } else if conversion.isNone {
        compareFile(name, directory, object, size: status.size)
      } else {
        compareConverted(name, directory, object, conversion, status)
      }
    switch outcome {
    case .same: if let equal, equal.isOld { facts.append(equal) }
    case .changed: if let other, other.isOld { facts.append(other) }
    default: break
    }
    return outcome
  }

  private func compareLink(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID
  ) -> Outcome {
    guard let target = try? target(ofLinkNamed: name, at: directory.file.rawValue) else {
      return .unknown
    }
    return BlobHash.name(of: target, object.format) == object ? .same : .changed
  }

  private func open(_ name: Span<UInt8>, _ directory: OpenDirectory) -> FileDescriptor? {
    try? FileDescriptor(
      openingName: name, [.noFollow, .nonBlocking, .noTerminal], at: directory.file.rawValue)
  }

  private func compareFile(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID, size: Int64
  ) -> Outcome {
    guard let file = open(name, directory) else { return .unknown }
    var hash = BlobHash(object.format, size: Int(size))
    var rest = Int(size)
    while rest > 0 {
      guard let piece = try? file.read(atMost: min(rest, Self.small)), !piece.isEmpty else {
        // It became shorter while it was read.
        return .unknown
      }
      hash.add(piece.span)
      rest -= piece.count
      if rest > 0, job.findings.isOver { return .unknown }
    }
    return hash.end() == object ? .same : .changed
  }

  private mutating func compareConverted(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID, _ conversion: Conversion,
    _ status: Status
  ) -> Outcome {
    if let filter = conversion.filter {
      guard filter == "lfs" else { return .changed }
      return compareLarge(name, directory, object, size: status.size)
    }
    guard status.size <= Self.convertible else { return .changed }
    guard let file = open(name, directory),
      let content = try? file.readAll(limit: Self.convertible)
    else { return .unknown }
    let store = objects.store
    let converted = conversion.apply(content) {
      guard let blob = try? store.read(object, limit: Self.convertible) else { return false }
      let statistics = TextStatistics(blob.bytes.span)
      return statistics.carriageReturnLineFeeds > 0
    }
    // An encoding that is not known cannot be undone: as git would say of a broken one.
    guard let converted else { return .changed }
    return BlobHash.name(of: converted, object.format) == object ? .same : .changed
  }

  /// Compares a file that Git LFS keeps elsewhere with the pointer that stands for it.
  private mutating func compareLarge(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID, size: Int64
  ) -> Outcome {
    guard let blob = try? objects.store.read(object, limit: LargeFilePointer.limit),
      let pointer = LargeFilePointer(blob.bytes)
    else { return .changed }
    // A checkout without LFS leaves the pointer itself in the work tree.
    if size == Int64(blob.bytes.count),
      compareFile(name, directory, object, size: size) == .same
    {
      return .same
    }
    guard pointer.size == size, let file = open(name, directory) else { return .changed }
    var hashing = Hashing<SHA256>()
    while true {
      guard let piece = try? file.read(atMost: Self.small) else { return .unknown }
      if piece.isEmpty { break }
      hashing.add(piece.span)
      if job.findings.isOver { return .unknown }
    }
    return hashing.end() == pointer.hash ? .same : .changed
  }

  /// The ignore file of an open directory; where it is not in the work tree, from the index.
  mutating func ignoreFile(
    of directory: IndexDirectories.Directory, in open: OpenDirectory, _ index: borrowing Index
  ) -> IgnoreFile? {
    if let file = IgnoreFile(in: open, foldsCase: job.settings.foldsCase) { return file }
    var name: [UInt8] = []
    if directory.length > 0 {
      name = index.path(of: index.entries[Int(directory.first)]).copy(0, Int(directory.length))
    }
    name += Array(".gitignore".utf8)
    let place = index.place(of: name.span, in: Int(directory.first)..<Int(directory.end))
    guard place < Int(directory.end) else { return nil }
    let entry = index.entries[place]
    // git takes it from there only where it is meant to be missing.
    guard entry.skipsWorkTree, index.path(of: entry).isEqual(to: name.span),
      let object = index.object(of: entry),
      let blob = try? objects.store.read(object, limit: IgnoreFile.limit)
    else { return nil }
    return IgnoreFile(blob.bytes.span, foldsCase: job.settings.foldsCase)
  }
}

/// The objects of a repository, which are opened when one is wanted first.
final class LazyObjects {
  private let repository: Repository
  private(set) lazy var store = ObjectStore(repository)

  init(_ repository: Repository) { self.repository = repository }
}
