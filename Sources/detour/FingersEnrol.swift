import ArgumentParser
import DBus
import Quirks
import Tool

struct FingersEnrol: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol",
    abstract: "Leads through showing fingers to a reader.",
    discussion: """
      Without a finger's name it takes those that the reader knew and has forgotten. What it \
      prints is a line for each touch.

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
      throw Misuse("--patience is a number of seconds from 1 to 3600, not \(patience)")
    }
    let desk = try FingerprintDesk()
    var memory = try desk.memory
    var work: [(Fprint.Reader, [String])] = []
    if fingers.isEmpty {
      for reader in try reader.map({ [try desk.reader($0)] }) ?? desk.readers {
        let known = try desk.fprint.fingers(on: reader)
        work.append((reader, memory.missing(from: known, on: reader.name)))
      }
      guard work.contains(where: { !$0.1.isEmpty }) else {
        throw Problem(
          "nothing is known to be forgotten: name the finger, such as detour fingers enrol right-index-finger"
        )
      }
    } else {
      work = [(try desk.reader(reader), fingers)]
    }
    for (reader, fingers) in work {
      for finger in fingers {
        try enrol(finger, on: reader, at: desk)
        memory.add([finger], on: reader.name)
        try desk.save(memory)
      }
    }
  }

  private func enrol(
    _ finger: String, on reader: Fprint.Reader, at desk: FingerprintDesk
  ) throws {
    let act = reader.way == "swipe" ? "swipe it over" : "put it on"
    try write("\(finger): \(act) \(visible(reader.name))\n")
    do {
      try desk.fprint.enrol(finger, on: reader, patience: .seconds(patience)) { step in
        let count = step.stages > 0 ? "\(step.passed) of \(step.stages)" : "\(step.passed)"
        try write("  \(count): \(visible(step.result.advice))\n")
      }
    } catch let failure as EnrolmentFailure {
      throw Problem("\(finger): \(failure)")
    }
  }
}
