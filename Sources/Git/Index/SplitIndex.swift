import System

/// A split index's changes to its shared file: git-update-index(1), "SPLIT INDEX".
struct SplitIndex: Sendable {
  /// The hash at the end of the shared file, which also names it.
  let base: ObjectID
  /// Which entries of the shared file are gone.
  let deleted: Bitmap?
  /// Which of them have new data, the first entries of the index in this order.
  let replaced: Bitmap?

  /// Reads the `link` extension; `limit` is how many entries the shared file may have.
  init(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ format: ObjectFormat, limit: Int
  ) throws(IndexTable.Flaw) {
    let data = bytes.extracting(range)
    guard let base = ObjectID(data, format) else { throw .truncated }
    self.base = base
    var offset = format.size
    guard offset < data.count else {
      deleted = nil
      replaced = nil
      return
    }
    deleted = try Bitmap(data, at: &offset, limit: limit)
    replaced = try Bitmap(data, at: &offset, limit: limit)
    guard offset == data.count else { throw .malformed("link") }
  }
}

extension IndexTable {
  /// Puts the entries of its shared file among those of a split index.
  ///
  /// - Parameters:
  ///   - own: the bytes of the index.
  ///   - sharedBytes: the bytes of the shared file that `shared` was read from.
  mutating func join(
    _ shared: IndexTable, _ split: SplitIndex, _ own: Span<UInt8>, _ sharedBytes: Span<UInt8>
  ) throws(Flaw) {
    let replaced = split.replaced?.positions ?? []
    guard replaced.count <= entries.count else { throw .malformed("link") }
    var base = shared.entries
    // The paths of a shared file of version 4 follow our own in memory.
    let moved = UInt32(truncatingIfNeeded: paths.count)
    guard paths.count + shared.paths.count < Int(Int32.max) else { throw .tooLarge }
    paths += shared.paths
    for index in base.indices {
      base[index].recordIsShared = true
      if base[index].pathSource == .cache {
        base[index].path += moved
      } else {
        base[index].pathSource = .shared
      }
    }
    for (entry, place) in zip(entries, replaced) {
      // The path of an entry that only replaces is not stored again.
      guard place < base.count, entry.length == 0 else { throw .malformed("link") }
      base[place].record = entry.record
      base[place].recordIsShared = false
      base[place].flags = entry.flags
      base[place].extendedFlags = entry.extendedFlags
    }
    var kept: [IndexEntry] = []
    kept.reserveCapacity(base.count + entries.count - replaced.count)
    var next = 0
    for place in split.deleted?.positions ?? [] {
      guard place >= next, place < base.count else { throw .malformed("link") }
      kept.append(contentsOf: base[next..<place])
      next = place + 1
    }
    kept.append(contentsOf: base[next...])
    entries = merge(kept, entries[replaced.count...], own, sharedBytes)
  }

  /// Merges two sorted lists; of two entries for the same the one from `added` counts.
  private func merge(
    _ kept: [IndexEntry], _ added: ArraySlice<IndexEntry>, _ own: Span<UInt8>,
    _ shared: Span<UInt8>
  ) -> [IndexEntry] {
    if added.isEmpty { return kept }
    var merged: [IndexEntry] = []
    merged.reserveCapacity(kept.count + added.count)
    var rest = kept[...]
    for entry in added {
      let path = Self.path(of: entry, own, shared, paths.span)
      // Most entries are kept, so that the place of the next added one is looked for in steps.
      var low = rest.startIndex
      var high = rest.endIndex
      while low < high {
        let middle = (low + high) / 2
        let other = rest[middle]
        let order = Self.path(of: other, own, shared, paths.span).order(before: path)
        if order < 0 || order == 0 && other.stage < entry.stage {
          low = middle + 1
        } else {
          high = middle
        }
      }
      merged.append(contentsOf: rest[..<low])
      rest = rest[low...]
      if let same = rest.first, same.stage == entry.stage,
        Self.path(of: same, own, shared, paths.span).isEqual(to: path)
      {
        rest = rest.dropFirst()
      }
      merged.append(entry)
    }
    merged.append(contentsOf: rest)
    return merged
  }

  @_lifetime(copy own, copy shared, copy paths)
  private static func path(
    of entry: IndexEntry, _ own: Span<UInt8>, _ shared: Span<UInt8>, _ paths: Span<UInt8>
  ) -> Span<UInt8> {
    let start = Int(entry.path)
    let end = start + Int(entry.length)
    return switch entry.pathSource {
    case .own: Index.part(own, start, end)
    case .shared: Index.part(shared, start, end)
    case .cache: Index.part(paths, start, end)
    }
  }
}
