import System

/// Makes changes that can be undone, one fix at a time.
public struct Fixer {
  let context: QuirkContext
  let directory: String

  /// - Parameter context: what is changed; it must have a state directory for the journal.
  public init(_ context: QuirkContext) {
    guard let directory = context.stateDirectory else {
      preconditionFailure("nothing can be fixed without a state directory")
    }
    self.context = context
    self.directory = directory
  }

  /// Makes the changes, in order, once the journal says how to undo them.
  ///
  /// The journal is written first, so that what is ended halfway, by a signal or a power cut, can
  /// be undone all the same.
  ///
  /// - Throws: ``FixError``; when one of the changes fails, those before it are undone.
  public func fix(_ name: String, _ changes: [any Change], time: Int) throws(FixError) {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    if let first = changes.first(where: { $0.setting != nil }),
      let obstacle = context.settingsObstacle
    {
      throw .failed(first, .settings(obstacle))
    }
    var records: [Record] = []
    for change in changes {
      do throws(ChangeError) {
        records.append(Record(change, before: try change.prepare(in: context)))
      } catch {
        throw .failed(change, error)
      }
    }
    let replaced = replaced(by: changes, of: name, in: journal)
    try journal.add(Journal.Entry(name: name, time: time, records: records))
    for (index, record) in records.enumerated() {
      do throws(ChangeError) {
        try record.change.apply(in: context)
      } catch {
        try restore(records[...index], error, &journal)
      }
    }
    try journal.remove(replaced, of: name)
  }

  /// The records of earlier fixes of the same name that somebody has changed since: what was found
  /// there now is what an undo brings back.
  private func replaced(
    by changes: [any Change], of name: String, in journal: Journal
  ) -> [Record] {
    journal.entries.enumerated().filter { $0.element.name == name }.flatMap { index, entry in
      entry.records.filter { record in
        guard changes.contains(where: { $0.replaces(record.change) }),
          // Of several changes to one key the last one counts.
          let last = entry.records.last(where: { $0.change.replaces(record.change) }),
          case .otherwise = journal.state(of: last, at: index, in: context)
        else { return false }
        return true
      }
    }
  }

  /// Undoes all of `records`; the last one failed, and is undone as far as it can be.
  private func restore(
    _ records: ArraySlice<Record>, _ why: ChangeError, _ journal: inout Journal
  ) throws(FixError) -> Never {
    guard let failed = records.last else { preconditionFailure("no change has failed") }
    // A service that has stopped answering would be waited for once for each, in vain.
    if failed.change.setting != nil, let obstacle = context.settingsObstacle {
      throw .failedHalfway(failed.change, .settings(obstacle), left: records.map(\.change))
    }
    try? failed.undo(in: context)
    let left = records.dropLast().reversed().filter { (try? $0.undo(in: context)) == nil }
    // What could not be restored stays in the journal, for an undo.
    guard left.isEmpty else {
      throw .failedHalfway(failed.change, why, left: left.map(\.change))
    }
    try journal.remove(at: journal.entries.count - 1)
    throw .failed(failed.change, why)
  }

  func lock() throws(FixError) -> FileLock {
    do throws(Errno) {
      try makeDirectories(directory)
      return try FileLock(directory + "/lock")
    } catch .wouldBlock {
      throw .busy
    } catch {
      throw .journal(directory, error)
    }
  }
}
