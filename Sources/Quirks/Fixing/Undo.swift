import System

/// The outcome of undoing one change.
public struct UndoResult: Equatable, Sendable {
  public let record: Record
  /// Somebody had undone it already.
  public let wasBefore: Bool
}

extension Fixer {
  /// Undoes what was fixed under a name, the last fix first.
  ///
  /// - Parameter force: also what somebody changed since.
  /// - Returns: what was undone, and what was undone already.
  public func undo(_ name: String, force: Bool) throws(FixError) -> [UndoResult] {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    guard journal.entries.contains(where: { $0.name == name }) else {
      throw .nothingToUndo(name)
    }
    var done: [UndoResult] = []
    while let index = journal.entries.lastIndex(where: { $0.name == name }) {
      let records = journal.entries[index].records
      if let last = records.last(where: { $0.change.setting != nil }),
        let why = context.whySettingsCannotChange
      {
        throw .notUndone(last.change, why, name: name)
      }
      // All or nothing: what somebody changed is seen before anything is undone.
      if !force { try check(records) }
      for record in records.reversed() {
        let wasBefore = record.state(in: context) == .before
        if !wasBefore {
          do {
            try record.undo(in: context)
          } catch {
            throw .notUndone(record.change, "\(error)", name: name)
          }
        }
        done.append(UndoResult(record: record, wasBefore: wasBefore))
      }
      try journal.remove(at: index)
    }
    return done
  }

  private func check(_ records: [Record]) throws(FixError) {
    // Of several changes to one key the last one counts.
    var seen: Set<SettingKey> = []
    for record in records.reversed() {
      if let key = record.change.setting, !seen.insert(key).inserted { continue }
      if case .otherwise(let now) = record.state(in: context) {
        throw .changedSince(record.change, now: now)
      }
    }
  }
}
