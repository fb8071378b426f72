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
    service may also have the reader twice, until it is restarted.
    """

  func check(_ context: QuirkContext) -> Finding {
    guard let bus = context.systemBus else {
      return .noBus("system", for: "fprintd")
    }
    do throws(DBusError) {
      return compared(try Self.seen(on: bus), on: context)
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
        ?? .notOurs(finding.evidence.joined(separator: "; "))
    }
    let memory = try FingerprintMemory(in: directory)
    return try Self.seen(on: bus).flatMap { look -> [any Change] in
      guard case .knows(let fingers) = look.answer else { return [] }
      return memory.missing(from: fingers, on: look.reader).map {
        FingerEnrolment($0, reader: look.reader)
      }
    }
  }

  /// What each reader answers.
  private static func seen(on bus: Bus) throws(DBusError) -> [Seen] {
    let limit = QuirkContext.patience
    let fprint = Fprint(try Connection(bus, within: limit))
    let readers = try fprint.readers(within: limit)
    return readers.map { reader in
      do throws(DBusError) {
        let fingers = try fprint.fingers(on: reader, within: limit)
        // An object whose reader has gone still lists the fingers of its files: only whether it
        // opens tells. Asked of one reader alone it would get in the way of an unlocking.
        if readers.count(where: { $0.name == reader.name }) > 1 {
          try fprint.open(reader, within: limit)
        }
        return Seen(reader: reader.name, .knows(fingers))
      } catch {
        return Seen(reader: reader.name, Seen.Answer(error))
      }
    }
  }

  /// What a reader answered.
  struct Seen: Equatable {
    enum Answer: Equatable {
      case knows([String])
      case refuses(String)
      case fails(String)

      init(_ error: DBusError) {
        self = error.name == .permissionDenied ? .refuses("\(error)") : .fails("\(error)")
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
    var complaint: [String] = []
    if let directory = context.stateDirectory {
      do throws(FingerprintMemory.Flaw) {
        memory = try FingerprintMemory(in: directory)
      } catch {
        complaint = ["what was there before is not known: \(error)"]
      }
    }
    let finding = Self.finding(seen, memory, unreadable: StoredPrint.all(on: context))
    return Finding(finding.verdict, finding.evidence + complaint, remedy: finding.remedy)
  }

  static func finding(
    _ seen: [Seen], _ memory: FingerprintMemory, unreadable prints: [StoredPrint]
  ) -> Finding {
    let foreign = prints.filter { !$0.isReadable }.map {
      "\($0.path) (\($0.finger)) is in a format that libfprint does not read any more"
    }
    // It may have another name since an upgrade of its driver, or not be plugged in.
    let lost = memory.fingers.keys.sorted()
      .filter { name in !seen.contains { $0.reader == name } }
      .map { "\($0) knew fingers, and is not there now" }
    guard !seen.isEmpty else {
      return Finding(.notApplicable, ["there is no fingerprint reader"] + lost + foreign)
    }
    // A reader that came back from suspend twice: one of its objects leads nowhere.
    for look in seen {
      guard case .fails(let why) = look.answer, seen.filter({ $0.reader == look.reader }).count > 1
      else { continue }
      return Finding(
        .affected,
        ["the service has \(look.reader) more than once, and one of them does not open: \(why)"],
        remedy: .run("sudo systemctl restart fprintd.service"))
    }
    var gone: [String] = []
    var kept: [String] = []
    var unknown: [String] = []
    var isNew = false
    for look in seen {
      switch look.answer {
      case .knows(let fingers):
        let missing = memory.missing(from: fingers, on: look.reader)
        gone += missing.map { "\(look.reader) knew \($0), and does not know it any more" }
        isNew = isNew || !memory.fingers[look.reader, default: []].isSuperset(of: fingers)
        kept.append(
          "\(look.reader) knows "
            + (fingers.isEmpty ? "no finger" : fingers.joined(separator: ", ")))
      case .refuses(let why), .fails(let why):
        unknown.append("\(look.reader) does not tell its fingers: \(why)")
      }
    }
    if !gone.isEmpty || !foreign.isEmpty {
      // Whose the foreign ones are can't be told from the reader.
      let finger = prints.first { !$0.isReadable }?.finger ?? ""
      return Finding(
        .affected, gone + foreign + unknown + lost,
        remedy: gone.isEmpty ? .enrol(finger: finger) : .fix)
    }
    guard !kept.isEmpty else { return Finding(.unknown, unknown + lost) }
    return Finding(.fine, kept + unknown + lost, remedy: isNew ? .listFingers : nil)
  }
}
