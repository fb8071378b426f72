package import DBus

/// The reason why a finger could not be deleted.
package enum DeletionError: Error, Hashable {
  /// The service did not do it.
  case service(DBusError)
  /// The reader lists the finger all the same.
  case stillListed
}

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
  ///
  /// - Throws: ``DeletionError``, ``FixError``, or ``FingerprintMemory/Flaw``.
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
  fileprivate func remove(_ finger: String, on reader: Reader) throws(DeletionError) {
    let listed: [String]
    do throws(DBusError) {
      try delete(finger, on: reader)
      listed = try fingers(on: reader)
    } catch {
      throw .service(error)
    }
    guard !listed.contains(finger) else { throw .stillListed }
  }
}

extension QuirkContext {
  /// The service, and its readers of a name; there may be several of one make.
  private func readers(
    _ name: String, on bus: Bus
  ) throws(DBusError) -> (Fprint, [Fprint.Reader]) {
    let fprint = Fprint(try Connection(bus))
    return (fprint, try fprint.readers().filter { $0.name == name })
  }

  /// Returns how an enrolment is now. The service does not tell one print of a finger from another.
  func state(of finger: String, on reader: String) -> ChangeState {
    guard let bus = systemBus else { return .changed }
    do throws(DBusError) {
      let (fprint, readers) = try readers(reader, on: bus)
      guard !readers.isEmpty else { return .otherwise(.noReader) }
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
  func forget(_ finger: String, on reader: String, missing: Bool) throws(ChangeError) {
    guard let bus = systemBus else { throw .noSystemBus }
    let fprint: Fprint
    var having: [Fprint.Reader] = []
    do throws(DBusError) {
      let found = try readers(reader, on: bus)
      fprint = found.0
      for reader in found.1 where try fprint.fingers(on: reader).contains(finger) {
        having.append(reader)
      }
    } catch {
      throw .fingerprints(error)
    }
    do throws(DeletionError) {
      for reader in having { try fprint.remove(finger, on: reader) }
    } catch {
      switch error {
      case .service(let error): throw .fingerprints(error)
      case .stillListed: throw .stillListed
      }
    }
    guard !missing, let directory = stateDirectory else { return }
    do throws(FingerprintMemory.Flaw) {
      var memory = try FingerprintMemory(in: directory)
      memory.forget(finger, on: reader)
      try memory.save(in: directory)
    } catch {
      switch error {
      case .damaged(let path): throw .memoryDamaged(path)
      case .file(let path, let reason): throw .memory(path, reason)
      }
    }
  }
}
