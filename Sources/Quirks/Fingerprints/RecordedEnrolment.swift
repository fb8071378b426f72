import DBus

extension Fixer {
  /// Guides a person through enrolling a finger, and adds it to the journal under `name` once the
  /// reader has it.
  ///
  /// Not before, as for other changes: people often give up halfway, and undoing an enrolment that
  /// never happened would delete a finger that somebody enrols later.
  ///
  /// - Parameters:
  ///   - patience: how long it waits for the next touch.
  ///   - progress: is called after each touch.
  /// - Throws: ``FixError``, or ``FingerprintMemory/Flaw``.
  package func enrol(
    _ finger: String, on reader: Fprint.Reader, of fprint: Fprint, as name: String, time: Int,
    patience: Duration, progress: (EnrolmentProgress) throws -> Void
  ) throws {
    let change = FingerEnrolment(finger, reader: reader.name)
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    var memory = try FingerprintMemory(in: directory)
    let isMissing = memory.fingers[reader.name]?.contains(finger) == true
    do {
      // The service would write over the print that there is, which nobody could bring back.
      guard try !fprint.fingers(on: reader).contains(finger) else {
        throw EnrolmentError.isKnown(finger)
      }
      try fprint.enrol(finger, on: reader, patience: patience, progress: progress)
    } catch let error as DBusError {
      throw EnrolmentError(error)
    }
    do throws(FixError) {
      let record = Record(change, before: isMissing ? FingerEnrolment.missing : nil)
      try journal.add(Journal.Entry(name: name, time: time, records: [record]))
    } catch {
      try? fprint.delete(finger, on: reader)
      throw error
    }
    memory.add([finger], on: reader.name)
    try memory.save(in: directory)
  }

  /// Deletes a finger on a reader for good: its enrolment can no longer be undone.
  package func delete(_ finger: String, on reader: Fprint.Reader, of fprint: Fprint) throws {
    let lock = try lock()
    defer { withExtendedLifetime(lock) {} }
    var journal = try Journal(in: directory)
    var memory = try FingerprintMemory(in: directory)
    try fprint.remove(finger, on: reader)
    try journal.remove(FingerEnrolment(finger, reader: reader.name))
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

extension QuirkContext {
  /// The service, and its readers of a name; there may be several of one make.
  private func readers(_ name: String) throws(DBusError) -> (Fprint, [Fprint.Reader]) {
    guard let bus = systemBus else { throw DBusError(.noServer, "there is no system bus") }
    let fprint = Fprint(try Connection(bus))
    return (fprint, try fprint.readers().filter { $0.name == name })
  }

  /// How an enrolment is now. The service does not tell one print of a finger from another.
  func state(of finger: String, on reader: String) -> ChangeState {
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
  /// - Parameter missing: whether it is still reported as missing, as it was before.
  func forget(_ finger: String, on reader: String, missing: Bool) throws {
    do throws(DBusError) {
      let (fprint, readers) = try readers(reader)
      for reader in readers where try fprint.fingers(on: reader).contains(finger) {
        try fprint.remove(finger, on: reader)
      }
    } catch {
      throw ChangeError(
        error.name == .serviceUnknown
          ? "the service for fingerprints, fprintd, is not installed" : "\(error)")
    }
    guard !missing, let directory = stateDirectory else { return }
    var memory = try FingerprintMemory(in: directory)
    memory.forget(finger, on: reader)
    try memory.save(in: directory)
  }
}
