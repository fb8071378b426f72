import ArgumentParser
import Quirks
import Tool

struct FingersEnrol: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol",
    abstract: "Leads through showing fingers to a reader.",
    discussion: """
      Without a finger's name it takes those that the reader knew and has forgotten. What it \
      prints is a line for each touch. detour undo fingers makes the reader forget them again.

      EXAMPLES
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
    try fingers.forEach(FingerprintDesk.check)
    guard (1...3600).contains(patience) else {
      throw CommandError.usage("--patience is a number of seconds from 1 to 3600, not \(patience)")
    }
    let desk = try FingerprintDesk()
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
