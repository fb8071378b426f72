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
    /// A fix of that name has changed it since; its undo brings back what was there.
    case handed(to: String)
    /// It cannot be undone any more, and is forgotten.
    case dropped(ChangeError)
  }
}

extension Fixer {
  /// Undoes what was fixed under a name, the last fix first.
  ///
  /// - Parameters:
  ///   - force: also what somebody changed since.
  ///   - onlyLast: the last fix, and none before it.
  ///   - done: gains what was undone, and what was undone already, also where an error follows.
  public func undo(
    _ name: String, force: Bool, onlyLast: Bool = false, _ done: inout [UndoResult]
  ) throws(FixError) {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    guard journal.entries.contains(where: { $0.name == name }) else {
      throw .nothingToUndo(name)
    }
    while let index = journal.entries.lastIndex(where: { $0.name == name }) {
      let records = journal.entries[index].records
      if let last = records.last(where: { $0.change.setting != nil }),
        let obstacle = context.settingsObstacle
      {
        throw .notUndone(last.change, .settings(obstacle), name: name)
      }
      // All or nothing: what somebody changed is seen before anything is undone.
      if !force { try check(index, of: journal) }
      for record in records.reversed() {
        let outcome: UndoResult.Outcome
        if let next = journal.successor(of: record.change, after: index) {
          journal.hand(record.before, to: next)
          outcome = .handed(to: journal.entries[next.entry].name)
        } else {
          outcome = try undo(record, of: name, force: force)
        }
        done.append(UndoResult(record: record, outcome: outcome))
      }
      try journal.remove(at: index)
      if onlyLast { return }
    }
  }

  private func undo(
    _ record: Record, of name: String, force: Bool
  ) throws(FixError) -> UndoResult.Outcome {
    switch record.state(in: context) {
    case .before: return .wasBefore
    case .gone(let missing): return .gone(missing)
    case .changed, .otherwise:
      do throws(ChangeError) {
        try record.undo(in: context)
        return .undone
      } catch {
        if force, error.isOfMissingProgram { return .dropped(error) }
        throw .notUndone(record.change, error, name: name)
      }
    }
  }

  private func check(_ index: Int, of journal: Journal) throws(FixError) {
    // Of several changes to one key the last one counts.
    var seen: Set<SettingKey> = []
    for record in journal.entries[index].records.reversed() {
      if let key = record.change.setting, !seen.insert(key).inserted { continue }
      if case .otherwise(let now) = journal.state(of: record, at: index, in: context) {
        throw .changedSince(record.change, now: now)
      }
    }
  }
}
