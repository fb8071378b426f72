import System

/// The files of one directory that the index has.
extension Walker {
  /// Compares them with their entries; of a large directory only some.
  @_optimize(speed)
  mutating func compareFiles(
    of number: Int, only: Range<Int>?, _ state: DirectoryStack.State, _ index: borrowing Index
  ) {
    let directory = context.directories.all[number]
    let length = Int(directory.length)
    let base = stack.base
    var child = number + 1
    var entry = Int(directory.first)
    let end = only?.upperBound ?? Int(directory.end)
    while entry < end {
      if child < Int(directory.next), Int(context.directories.all[child].first) == entry {
        entry = Int(context.directories.all[child].end)
        child = Int(context.directories.all[child].next)
        continue
      }
      if only.map({ entry >= $0.lowerBound }) ?? true {
        compare(entry, length, base, state, index)
        if entry & 31 == 0, context.collector.isOver || !context.collector.seeksUnstaged { return }
      }
      entry += 1
    }
  }

  @_optimize(speed)
  private mutating func compare(
    _ number: Int, _ length: Int, _ base: DirectoryStack.Base, _ state: DirectoryStack.State,
    _ index: borrowing Index
  ) {
    let entry = index.entries[number]
    // Those of a conflict are counted apart.
    guard entry.stage == 0, !entry.isAssumedUnchanged else { return }
    if entry.skipsWorkTree, !context.settings.seesSkippedFiles { return }
    if entry.isIntentToAdd { return context.collector.addUnstaged(entry: number) }
    switch state {
    case .closed: context.collector.markUnstagedUnknown()
    case .missing: miss(number, index)
    case .there: compare(number, entry, length, base, index)
    }
  }

  @_optimize(speed)
  private mutating func compare(
    _ number: Int, _ entry: IndexEntry, _ length: Int, _ base: DirectoryStack.Base,
    _ index: borrowing Index
  ) {
    guard let record = index.record(of: entry) else {
      return context.collector.markUnstagedUnknown()
    }
    if record.isCommit, isIgnoredSubmodule(entry, index) { return }
    let status: Status
    do throws(Errno) {
      let name = index.terminatedPath(of: entry, from: base.length)
      status =
        record.isDirectory
        ? try context.status(ofDirectory: name, at: base.rawValue)
        : try Status(ofName: name, at: base.rawValue)
    } catch .notFound {
      return miss(number, index)
    } catch .notADirectory {
      return miss(number, index)
    } catch {
      return context.collector.markUnstagedUnknown()
    }
    if let watches = context.watches, status.links > 1, status.kind != .directory {
      watches.noteSharedFile(status.inode)
    }
    let match = context.settings.compare(status, record, written: context.written) {
      index.object(of: entry) == .emptyBlob(index.format)
    }
    if match == .racy { context.watches?.noteRacyFile() }
    switch match {
    case .same:
      guard context.learnsContent else { break }
      contents.learn(entry, length, status, record, index, &stack, &keys)
    case .changed: context.collector.addUnstaged(entry: number)
    case .racy, .unclear:
      let outcome = contents.compare(
        entry, length, status, record, isRacy: match == .racy, index, &stack, &keys)
      // Though the deadline may pass before the next: this file need not be read again.
      if keys.hasNews { remember() }
      switch outcome {
      case .same: break
      case .changed: context.collector.addUnstaged(entry: number)
      case .unknown: context.collector.markUnstagedUnknown()
      }
    }
  }

  /// The file of an entry is not there.
  private func miss(_ number: Int, _ index: borrowing Index) {
    let entry = index.entries[number]
    if entry.skipsWorkTree { return }
    if index.record(of: entry)?.isCommit == true, isIgnoredSubmodule(entry, index) { return }
    context.collector.addUnstaged(entry: number)
  }

  /// Returns whether nothing counts of an entry that is a submodule, not even that it is gone or a
  /// file.
  private func isIgnoredSubmodule(_ entry: IndexEntry, _ index: borrowing Index) -> Bool {
    let path = index.path(of: entry).copy(0, Int(entry.length))
    return Submodule(path, context).ignored == .all
  }
}
