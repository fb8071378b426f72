import System

/// Makes changes so that they can be taken back, one fix at a time.
public struct Mender {
  private let directory: String

  /// - Parameter directory: where the journal is kept.
  public init(stateDirectory directory: String) { self.directory = directory }

  /// Makes the changes, in order, when it is written down how to put them back.
  ///
  /// It is written down first: what is ended halfway, by a signal or with the machine, can be
  /// undone all the same.
  ///
  /// - Throws: ``MendingFailure``; when one of them can't be made, those before it are put back.
  public func mend(_ name: String, _ changes: [Change], time: Int) throws(MendingFailure) {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    var records: [Record] = []
    for change in changes {
      do {
        records.append(try change.prepare())
      } catch {
        throw .failed(change, "\(error)")
      }
    }
    try journal.add(Journal.Entry(name: name, time: time, records: records))
    for (index, record) in records.enumerated() {
      do {
        try record.change.apply()
      } catch {
        try putBack(records[...index], "\(error)", &journal)
      }
    }
  }

  /// Puts back all but the last of `records`, which failed, and that too as far as it can be.
  private func putBack(
    _ records: ArraySlice<Record>, _ why: String, _ journal: inout Journal
  ) throws(MendingFailure) -> Never {
    guard let failed = records.last else { preconditionFailure("no change has failed") }
    try? failed.revert()
    let left = records.dropLast().reversed().filter { (try? $0.revert()) == nil }
    // What could not be put back stays written down, for an undo.
    guard left.isEmpty else {
      throw .failedHalfway(failed.change, why, left: left.map(\.change))
    }
    try journal.remove(at: journal.entries.count - 1)
    throw .failed(failed.change, why)
  }

  /// Puts back what was mended under a name, the last mending first.
  ///
  /// - Parameter force: also what somebody changed since.
  /// - Returns: what was put back.
  public func undo(_ name: String, force: Bool) throws(MendingFailure) -> [Record] {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    guard journal.entries.contains(where: { $0.name == name }) else {
      throw .nothingToUndo(name)
    }
    var done: [Record] = []
    while let index = journal.entries.lastIndex(where: { $0.name == name }) {
      let records = journal.entries[index].records
      // All or nothing: what somebody changed is seen before anything is put back.
      if !force { try check(records) }
      for record in records.reversed() where record.state != .before {
        do {
          try record.revert()
        } catch {
          throw .notUndone(record.change, "\(error)", name)
        }
        done.append(record)
      }
      try journal.remove(at: index)
    }
    return done
  }

  private func check(_ records: [Record]) throws(MendingFailure) {
    // Of several changes to one key the last one counts.
    var seen: Set<SettingKey> = []
    for record in records.reversed() {
      if let key = record.change.key, !seen.insert(key).inserted { continue }
      if case .otherwise(let now) = record.state {
        throw .changedSince(record.change, now: now)
      }
    }
  }

  private func lock() throws(MendingFailure) -> FileLock {
    do {
      try makeDirectories(directory)
      return try FileLock(directory + "/lock")
    } catch .wouldBlock {
      throw .busy
    } catch {
      throw .journal(directory, "\(error)")
    }
  }
}
