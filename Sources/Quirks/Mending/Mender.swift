import System

/// Makes changes so that they can be taken back, one fix at a time.
public struct Mender {
  let machine: Machine
  let directory: String

  /// - Parameter machine: what is changed; it must have a state directory, where the journal is kept.
  public init(_ machine: Machine) {
    guard let directory = machine.stateDirectory else {
      preconditionFailure("a machine without a state directory can't be mended")
    }
    self.machine = machine
    self.directory = directory
  }

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
    if let first = changes.first(where: { $0.key != nil }),
      let why = machine.whySettingsCannotChange
    {
      throw .failed(first, why)
    }
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
    // Of one that does not answer any more each would be waited for, in vain.
    if failed.change.key != nil, let silent = machine.whySettingsCannotChange {
      throw .failedHalfway(failed.change, silent, left: records.map(\.change))
    }
    try? failed.revert(on: machine)
    let left = records.dropLast().reversed().filter { (try? $0.revert(on: machine)) == nil }
    // What could not be put back stays written down, for an undo.
    guard left.isEmpty else {
      throw .failedHalfway(failed.change, why, left: left.map(\.change))
    }
    try journal.remove(at: journal.entries.count - 1)
    throw .failed(failed.change, why)
  }

  func lock() throws(MendingFailure) -> FileLock {
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
