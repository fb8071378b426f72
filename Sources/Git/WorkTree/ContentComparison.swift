import SHA
import System

/// Compares files with the blobs of their index entries by content.
struct ContentComparison {
  enum Outcome: Equatable { case same, changed, unknown }

  let context: WalkContext
  let objects: LazyObjects

  init(_ context: WalkContext, _ objects: LazyObjects) {
    self.context = context
    self.objects = objects
  }

  /// More than this of one file is not read when its size already tells the difference.
  private static let small = 1 << 20
  /// Files whose content must be converted are read whole; larger ones count as changed.
  private static let convertible = 256 << 20

  /// Compares the file of an entry whose status did not tell, in the directory at the way's end.
  ///
  /// - Parameters:
  ///   - length: of the directory's path, with the slash at its end.
  ///   - keys: gets what is worth remembering.
  mutating func compare(
    _ entry: IndexEntry, _ length: Int, _ status: Status, _ record: IndexRecord, isRacy: Bool,
    _ index: borrowing Index, _ stack: inout DirectoryStack, _ keys: inout KeySet
  ) -> Outcome {
    switch IndexMode(of: record.mode) {
    case .file, .link:
      return compareContent(entry, length, status, record, isRacy: isRacy, index, &stack, &keys)
    case .commit:
      guard let object = index.object(of: entry) else { return .unknown }
      guard status.kind == .directory else { return .changed }
      let path = index.path(of: entry).copy(0, Int(entry.length))
      return Submodule(path, context).isChanged(from: object).map { $0 ? .changed : .same }
        ?? .unknown
    default:
      guard let object = index.object(of: entry) else { return .unknown }
      guard status.kind == .directory else { return .changed }
      var sparse = SparseDirectory(self)
      let base = stack.base
      sparse.compare(
        index.path(of: entry).copy(0, Int(entry.length)),
        index.terminatedPath(of: entry, from: base.length), in: base.directory, with: object,
        stack.attributes(of: stack.levels.count - 1, index))
      if sparse.isUnknown { context.collector.markUnstagedUnknown() }
      context.collector.addUnstaged(sparse.changed)
      return .same
    }
  }

  @_optimize(speed)
  private mutating func compareContent(
    _ entry: IndexEntry, _ length: Int, _ status: Status, _ record: IndexRecord, isRacy: Bool,
    _ index: borrowing Index, _ stack: inout DirectoryStack, _ keys: inout KeySet
  ) -> Outcome {
    let path = index.path(of: entry)
    let isLink = IndexMode(of: record.mode) == .link
    let level = stack.levels.count - 1
    // What is remembered holds under the same attributes; which of them fit the file need not be
    // found out again.
    var equal: CacheKey?
    var other: CacheKey?
    if context.cache.isEnabled {
      var hasher = isLink ? context.cache.hasher : stack.hasher(of: level, index)
      hasher.add(status)
      hasher.add(index.objectBytes(of: entry))
      hasher.add(UInt64(record.mode))
      hasher.add(path)
      let changed = max(status.modified, status.changed)
      let isEqual = context.cache.key(hasher.adding(.equal), changed: changed)
      if keys.contains(isEqual, in: context.cache) { return .same }
      let isOther = context.cache.key(hasher.adding(.other), changed: changed)
      if keys.contains(isOther, in: context.cache) { return .changed }
      (equal, other) = (isEqual, isOther)
    }
    guard let object = index.object(of: entry) else { return .unknown }
    let conversion =
      isLink
      ? Conversion.none
      : stack.attributes(of: level, index).conversion(of: path, nameStart: length, context)
    let name = index.terminatedPath(of: entry, from: stack.base.length)
    var outcome = compareContent(
      name, stack.base.directory, status, object, conversion, isLink: isLink,
      knownSize: record.size, isRacy: isRacy)
    if outcome == .unknown, conversion.isForeign {
      outcome = compareWithLearnt(
        name, stack.base.directory, object, stack.hasher(of: level, index), status)
    }
    switch outcome {
    case .same: if let equal { keys.add(equal) }
    case .changed: if let other { keys.add(other) }
    default: break
    }
    return outcome
  }

  /// Compares what a file holds with a blob.
  ///
  /// - Parameter knownSize: the file's when git last looked; zero where that is not known.
  @_optimize(speed)
  func compareContent(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ status: Status, _ object: ObjectID,
    _ conversion: Conversion, isLink: Bool, knownSize: UInt32 = 0, isRacy: Bool = false
  ) -> Outcome {
    if conversion.lacksProgram { return .changed }
    // Nothing becomes nothing in every filter.
    if status.size == 0 {
      return object == .emptyBlob(context.repository.format) ? .same : .changed
    }
    let isResized = knownSize != 0 && knownSize != status.indexSize
    if conversion.isNone, isResized, status.size > Self.small { return .changed }
    if isLink, status.kind == .link { return compareLink(name, directory, object) }
    if conversion.isNone { return compareFile(name, directory, object, size: status.size) }
    if conversion.isForeign || !(conversion.encoding.map(Encoding.isKnown) ?? true) {
      return judgeUnconvertible(isResized: isResized, isRacy: isRacy, directory)
    }
    return compareConverted(name, directory, object, conversion, status)
  }

  private func compareLink(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID
  ) -> Outcome {
    guard let target = try? target(ofLinkNamed: name, at: directory.file.rawValue) else {
      return .unknown
    }
    return BlobHash.name(of: target, object.format) == object ? .same : .changed
  }

  func open(_ name: Span<UInt8>, _ directory: OpenDirectory) -> FileDescriptor? {
    try? FileDescriptor(
      openingName: name, [.noFollow, .nonBlocking, .noTerminal], at: directory.file.rawValue)
  }

  @_optimize(speed)
  private func compareFile(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID, size: Int64
  ) -> Outcome {
    guard let file = open(name, directory) else { return .unknown }
    var hash = BlobHash(object.format, size: Int(size))
    var rest = Int(size)
    var buffer = [UInt8](repeating: 0, count: min(rest, Self.small))
    while rest > 0 {
      guard let count = try? file.read(into: &buffer), count > 0 else {
        // It became shorter while it was read.
        return .unknown
      }
      let piece = min(count, rest)
      hash.add(buffer.span.extracting(first: piece))
      rest -= piece
      if rest > 0, context.collector.isOver { return .unknown }
    }
    return hash.finished() == object ? .same : .changed
  }

  private func compareConverted(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID, _ conversion: Conversion,
    _ status: Status
  ) -> Outcome {
    if conversion.filter == "lfs" {
      return compareLarge(name, directory, object, size: status.size)
    }
    if conversion.filter == "annex",
      let blob = try? objects.store.read(object, limit: AnnexPointer.limit),
      let pointer = AnnexPointer(blob.bytes)
    {
      return compareAnnexed(name, directory, object, pointer, blob.bytes, size: status.size)
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
    return BlobHash.name(of: converted, object.format) == object ? .same : .changed
  }

  /// Decides what can be known of a file whose blob only a program could make, without running it.
  ///
  /// Another size than the one that git wrote is a change. With the same size and other times git
  /// would run the filter, and its answer is not known; with the same times, too, no change is
  /// possible where the file system tells every one.
  private func judgeUnconvertible(
    isResized: Bool, isRacy: Bool, _ directory: OpenDirectory
  ) -> Outcome {
    if isRacy {
      let system = try? FileSystem(of: directory.file)
      return system?.hasMultigrainTimes == true ? .same : .unknown
    }
    return isResized ? .changed : .unknown
  }

  /// Compares a file that Git LFS keeps elsewhere with the pointer that stands for it.
  private func compareLarge(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID, size: Int64
  ) -> Outcome {
    guard let blob = try? objects.store.read(object, limit: LFSPointer.limit),
      let pointer = LFSPointer(blob.bytes)
    else { return .changed }
    // A checkout without LFS leaves the pointer itself in the work tree.
    if size == Int64(blob.bytes.count),
      compareFile(name, directory, object, size: size) == .same
    {
      return .same
    }
    guard pointer.size == size else { return .changed }
    return compare(name, directory, (.sha256, pointer.hash))
  }

  /// Compares a file that git-annex keeps elsewhere with the pointer that stands for it.
  private func compareAnnexed(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID, _ pointer: AnnexPointer,
    _ blob: [UInt8], size: Int64
  ) -> Outcome {
    // Where the content is not here, the pointer itself is in the work tree.
    if size == Int64(blob.count), compareFile(name, directory, object, size: size) == .same {
      return .same
    }
    if let expected = pointer.size, expected != size { return .changed }
    guard let digest = pointer.digest else { return .unknown }
    return compare(name, directory, digest)
  }

  private func compare(
    _ name: Span<UInt8>, _ directory: OpenDirectory,
    _ digest: (function: Digest.Function, bytes: [UInt8])
  ) -> Outcome {
    guard let file = open(name, directory) else { return .changed }
    guard let found = hash(of: file, digest.function) else { return .unknown }
    return found == digest.bytes ? .same : .changed
  }

  /// The hash of all that a file holds; nil where that could not be read in time.
  func hash(of file: borrowing FileDescriptor, _ function: Digest.Function) -> [UInt8]? {
    var hash = Digest(function)
    var buffer = [UInt8](repeating: 0, count: Self.small)
    while true {
      guard let count = try? file.read(into: &buffer) else { return nil }
      if count == 0 { return hash.finished() }
      hash.add(buffer.span.extracting(first: count))
      if context.collector.isOver { return nil }
    }
  }
}

/// The objects of a repository, which are opened when one is wanted first.
final class LazyObjects {
  private let repository: Repository
  private(set) lazy var store = ObjectStore(repository)

  init(_ repository: Repository) { self.repository = repository }
}
