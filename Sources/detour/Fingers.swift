import ArgumentParser
import DBus
import Quirks
import Tool

struct Fingers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists, enrols and deletes the fingers of fingerprint readers.",
    discussion: """
      Examples:
        detour fingers                              which fingers are known, and which are gone
        detour fingers enrol                        enrol again what the reader has forgotten
        detour fingers enrol right-index-finger
        detour fingers delete left-thumb
      """,
    subcommands: [FingersList.self, FingersEnrol.self, FingersDelete.self, FingersForget.self],
    defaultSubcommand: FingersList.self)
}

/// The service, its readers, and what was remembered of them.
struct FingerprintSession {
  let fprint: Fprint
  let readers: [Fprint.Reader]
  private let fixer = Fixer(.current)

  init() throws {
    guard let bus = QuirkContext.current.systemBus else {
      throw CommandError("there is no system bus")
    }
    do throws(DBusError) {
      fprint = Fprint(try Connection(bus))
      readers = try fprint.readers()
    } catch {
      throw CommandError(
        error.name == .serviceUnknown
          ? "the service for fingerprints is not installed: install fprintd"
          : "the service for fingerprints does not answer: \(error)")
    }
    guard !readers.isEmpty else { throw CommandError("there is no fingerprint reader") }
  }

  var memory: FingerprintMemory {
    get throws { try FingerprintMemory(in: Directories().state) }
  }

  func save(_ memory: FingerprintMemory) throws { try memory.save(in: Directories().state) }

  /// Guides the user through enrolling fingers, each with part of its reader's name.
  ///
  /// - Parameter name: what undoes it.
  func enrol(
    _ fingers: [(String, String?)], as name: String, patience: Duration = .seconds(60)
  ) throws {
    for (finger, part) in fingers {
      let reader = try reader(part)
      let act = reader.way == "swipe" ? "swipe it over" : "put it on"
      try write("\(finger): \(act) \(visible(reader.name))\n")
      do {
        try fixer.enrol(
          finger, on: reader, of: fprint, as: name, time: now, patience: patience
        ) { step in
          let count = step.stages > 0 ? "\(step.passed) of \(step.stages)" : "\(step.passed)"
          try write("  \(count): \(visible(step.result.advice))\n")
        }
      } catch let error as EnrolmentError {
        throw CommandError(
          "could not enrol \(finger) on \(reader.name): \(error); nothing was changed")
      }
    }
    // Now there is a finger to ask for.
    if !fingers.isEmpty,
      try Journal(in: Directories().state).entries.contains(where: { $0.name == Fprint.loginQuirk })
    {
      try undo(Fprint.loginQuirk, force: false)
    }
  }

  func delete(_ finger: String, on reader: Fprint.Reader) throws {
    try fixer.delete(finger, on: reader, of: fprint)
  }

  /// The reader whose name has `part` in it; the first when nothing is asked for.
  func reader(_ part: String?) throws -> Fprint.Reader {
    let whole = readers.first { $0.name == part }
    guard let found = whole ?? readers.first(where: { part.map($0.name.contains) ?? true }) else {
      throw CommandError(
        "there is no reader \"\(part ?? "")\"; there are "
          + readers.map(\.name).joined(separator: ", "))
    }
    return found
  }

  static func check(_ finger: String) throws {
    guard Fprint.allFingers.contains(finger) else {
      throw CommandError.usage(
        "there is no finger \"\(finger)\"; there are \(Fprint.allFingers.joined(separator: ", "))")
    }
  }
}

struct FingersList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Says for each reader which fingers it knows, and which it has forgotten.")

  func run() throws {
    let desk = try FingerprintSession()
    var memory = try desk.memory
    for reader in desk.readers {
      let known = try desk.fprint.fingers(on: reader)
      for finger in known { try write("known  \(finger)  \(visible(reader.name))\n") }
      for finger in memory.missing(from: known, on: reader.name) {
        try write("gone   \(finger)  \(visible(reader.name))\n")
      }
      memory.add(known, on: reader.name)
    }
    if try desk.readers.allSatisfy({ try desk.fprint.fingers(on: $0).isEmpty }),
      memory.fingers.isEmpty
    {
      for reader in desk.readers { try write("no fingers are known to \(visible(reader.name))\n") }
    }
    if try memory != desk.memory { try desk.save(memory) }
  }
}
