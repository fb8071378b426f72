import System

/// What came of a change when it was to be put back.
public struct Undone: Equatable, Sendable {
  public let record: Record
  /// Somebody had put it back already.
  public let wasBefore: Bool
}

extension Mender {
  /// Puts back what was mended under a name, the last mending first.
  ///
  /// - Parameter force: also what somebody changed since.
  /// - Returns: what was put back, and what was back already.
  public func undo(_ name: String, force: Bool) throws(MendingFailure) -> [Undone] {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    guard journal.entries.contains(where: { $0.name == name }) else {
      throw .nothingToUndo(name)
    }
    var done: [Undone] = []
    while let index = journal.entries.lastIndex(where: { $0.name == name }) {
      let records = journal.entries[index].records
      if let last = records.last(where: { $0.change.key != nil }),
        let why = machine.whySettingsCannotChange
      {
        throw .notUndone(last.change, why, name)
      }
      // All or nothing: what somebody changed is seen before anything is put back.
      if !force { try check(records) }
      for record in records.reversed() {
        let wasBefore = record.state(on: machine) == .before
        if !wasBefore {
          do {
            try record.revert(on: machine)
          } catch {
            throw .notUndone(record.change, "\(error)", name)
          }
        }
        done.append(Undone(record: record, wasBefore: wasBefore))
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
      if case .otherwise(let now) = record.state(on: machine) {
        throw .changedSince(record.change, now: now)
      }
    }
  }
}
