import DBus
import System

/// The reader does not know fingers any more that it knew.
struct FingerprintsForgotten: Quirk {
  let name = FingerprintMemory.quirk
  let title = "the fingerprint reader has forgotten fingers"
  let explanation = """
    After an upgrade, a change of the driver or a new installation the service for fingerprints \
    cannot read what it kept, or looks elsewhere for it, and says only that there are no fingers. \
    Listing the fingers remembers them in a file of yours, so that what is gone can be named. The \
    fix guides you through enrolling them again; undo deletes just those. After a suspend the \
    service may also list the reader twice, until it is restarted.
    """

  var source: EvidenceSource { .fprintd }

  func check(_ context: QuirkContext) -> Finding {
    guard let bus = context.systemBus else {
      return .noBus("system", for: "fprintd")
    }
    do throws(DBusError) {
      return compared(try Self.seen(on: bus, context), on: context)
    } catch {
      return .unanswered("fprintd", error)
    }
  }

  /// The fingers that are gone are shown to their readers again.
  func changes(on context: QuirkContext) throws -> [any Change] {
    let finding = check(context)
    guard finding.remedy == .fix, let bus = context.systemBus,
      let directory = context.stateDirectory
    else {
      throw finding.remedy.map(FixError.takesMore)
        ?? .notOurs(.seen(finding.evidence))
    }
    let memory = try FingerprintMemory(in: directory)
    return try Self.seen(on: bus, context).flatMap { look -> [any Change] in
      guard case .knows(let fingers) = look.answer else { return [] }
      return memory.missing(from: fingers, on: look.reader).map {
        FingerEnrolment($0, reader: look.reader)
      }
    }
  }

  /// Returns what each reader answers.
  private static func seen(
    on bus: Bus, _ context: QuirkContext
  ) throws(DBusError) -> [Seen] {
    try context.readers(on: bus).map { answers in
      do throws(DBusError) {
        let fingers = try answers.fingers.get()
        if let refusal = answers.refusal { throw refusal }
        return Seen(reader: answers.reader.name, .knows(fingers))
      } catch {
        return Seen(reader: answers.reader.name, Seen.Answer(error))
      }
    }
  }

  /// A reader's answer.
  struct Seen: Equatable {
    enum Answer: Equatable {
      case knows([String])
      case refuses(DBusError)
      case fails(DBusError)

      init(_ error: DBusError) {
        self = error.name == .permissionDenied ? .refuses(error) : .fails(error)
      }
    }

    let reader: String
    let answer: Answer

    init(reader: String, _ answer: Answer) {
      self.reader = reader
      self.answer = answer
    }
  }

  /// Compares with what was remembered.
  private func compared(_ seen: [Seen], on context: QuirkContext) -> Finding {
    var memory = FingerprintMemory()
    var complaint: [Evidence] = []
    if let directory = context.stateDirectory {
      do throws(FingerprintMemory.Flaw) {
        memory = try FingerprintMemory(in: directory)
      } catch {
        switch error {
        case .damaged(let path): complaint = [.fingerprints(.memoryDamaged(path))]
        case .file(let path, let reason):
          complaint = [.fingerprints(.memoryUnreadable(path, reason))]
        }
      }
    }
    let finding = Self.finding(seen, memory, unreadable: StoredPrint.all(on: context))
    // Without what is remembered a finger that is gone is not missed.
    guard finding.verdict == .fine, !complaint.isEmpty else {
      return Finding(finding.verdict, finding.evidence + complaint, remedy: finding.remedy)
    }
    return Finding(.unknown, complaint + finding.evidence, remedy: finding.remedy)
  }

  static func finding(
    _ seen: [Seen], _ memory: FingerprintMemory, unreadable prints: [StoredPrint]
  ) -> Finding {
    let foreign = prints.filter { !$0.isReadable }.map {
      FingerprintEvidence.foreignPrint(path: $0.path, finger: $0.finger)
    }
    // It may have another name since an upgrade of its driver, or not be plugged in.
    let lost = memory.fingers.keys.sorted()
      .filter { name in !seen.contains { $0.reader == name } }
      .map { FingerprintEvidence.readerIsGone($0) }
    guard !seen.isEmpty else {
      return Finding(.notApplicable, ([.noReader] + lost + foreign).map { .fingerprints($0) })
    }
    // A reader that came back from suspend twice: one of its objects leads nowhere.
    for look in seen {
      guard case .fails(let error) = look.answer,
        seen.filter({ $0.reader == look.reader }).count > 1
      else { continue }
      return Finding(
        .affected,
        [.fingerprints(.readerIsTwice(look.reader, error))],
        remedy: .run("sudo systemctl restart fprintd.service"))
    }
    var gone: [FingerprintEvidence] = []
    var kept: [FingerprintEvidence] = []
    var unknown: [FingerprintEvidence] = []
    var isNew = false
    for look in seen {
      switch look.answer {
      case .knows(let fingers):
        let missing = memory.missing(from: fingers, on: look.reader)
        gone += missing.map { .forgot(reader: look.reader, finger: $0) }
        isNew = isNew || !memory.fingers[look.reader, default: []].isSuperset(of: fingers)
        kept.append(.knows(reader: look.reader, fingers))
      case .refuses(let error), .fails(let error):
        unknown.append(.doesNotTell(reader: look.reader, error))
      }
    }
    if !gone.isEmpty || !foreign.isEmpty {
      // Whose the foreign ones are can't be told from the reader.
      let finger = prints.first { !$0.isReadable }?.finger ?? ""
      return Finding(
        .affected, (gone + foreign + unknown + lost).map { .fingerprints($0) },
        remedy: gone.isEmpty ? .enrol(finger: finger) : .fix)
    }
    guard unknown.isEmpty else {
      return Finding(.unknown, (unknown + kept + lost).map { .fingerprints($0) })
    }
    return Finding(
      .fine, (kept + lost).map { .fingerprints($0) },
      remedy: isNew ? .listFingers : nil)
  }
}
