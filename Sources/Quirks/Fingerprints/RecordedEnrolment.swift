import DBus

extension Record {
  /// What stands before an enrolment of a finger that detour remembered and the reader did not.
  static let missed = "missed"
}

extension Mender {
  /// Leads a person through showing a finger to a reader, and writes it down when the reader has
  /// it: under `name`, for an undo.
  ///
  /// Not before, as for other changes: a person breaks it off more often than not, and what is
  /// written down and was never done would take away a finger that somebody else enrols later.
  ///
  /// - Parameters:
  ///   - patience: how long it waits for the next touch.
  ///   - progress: is called after each touch.
  /// - Throws: ``MendingFailure``, or ``FingerprintMemory/Flaw``.
  package func enrol(
    _ finger: String, on reader: Fprint.Reader, of fprint: Fprint, as name: String, time: Int,
    patience: Duration, progress: (EnrolmentStep) throws -> Void
  ) throws {
    let change = Change.enrolment(finger, reader: reader.name)
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    var memory = try FingerprintMemory(in: directory)
    let isMissed = memory.fingers[reader.name]?.contains(finger) == true
    do {
      // The service would write over the print that there is, which nobody could bring back.
      guard try !fprint.fingers(on: reader).contains(finger) else {
        throw Refused("the reader knows it: detour fingers delete \(finger) makes room for another")
      }
      try fprint.enrol(finger, on: reader, patience: patience, progress: progress)
    } catch let error as DBusError {
      throw MendingFailure.failed(change, "\(EnrolmentFailure.service(error))")
    } catch {
      throw MendingFailure.failed(change, "\(error)")
    }
    do throws(MendingFailure) {
      let record = Record(change, before: isMissed ? Record.missed : nil)
      try journal.add(Journal.Entry(name: name, time: time, records: [record]))
    } catch {
      try? fprint.delete(finger, on: reader)
      throw error
    }
    memory.add([finger], on: reader.name)
    try memory.save(in: directory)
  }

  /// Makes a reader forget a finger for good: what was written down of it is no more to be undone.
  package func delete(_ finger: String, on reader: Fprint.Reader, of fprint: Fprint) throws {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    var memory = try FingerprintMemory(in: directory)
    try fprint.remove(finger, on: reader)
    try journal.withdraw(.enrolment(finger, reader: reader.name))
    memory.forget(finger, on: reader.name)
    try memory.save(in: directory)
  }
}

extension Fprint {
  /// Deletes a finger, and looks that it is gone.
  fileprivate func remove(_ finger: String, on reader: Reader) throws(DBusError) {
    try delete(finger, on: reader)
    guard try !fingers(on: reader).contains(finger) else {
      throw DBusError(.failed, "the reader lists it all the same")
    }
  }
}

extension Machine {
  /// The service, and its readers of a name; there may be several of one make.
  private func readers(_ name: String) throws(DBusError) -> (Fprint, [Fprint.Reader]) {
    guard let bus = systemBus else { throw DBusError(.noServer, "there is no system bus") }
    let fprint = Fprint(try Connection(bus))
    return (fprint, try fprint.readers().filter { $0.name == name })
  }

  /// How an enrolment is now. The service does not tell one print of a finger from another.
  func state(of finger: String, on reader: String) -> Record.State {
    do throws(DBusError) {
      let (fprint, readers) = try readers(reader)
      guard !readers.isEmpty else { return .otherwise("gone with its reader") }
      for reader in readers where try fprint.fingers(on: reader).contains(finger) {
        return .changed
      }
      return .before
    } catch {
      // Whoever puts it back will be told why it can't be.
      return .changed
    }
  }

  /// Makes a reader forget a finger that was enrolled.
  ///
  /// - Parameter missed: whether detour goes on missing it, as it did before.
  func forget(_ finger: String, on reader: String, missed: Bool) throws {
    do throws(DBusError) {
      let (fprint, readers) = try readers(reader)
      for reader in readers where try fprint.fingers(on: reader).contains(finger) {
        try fprint.remove(finger, on: reader)
      }
    } catch {
      throw Refused(
        error.name == .serviceUnknown
          ? "the service for fingerprints, fprintd, is not installed" : "\(error)")
    }
    guard !missed, let directory = stateDirectory else { return }
    var memory = try FingerprintMemory(in: directory)
    memory.forget(finger, on: reader)
    try memory.save(in: directory)
  }
}
