import System

/// A directory outside of the sparse checkout that is there all the same, of which the index holds
/// only the tree.
struct SparseDirectory {
  private let contents: ContentComparison
  private(set) var changed = 0
  /// Something in it could not be compared.
  private(set) var isUnknown = false

  init(_ contents: ContentComparison) { self.contents = contents }

  /// Compares the files that are there with those of the tree, as git does once it has put the
  /// entries of the tree into the index; what is missing is meant to be.
  ///
  /// - Parameters:
  ///   - path: from the top of the work tree, with a slash at its end.
  ///   - attributes: those that hold in `parent`.
  mutating func compare(
    _ path: [UInt8], _ name: Span<UInt8>, in parent: OpenDirectory, with id: ObjectID,
    _ attributes: DirectoryAttributes, depth: Int = 0
  ) {
    let context = contents.context
    guard depth < 512, !context.collector.isOver,
      let file = try? context.open(directory: name, at: parent.file.rawValue),
      let tree = try? contents.objects.store.tree(id)
    else {
      isUnknown = true
      return
    }
    let directory = OpenDirectory(file)
    var attributes = attributes
    if let bytes = attributeFile(in: directory) {
      attributes.add(bytes, length: path.count, foldsCase: context.settings.foldsCase)
    }
    for entry in tree.entries {
      let terminated = entry.name + [0]
      guard
        let status = try? Status(ofName: terminated.span, at: directory.file.rawValue)
      else { continue }
      switch IndexMode(of: entry.mode) {
      case .directory where status.kind == .directory:
        compare(
          path + entry.key, terminated.span, in: directory, with: entry.id, attributes,
          depth: depth + 1)
      case .directory: break
      case .commit: if status.kind != .directory { changed += 1 }
      default: compareFile(path, terminated.span, entry, status, in: directory, attributes)
      }
    }
  }

  /// Returns what the attribute file of a directory holds. One that is not there git does not take
  /// from the tree here.
  private func attributeFile(in directory: OpenDirectory) -> [UInt8]? {
    let name = Array(".gitattributes\0".utf8)
    guard let file = contents.open(name.span, directory), (try? Status(of: file))?.kind == .file
    else { return nil }
    return try? file.readAll(limit: AttributeFile.limit)
  }

  private mutating func compareFile(
    _ path: [UInt8], _ name: Span<UInt8>, _ entry: Tree.Entry, _ status: Status,
    in directory: OpenDirectory, _ attributes: DirectoryAttributes
  ) {
    let context = contents.context
    let isLink = IndexMode(of: entry.mode) == .link
    guard status.kind == (isLink ? .link : .file) else {
      changed += 1
      return
    }
    if !isLink, context.settings.trustsMode, (entry.mode ^ status.permissions) & 0o100 != 0 {
      changed += 1
      return
    }
    let whole = path + entry.name
    let conversion =
      isLink
      ? Conversion.none
      : attributes.conversion(of: whole.span, nameStart: path.count, context)
    switch contents.compareContent(name, directory, status, entry.id, conversion, isLink: isLink) {
    case .same: break
    case .changed: changed += 1
    case .unknown: isUnknown = true
    }
  }
}
