public import Settings
import System

/// The outcome of undoing one change.
public struct UndoResult: Equatable, Sendable {
  public let record: Record
  public let outcome: Outcome

  public enum Outcome: Equatable, Sendable {
    case undone
    /// Somebody had undone it already.
    case wasBefore
    /// There is nothing left to undo: what is missing.
    case gone(SettingsError)
  }
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
        let obstacle = context.settingsObstacle
      {
        throw .notUndone(last.change, .settings(obstacle), name: name)
      }
      // All or nothing: what somebody changed is seen before anything is undone.
      if !force { try check(records) }
      for record in records.reversed() {
        done.append(UndoResult(record: record, outcome: try undo(record, of: name)))
      }
      try journal.remove(at: index)
    }
    return done
  }

  private func undo(
    _ record: Record, of name: String
  ) throws(FixError) -> UndoResult.Outcome {
    switch record.state(in: context) {
    case .before: return .wasBefore
    case .gone(let missing): return .gone(missing)
    case .changed, .otherwise:
      do throws(ChangeError) {
        try record.undo(in: context)
        return .undone
      } catch {
        throw .notUndone(record.change, error, name: name)
      }
    }
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
