import ArgumentParser
import Quirks
import Tool

struct FingersEnrol: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol",
    abstract: "Guides you through enrolling fingers.",
    discussion: """
      Without a name it enrols the fingers that the reader has forgotten. Each touch is a line of \
      output. detour undo fingers deletes what was enrolled.

      Examples:
        detour fingers enrol
        detour fingers enrol right-index-finger left-index-finger
      """,
    aliases: ["enroll"])

  @Argument(
    help: "The fingers; what was forgotten when none is named.",
    completion: .list(Fprint.allFingers))
  var fingers: [String] = []

  @Option(help: ArgumentHelp("Part of the reader's name.", valueName: "name"))
  var reader: String?

  @Option(help: ArgumentHelp("How long to wait for a touch.", valueName: "seconds"))
  var patience = 60

  func run() throws {
    try fingers.forEach(FingerprintSession.check)
    guard (1...3600).contains(patience) else {
      throw CommandError.usage("--patience is a number of seconds from 1 to 3600, not \(patience)")
    }
    let desk = try FingerprintSession()
    var work: [(String, String?)] = fingers.map { ($0, reader) }
    if fingers.isEmpty {
      let memory = try desk.memory
      for reader in try reader.map({ [try desk.reader($0)] }) ?? desk.readers {
        let known = try desk.fprint.fingers(on: reader)
        work += memory.missing(from: known, on: reader.name).map { ($0, reader.name) }
      }
      guard !work.isEmpty else {
        throw CommandError(
          "nothing is known to be forgotten: name the finger, such as detour fingers enrol right-index-finger"
        )
      }
    }
    try desk.enrol(work, as: "fingers", patience: .seconds(patience))
  }
}
