import System

/// The files of one directory that the index has.
extension Walker {
  /// Compares them with their entries; of a large directory only some.
  mutating func compareFiles(
    of number: Int, only: Range<Int>?, _ state: Way.State, _ index: borrowing Index
  ) {
    let directory = job.directories.all[number]
    let length = Int(directory.length)
    let base = way.base
    var child = number + 1
    var entry = Int(directory.first)
    let end = only?.upperBound ?? Int(directory.end)
    while entry < end {
      if child < Int(directory.next), Int(job.directories.all[child].first) == entry {
        entry = Int(job.directories.all[child].end)
        child = Int(job.directories.all[child].next)
        continue
      }
      if only.map({ entry >= $0.lowerBound }) ?? true {
        compare(entry, length, base, state, index)
        if entry & 31 == 0, job.findings.isOver || !job.findings.seeksUnstaged { return }
      }
      entry += 1
    }
  }

  private mutating func compare(
    _ number: Int, _ length: Int, _ base: Way.Base, _ state: Way.State, _ index: borrowing Index
  ) {
    let entry = index.entries[number]
    // Those of a conflict are counted apart.
    guard entry.stage == 0, !entry.isAssumedUnchanged else { return }
    if entry.skipsWorkTree, !job.settings.seesSkippedFiles { return }
    if entry.isIntentToAdd { return job.findings.addUnstaged(entry: number) }
    switch state {
    case .closed: job.findings.missUnstaged()
    case .missing: miss(number, index)
    case .there: compare(number, entry, length, base, index)
    }
  }

  private mutating func compare(
    _ number: Int, _ entry: IndexEntry, _ length: Int, _ base: Way.Base,
    _ index: borrowing Index
  ) {
    guard let record = index.record(of: entry) else { return job.findings.missUnstaged() }
    let status: Status
    do throws(Errno) {
      status = try Status(
        ofName: index.terminatedPath(of: entry, from: base.length), at: base.rawValue)
    } catch .notFound {
      return miss(number, index)
    } catch .notADirectory {
      return miss(number, index)
    } catch {
      return job.findings.missUnstaged()
    }
    switch job.settings.compare(status, record, written: job.written) {
    case .same: break
    case .changed: job.findings.addUnstaged(entry: number)
    case .unclear:
      let outcome = contents.compare(entry, length, status, record, index, &way, &facts)
      // Though the deadline may pass before the next: this file need not be read again.
      if facts.hasNews { remember() }
      switch outcome {
      case .same: break
      case .changed: job.findings.addUnstaged(entry: number)
      case .unknown: job.findings.missUnstaged()
      }
    }
  }

  /// The file of an entry is not there.
  private func miss(_ number: Int, _ index: borrowing Index) {
    let entry = index.entries[number]
    if entry.skipsWorkTree { return }
    if let record = index.record(of: entry), IndexMode(of: record.mode) == .commit,
      Submodule(index.path(of: entry).copy(0, Int(entry.length)), job).ignored == .all
    {
      return
    }
    job.findings.addUnstaged(entry: number)
  }
}
