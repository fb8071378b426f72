import System

/// Makes changes so that they can be taken back, one fix at a time.
public struct Mender {
  private let directory: String

  /// - Parameter directory: where the journal is kept.
  public init(stateDirectory directory: String) { self.directory = directory }

  /// Makes the changes, in order, and writes down how to put them back.
  ///
  /// - Throws: ``MendingFailure``; when one of them can't be made, those before it are put back.
  public func mend(_ name: String, _ changes: [Change], time: Int) throws(MendingFailure) {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    var records: [Record] = []
    for change in changes {
      do {
        records.append(try change.apply())
      } catch {
        try putBack(records, after: change, "\(error)")
      }
    }
    do throws(MendingFailure) {
      try journal.add(Journal.Entry(name: name, time: time, records: records))
    } catch {
      // What could not be undone later must not be done.
      if let last = changes.last { try putBack(records, after: last, error.description) }
    }
  }

  private func putBack(
    _ records: [Record], after change: Change, _ why: String
  ) throws(MendingFailure) -> Never {
    let left = records.reversed().filter { (try? $0.revert(force: true)) == nil }
    guard left.isEmpty else { throw .failedHalfway(change, why, left: left.map(\.change)) }
    throw .failed(change, why)
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
      for record in records.reversed() {
        do {
          try record.revert(force: true)
        } catch {
          throw .failed(record.change, "\(error)")
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
      guard case .setting(let key, let value) = record.change, seen.insert(key).inserted,
        let now = current(key), now != value
      else { continue }
      throw .changedSince(record.change, now: now)
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
