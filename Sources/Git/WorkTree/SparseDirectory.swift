import System

/// A directory outside of the sparse checkout that is there all the same, of which the index holds
/// only the tree.
struct SparseDirectory {
  let context: WalkContext
  let objects: LazyObjects
  private(set) var changed = 0
  /// Something in it could not be compared.
  private(set) var isUnknown = false

  init(_ context: WalkContext, _ objects: LazyObjects) {
    self.context = context
    self.objects = objects
  }

  /// Compares the files that are there with those of the tree, as git does once it has put the
  /// entries of the tree into the index; what is missing is meant to be.
  mutating func compare(_ name: Span<UInt8>, in parent: OpenDirectory, with tree: ObjectID) {
    compare(name, in: parent, with: tree, depth: 0)
  }

  private mutating func compare(
    _ name: Span<UInt8>, in parent: OpenDirectory, with id: ObjectID, depth: Int
  ) {
    guard depth < 512, !context.collector.isOver,
      let file = try? FileDescriptor(
        openingName: name, [.directory, .noFollow], at: parent.file.rawValue),
      let tree = try? objects.store.tree(id)
    else {
      isUnknown = true
      return
    }
    let directory = OpenDirectory(file)
    for entry in tree.entries {
      let terminated = entry.name + [0]
      guard
        let status = try? Status(ofName: terminated.span, at: directory.file.rawValue)
      else { continue }
      switch IndexMode(of: entry.mode) {
      case .directory where status.kind == .directory:
        compare(terminated.span, in: directory, with: entry.id, depth: depth + 1)
      case .directory: break
      case .commit: if status.kind != .directory { changed += 1 }
      default: compareFile(terminated.span, entry, status, in: directory)
      }
    }
  }

  private mutating func compareFile(
    _ name: Span<UInt8>, _ entry: Tree.Entry, _ status: Status, in directory: OpenDirectory
  ) {
    let isLink = IndexMode(of: entry.mode) == .link
    guard status.kind == (isLink ? .link : .file) else {
      changed += 1
      return
    }
    if !isLink, context.settings.trustsMode, (entry.mode ^ status.permissions) & 0o100 != 0 {
      changed += 1
      return
    }
    let content: [UInt8]?
    if isLink {
      content = try? target(ofLinkNamed: name, at: directory.file.rawValue)
    } else if let file = try? FileDescriptor(
      openingName: name, [.noFollow, .nonBlocking, .noTerminal], at: directory.file.rawValue)
    {
      content = try? file.readAll()
    } else {
      content = nil
    }
    guard let content else {
      isUnknown = true
      return
    }
    if BlobHash.name(of: content, context.repository.format) != entry.id { changed += 1 }
  }
}
