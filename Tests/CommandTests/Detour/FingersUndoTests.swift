import Foundation
import Support
import Testing

/// What detour enrols can be taken back like all else, by fprintd itself.
@Suite struct FingersUndoTests {
  static let reader = FingersTests.reader
  static let change = "enrol right-index-finger on \(reader)"

  private func detour(_ reader: FingerprintReader, _ words: String...) throws -> Outcome {
    try reader.command(["detour"] + words)
  }

  /// A reader that has forgotten a finger which detour knows of, has been shown it again by the
  /// fix, and has one more that somebody else enrolled.
  private func fixed() throws -> FingerprintReader {
    let reader = try FingerprintReader()
    try reader.enrolItself("right-index-finger")
    #expect(try detour(reader, "fingers").code == 0)
    #expect(try detour(reader, "check", "fingerprints-forgotten").code == 0)
    for file in try reader.prints { try FileManager.default.removeItem(atPath: file) }
    #expect(try detour(reader, "check", "fingerprints-forgotten").code == 1)
    let fix = try reader.start(["detour", "fix", "fingerprints-forgotten"])
    #expect(try fix.line() == Self.change)
    _ = try fix.line()
    for _ in 1...5 { _ = try reader.touch("right-index", heardBy: fix) }
    #expect(try fix.line().hasPrefix("fingerprints-forgotten is fine: "))
    #expect(try fix.line() == "exit 0")
    try reader.enrolItself("left-thumb")
    return reader
  }

  @Test func `takes back just what the fix enrolled`() throws {
    let reader = try fixed()
    let status = try detour(reader, "status").output.split(separator: "\n")
    #expect(status[0].hasPrefix("fingerprints-forgotten  20"))
    #expect(status[0].hasSuffix("  " + Self.change))
    #expect(try detour(reader, "status", "--json").output.contains("\"before\":\"missed\""))
    #expect(
      try detour(reader, "undo", "fingerprints-forgotten")
        == Outcome(output: "undone: \(Self.change)\n"))
    #expect(try !reader.listed.contains("right-index-finger"))
    #expect(try reader.listed.contains("left-thumb"))
    // As it was before: the finger is missed again.
    let check = try detour(reader, "check", "fingerprints-forgotten")
    #expect(check.code == 1)
    #expect(check.output.contains("knew right-index-finger, and does not know it any more"))
  }

  @Test func `is part of undoing all`() throws {
    let reader = try fixed()
    #expect(
      try detour(reader, "undo", "--all")
        == Outcome(
          output: """
            undone: \(Self.change)
            undone: remember fingers in \(reader.state)/fingerprints

            """))
    #expect(try !reader.listed.contains("right-index-finger"))
    #expect(try reader.listed.contains("left-thumb"))
    #expect(try detour(reader, "status").output == "detour has changed nothing\n")
  }

  /// Somebody else has deleted it: there is nothing to take back, and that is said.
  @Test func `says that somebody has deleted it`() throws {
    let reader = try fixed()
    #expect(try run(["fprintd-delete", NSUserName()], variables: reader.variables).code == 0)
    #expect(
      try detour(reader, "undo", "fingerprints-forgotten")
        == Outcome(output: "undone already: \(Self.change)\n"))
    #expect(try !detour(reader, "status").output.contains("enrol"))
  }

  /// What was enrolled and deleted by detour is nobody's to undo: the next one is somebody else's.
  @Test func `does not take what somebody else enrols afterwards`() throws {
    let reader = try fixed()
    #expect(try detour(reader, "fingers", "delete", "right-index-finger").code == 0)
    #expect(try !detour(reader, "status").output.contains("enrol"))
    try reader.enrolItself("right-index-finger")
    #expect(try detour(reader, "undo", "--all").code == 0)
    #expect(try reader.listed.contains("right-index-finger"))
  }

  /// What is enrolled without having been missed is not missed when it is taken back.
  @Test func `takes back what was asked for`() throws {
    let reader = try FingerprintReader()
    #expect(try FingersTests.enrol(["right-index-finger"], at: reader).last == "exit 0")
    let again = try detour(reader, "fingers", "enrol", "right-index-finger")
    #expect(again.code == 1)
    #expect(
      again.error
        == "detour: could not \(Self.change): the reader knows it: detour fingers delete right-index-finger makes room for another; nothing was changed\n"
    )
    #expect(
      try detour(reader, "undo", "fingers") == Outcome(output: "undone: \(Self.change)\n"))
    #expect(try reader.listed.contains("has no fingers enrolled"))
    #expect(try detour(reader, "check", "fingerprints-forgotten").code == 0)
  }

  /// One that is broken off leaves nothing to undo.
  @Test func `writes nothing down of what was broken off`() throws {
    let reader = try FingerprintReader()
    do {
      let talk = try Conversation(
        [product("detour"), "fingers", "enrol", "left-thumb"], variables: reader.variables)
      _ = try talk.line()
      _ = try reader.touch("left-thumb", heardBy: talk)
    }
    #expect(try detour(reader, "status").output == "detour has changed nothing\n")
    let ended = try detour(reader, "fingers", "enrol", "left-thumb", "--patience", "1")
    #expect(ended.code == 1)
    #expect(ended.error.contains(": nobody touched the reader; "), "\(ended)")
    #expect(try detour(reader, "status").output == "detour has changed nothing\n")
  }

  /// What can't be taken back now stays written down, and one line says why.
  @Test func `says why it cannot`() throws {
    let reader = try fixed()
    try reader.allow(false)
    let refused = try detour(reader, "undo", "fingerprints-forgotten")
    #expect(refused.code == 1)
    #expect(refused.error.filter { $0 == "\n" }.count == 1)
    #expect(
      refused.error.hasPrefix("detour: could not undo \"\(Self.change)\": "))
    #expect(
      refused.error.hasSuffix("; detour undo fingerprints-forgotten continues from there\n"),
      "\(refused)")
    try reader.allow(true)
    #expect(try detour(reader, "undo", "fingerprints-forgotten").code == 0)
    #expect(try !reader.listed.contains("right-index-finger"))
  }
}
