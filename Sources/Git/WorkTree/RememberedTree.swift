import System

/// A work tree of few files that is as the last prompt left it.
///
/// A thread that can be left behind at the deadline costs more than to look at so few. Nothing that is
/// asked here needs one: nothing is opened but the top, and no other machine is waited for.
extension WalkContext {
  /// Up to so many entries are looked at in the time that a thread takes.
  private static let few = 256

  /// Returns whether nothing has changed and nothing is untracked, as far as stat data and the
  /// memory tell without anything being read.
  func isAsRemembered(_ index: borrowing Index) -> Bool {
    guard index.entries.count <= Self.few, !cache.isEmpty, scope.isWhole, watches == nil,
      !learnsContent, !collector.isOver, let top,
      !collector.seeksUntracked || remembersNames(in: top.status)
    else { return false }
    var keys = KeySet()
    guard isNothingHinted(top, &keys, index) else { return false }
    for number in directories.all.indices {
      guard !collector.isOver, isAsRemembered(number, top, &keys, index) else { return false }
    }
    cache.add(keys)
    return true
  }

  /// Returns whether the last place where something was found is as the index has it by now.
  private func isNothingHinted(
    _ top: WorkTreeTop, _ keys: inout KeySet, _ index: borrowing Index
  ) -> Bool {
    if collector.seeksUnstaged, let path = hint(.changedFile), let entry = place(of: path, index),
      !isSame(entry, top, index)
    {
      return false
    }
    if collector.seeksUntracked, let path = hint(.otherNames), let number = directory(path, index) {
      return holdsOnlyTracked(number, top, &keys, index)
    }
    return true
  }

  private func isAsRemembered(
    _ number: Int, _ top: WorkTreeTop, _ keys: inout KeySet, _ index: borrowing Index
  ) -> Bool {
    guard holdsOnlyTracked(number, top, &keys, index) else { return false }
    guard collector.seeksUnstaged else { return true }
    let directory = directories.all[number]
    var entry = Int(directory.first)
    var child = number + 1
    while entry < Int(directory.end) {
      if child < Int(directory.next), Int(directories.all[child].first) == entry {
        entry = Int(directories.all[child].end)
        child = Int(directories.all[child].next)
        continue
      }
      guard isSame(entry, top, index) else { return false }
      entry += 1
    }
    return true
  }

  /// Returns whether a directory is there, and the memory knows that it has no other names than the
  /// index; names do not matter where none are looked for.
  private func holdsOnlyTracked(
    _ number: Int, _ top: WorkTreeTop, _ keys: inout KeySet, _ index: borrowing Index
  ) -> Bool {
    var status = top.status
    let directory = directories.all[number]
    if directory.length > 0 {
      let name =
        index.path(of: index.entries[Int(directory.first)]).copy(0, Int(directory.length) - 1)
        + [0]
      guard let known = known(name.span, top), known.kind == .directory else { return false }
      status = known
    }
    return !collector.seeksUntracked
      || keys.contains(key(ofNamesIn: number, status, index), in: cache)
  }

  /// Returns whether the file of an entry is as it was when the index was written.
  private func isSame(_ number: Int, _ top: WorkTreeTop, _ index: borrowing Index) -> Bool {
    let entry = index.entries[number]
    guard entry.stage == 0, !entry.isAssumedUnchanged, !entry.skipsWorkTree, !entry.isIntentToAdd,
      let record = index.record(of: entry), let status = known(index.terminatedPath(of: entry), top)
    else { return false }
    return settings.compare(status, record, written: written) {
      index.object(of: entry) == .emptyBlob(index.format)
    } == .same
  }

  /// Returns what is known of a path in the file system of the top itself.
  private func known(_ path: Span<UInt8>, _ top: WorkTreeTop) -> Status? {
    guard let directory = top.directory,
      let status = try? Status(knownOfName: path, at: directory.file.rawValue),
      status.device == top.status.device
    else { return nil }
    return status
  }

  /// The cached fact that a directory holds only names that the index has.
  @_optimize(speed)
  func key(
    ofNamesIn number: Int, _ status: Status, _ index: borrowing Index
  ) -> CacheKey {
    let directory = directories.all[number]
    let length = Int(directory.length)
    var hasher = cache.hasher
    hasher.add(.onlyTracked)
    hasher.add(settings.foldsCase ? 1 : 0)
    hasher.add(status)
    if length > 0 {
      hasher.add(
        index.path(of: index.entries[Int(directory.first)]).extracting(first: length))
    }
    var child = number + 1
    var entry = Int(directory.first)
    while entry < Int(directory.end) {
      let path = index.path(of: index.entries[entry])
      if child < Int(directory.next), Int(directories.all[child].first) == entry {
        hasher.add(path.extracting(length..<Int(directories.all[child].length)))
        entry = Int(directories.all[child].end)
        child = Int(directories.all[child].next)
      } else {
        hasher.add(path.extracting(droppingFirst: length))
        entry += 1
      }
    }
    return cache.key(hasher, changed: max(status.modified, status.changed))
  }
}
