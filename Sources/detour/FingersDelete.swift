import ArgumentParser
import DBus
import Quirks
import Tool

struct FingersDelete: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Deletes a finger from a reader for good.",
    discussion: """
      Examples:
        detour fingers delete left-thumb
      """)

  @Argument(help: "The finger, such as left-thumb.") var finger: String

  @Option(help: ArgumentHelp("Part of the reader's name.", valueName: "name"))
  var reader: String?

  func run() throws {
    try FingerprintSession.check(finger)
    let desk = try FingerprintSession()
    let reader = try desk.reader(reader)
    guard try desk.fprint.fingers(on: reader).contains(finger) else {
      throw CommandError("\(visible(reader.name)) does not know \(finger)")
    }
    do {
      try desk.delete(finger, on: reader)
    } catch let error as DeletionError {
      throw CommandError("could not delete \(finger): \(error)")
    }
  }
}

struct FingersForget: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Stops reporting a finger as missing.",
    discussion: """
      Examples:
        detour fingers forget left-thumb
      """)

  @Argument(help: "The finger, such as left-thumb.") var finger: String

  func run() throws {
    try FingerprintSession.check(finger)
    let directory = Directories().state
    let before = try FingerprintMemory(in: directory)
    var memory = before
    for reader in before.fingers.keys { memory.forget(finger, on: reader) }
    guard memory != before else { throw CommandError("\(finger) is not remembered of any reader") }
    try memory.save(in: directory)
  }
}
