import System

// The places where the last prompt found something: most often it is still there, and where one of a
// sort is enough nothing else need be looked at.

extension WalkContext {
  /// Looks at the places where the last prompt found something.
  func followHints(_ index: borrowing Index) {
    guard !collector.wantsCounts, cache.isEnabled, !index.entries.isEmpty else { return }
    let unstaged = collector.seeksUnstaged ? hint(.changedFile) : nil
    let untracked = collector.seeksUntracked ? hint(.otherNames) : nil
    guard unstaged != nil || untracked != nil, var walker = try? Walker(self) else { return }
    if let unstaged, let entry = place(of: unstaged, index) {
      walker.look(at: directories.directory(of: entry), only: entry..<entry + 1)
    }
    if let untracked, let number = directory(untracked, index) {
      walker.look(at: number, only: 0..<0)
    }
    cache.add(walker.keys)
  }

  /// Keeps the places where this prompt found something.
  func keepHints(_ index: borrowing Index) {
    guard cache.isEnabled, !index.entries.isEmpty else { return }
    if let entry = collector.changedEntry {
      keep(index.path(of: index.entries[entry]), as: .changedFile)
    }
    if let number = collector.directoryWithOthers {
      let directory = directories.all[number]
      keep(
        index.path(of: index.entries[Int(directory.first)])
          .extracting(first: Int(directory.length)), as: .otherNames)
    }
  }

  private func keep(_ path: Span<UInt8>, as kind: CacheKey.Kind) {
    let bytes = path.copy(0, path.count)
    if hint(kind) != bytes { cache.store(bytes, under: key(kind)) }
  }

  func hint(_ kind: CacheKey.Kind) -> [UInt8]? { cache.value(of: key(kind)) }

  /// A hint is checked before use, so its key depends on nothing.
  private func key(_ kind: CacheKey.Kind) -> CacheKey {
    CacheKey(hash: cache.hasher.adding(kind).end, isOld: true)
  }

  func place(of path: [UInt8], _ index: borrowing Index) -> Int? {
    let place = index.place(of: path.span, in: 0..<index.entries.count)
    guard place < index.entries.count,
      index.path(of: index.entries[place]).isEqual(to: path.span)
    else { return nil }
    return place
  }

  /// The directory with that path, which ends in a slash.
  func directory(_ path: [UInt8], _ index: borrowing Index) -> Int? {
    if path.isEmpty { return 0 }
    return directories.number(of: path[...], index)
  }
}
