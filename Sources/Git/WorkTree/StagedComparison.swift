import System

/// Compares the index with the tree of a commit.
///
/// The index knows of most directories what tree they are; only where it does not, the trees are
/// read.
struct StagedComparison {
  private let context: WalkContext
  private let objects: ObjectStore
  private let directories: IndexDirectories
  private var cached: CacheTree?
  private let wantsCount: Bool
  private let deadline: Deadline?
  private(set) var count = 0
  /// Entries below this number git takes for those of directories that it has left out.
  private var passed = 0

  init(_ context: WalkContext, _ objects: ObjectStore, until deadline: Deadline?) {
    self.context = context
    self.objects = objects
    directories = context.directories
    wantsCount = context.collector.wantsCounts
    self.deadline = deadline
  }

  /// Whether one difference is known and no more are wanted.
  private var isOver: Bool { !wantsCount && count > 0 }

  /// Counts the entries that differ from `tree`; of nothing, all.
  mutating func run(_ tree: ObjectID?, _ index: borrowing Index) throws(ObjectFailure) {
    if let range = index.extensions[.trees] {
      let count = index.entries.count
      let top = CacheTree.top(index.bytes, range, index.format, entries: count)
      if let tree, top == tree { return }
      cached = try? CacheTree(index.bytes, range, index.format)
    }
    try compare(directory: 0, node: cached == nil ? nil : 0, tree, index)
  }

  private mutating func compare(
    directory number: Int, node: Int?, _ tree: ObjectID?, _ index: borrowing Index
  ) throws(ObjectFailure) {
    if let node, let known = cached?.nodes[node].tree, let tree, number > 0 {
      // Another tree need not hold anything else: old ones have more permission bits.
      if known == tree { return }
    }
    if deadline?.hasPassed ?? false { throw .deadlineExceeded }
    let entries = if let tree { try objects.tree(tree).entries } else { [Tree.Entry]() }
    let directory = directories.all[number]
    let length = Int(directory.length)
    var position = Int(directory.first)
    var child = number + 1
    var next = 0
    while !isOver {
      let hasEntry = position < Int(directory.end)
      let isChild =
        hasEntry && child < Int(directory.next)
        && Int(directories.all[child].first) == position
      guard hasEntry || next < entries.count else { return }
      if hasEntry, position < passed {
        if !isChild {
          position += 1
          continue
        }
        if Int(directories.all[child].end) <= passed {
          position = Int(directories.all[child].end)
          child = Int(directories.all[child].next)
          continue
        }
      }
      var order = hasEntry ? -1 : 1
      var key: [UInt8] = []
      if hasEntry {
        let path = index.path(of: index.entries[position])
        let end = isChild ? Int(directories.all[child].length) : path.count
        key = path.copy(length, end)
        if next < entries.count {
          let other = entries[next].key
          order = key.span.order(before: other.span)
        }
      }
      let inTree = order >= 0 ? entries[next] : nil
      if order >= 0 { next += 1 }
      if order > 0 {
        guard let inTree else { continue }
        let path =
          length > 0 ? index.path(of: index.entries[Int(directory.first)]).copy(0, length) : []
        try countDeleted(inTree, in: path, above: node, at: position, index)
        continue
      }
      if isChild {
        let name = Array(key.dropLast())
        let inner = node.flatMap { cached?.child(of: $0, named: name.span, index.bytes) }
        try compare(directory: child, node: inner, inTree?.id, index)
        position = Int(directories.all[child].end)
        child = Int(directories.all[child].next)
        continue
      }
      try compare(entry: position, inTree, index)
      // The stages of a conflict are one path.
      let isConflict = index.entries[position].stage > 0
      position += 1
      while isConflict, position < Int(directory.end), index.entries[position].stage > 0,
        index.path(of: index.entries[position]).extracting(droppingFirst: length)
          .isEqual(to: key.span)
      {
        position += 1
      }
    }
  }

  private mutating func compare(
    entry number: Int, _ other: Tree.Entry?, _ index: borrowing Index
  ) throws(ObjectFailure) {
    let entry = index.entries[number]
    if entry.stage > 0 {
      // Conflicts are counted apart, but to git they differ from the commit too.
      if !wantsCount { count += 1 }
      return
    }
    if entry.isIntentToAdd {
      if other != nil { count += 1 }
      return
    }
    guard let record = index.record(of: entry), let object = index.object(of: entry) else { return }
    if let other, other.id == object, Self.canonical(other.mode) == record.mode { return }
    if IndexMode(of: record.mode) == .commit {
      let path = index.path(of: entry).copy(0, Int(entry.length))
      if hides(path, other) { return }
    }
    guard wantsCount, IndexMode(of: record.mode) == .directory else {
      count += 1
      return
    }
    try countDifferences(object, other?.id)
  }

  /// Counts the differences between a directory outside of the sparse checkout, of which the index has
  /// only the tree, and that of the commit. No submodule is in one.
  private mutating func countDifferences(
    _ tree: ObjectID?, _ other: ObjectID?, depth: Int = 0
  ) throws(ObjectFailure) {
    if deadline?.hasPassed ?? false { throw .deadlineExceeded }
    var others: [[UInt8]: Tree.Entry] = [:]
    if let other { for entry in try objects.tree(other).entries { others[entry.key] = entry } }
    if let tree {
      for entry in try objects.tree(tree).entries {
        let other = others.removeValue(forKey: entry.key)
        if let other, other.id == entry.id, Self.canonical(other.mode) == Self.canonical(entry.mode)
        {
          continue
        }
        if entry.isDirectory, depth < 512 {
          try countDifferences(entry.id, other?.id, depth: depth + 1)
        } else {
          count += 1
        }
      }
    }
    for entry in others.values {
      if entry.isDirectory, depth < 512 {
        try countDifferences(nil, entry.id, depth: depth + 1)
      } else {
        count += 1
      }
    }
  }

  /// Returns whether no change counts of the submodule at `path`, which is `other` on the other side.
  private func hides(_ path: [UInt8], _ other: Tree.Entry?) -> Bool {
    !context.collector.isStatus && other.map { IndexMode(of: $0.mode) == .commit } ?? true
      && context.submodules.ignored(path) == .all
  }

  /// Counts what the index lacks of an entry of a tree. git takes the index's word for directories of
  /// which it has no entries, but says what tree they are.
  ///
  /// - Parameters:
  ///   - path: of the directory that the entry is in, with a slash at its end.
  ///   - node: the index's for the tree that the entry is in.
  ///   - position: the number of the next entry of the index.
  private mutating func countDeleted(
    _ entry: Tree.Entry, in path: [UInt8], above node: Int?, at position: Int,
    _ index: borrowing Index,
    depth: Int = 0
  ) throws(ObjectFailure) {
    let own =
      entry.isDirectory
      ? node.flatMap { cached?.child(of: $0, named: entry.name.span, index.bytes) } : nil
    if let own, let known = cached?.nodes[own], known.tree == entry.id {
      // It goes on behind as many as there should be, whichever they are.
      passed = max(passed, position) + (known.count ?? 0)
      return
    }
    if IndexMode(of: entry.mode) == .commit, hides(path + entry.name, nil) { return }
    // A directory need not hold anything but submodules that do not count.
    guard entry.isDirectory, depth < 512,
      wantsCount || own != nil || !context.collector.isStatus && context.submodules.hidesAny
    else {
      count += 1
      return
    }
    if deadline?.hasPassed ?? false { throw .deadlineExceeded }
    for inner in try objects.tree(entry.id).entries {
      try countDeleted(
        inner, in: path + entry.key, above: own, at: position, index, depth: depth + 1)
      if isOver { return }
    }
  }

  /// The mode as the index has it: old trees have more permission bits.
  private static func canonical(_ mode: UInt32) -> UInt32 {
    guard IndexMode(of: mode) == .file else { return IndexMode(of: mode).rawValue }
    return mode & 0o100 != 0 ? 0o100755 : 0o100644
  }
}
