import Foundation
import Support
import Testing

/// Against fprintd itself and libfprint's virtual reader.
@Suite struct FingersTests {
  static let reader = "Virtual device for debugging"

  /// Shows a finger to the reader as often as it wants, and gives what was said.
  static func enrol(
    _ arguments: [String], at reader: FingerprintReader, finger: String = "right-index",
    stages: Int = 5
  ) throws -> [String] {
    let talk = try reader.start(["detour", "fingers", "enrol"] + arguments)
    var lines = [try talk.line()]
    for _ in 0..<stages {
      lines.append(try reader.touch(finger, heardBy: talk))
    }
    lines.append(try talk.line())
    return lines
  }

  static func check(_ reader: FingerprintReader) throws -> Outcome {
    try reader.command(["detour", "check", "fingerprints-forgotten"])
  }

  /// A program keeps the reader, as after a suspend; what the remedy does releases it.
  @Test func `finds a reader that is not released`() throws {
    let reader = try FingerprintReader()
    func check() throws -> Outcome {
      try reader.command(["detour", "check", "fingerprint-claimed"])
    }
    #expect(try check().output.hasPrefix("fine"))
    // Looking has not claimed it for good.
    #expect(try check().code == 0)
    let holder = try reader.hold()
    let taken = try check()
    #expect(taken.code == 1)
    #expect(taken.output.contains("another program has claimed \(Self.reader)"), "\(taken)")
    #expect(taken.output.contains("→ sudo systemctl restart fprintd.service"))
    try reader.restart()
    #expect(try check().output.hasPrefix("fine"))
    withExtendedLifetime(holder) {}
  }

  @Test func `finds what was forgotten and shows it again`() throws {
    let reader = try FingerprintReader()
    let before = try Self.check(reader)
    #expect(before.code == 0, "\(before)")
    #expect(before.output.contains("\(Self.reader) knows no finger"))
    #expect(
      try reader.command(["detour", "fingers"]).output
        == "no fingers are known to \(Self.reader)\n")

    #expect(
      try Self.enrol(["right-index-finger"], at: reader) == [
        "right-index-finger: swipe it over \(Self.reader)",
        "  1 of 5: good; lift the finger and put it on again",
        "  2 of 5: good; lift the finger and put it on again",
        "  3 of 5: good; lift the finger and put it on again",
        "  4 of 5: good; lift the finger and put it on again",
        "  5 of 5: done", "exit 0",
      ])
    #expect(try reader.listed.contains("right-index-finger"))
    #expect(try Self.check(reader).output.contains("\(Self.reader) knows right-index-finger"))

    // What an older version of the service left: it says of it only that there are no fingers.
    let file = try #require(try reader.prints.first)
    try Data("FP1 from before\n".utf8).write(to: URL(filePath: file))
    #expect(try reader.listed.contains("has no fingers enrolled"))
    let forgotten = try Self.check(reader)
    #expect(forgotten.code == 1)
    #expect(
      forgotten.output.contains(
        "\(Self.reader) knew right-index-finger, and does not know it any more"))
    #expect(forgotten.output.contains("→ detour fix fingerprints-forgotten"))
    #expect(
      try reader.command(["detour", "fingers"]).output
        == "gone   right-index-finger  \(Self.reader)\n")

    // The fix leads through showing it again.
    let change = "enrol right-index-finger on \(Self.reader)"
    #expect(
      try reader.command(["detour", "fix", "fingerprints-forgotten", "--dry-run"])
        == Outcome(output: change + "\n"))
    let fix = try reader.start(["detour", "fix", "fingerprints-forgotten"])
    #expect(try fix.line() == change)
    #expect(try fix.line() == "right-index-finger: swipe it over \(Self.reader)")
    for stage in 1...5 {
      #expect(
        try reader.touch("right-index", heardBy: fix).hasPrefix("  \(stage) of 5: "))
    }
    #expect(
      try fix.line()
        == "fingerprints-forgotten is fine: \(Self.reader) knows right-index-finger")
    #expect(try fix.line() == "exit 0")
    #expect(try reader.listed.contains("right-index-finger"))
    #expect(try Self.check(reader).code == 0)
  }

  /// A reader with a memory of its own has the finger under another name.
  @Test func `says that the reader has the finger already`() throws {
    let reader = try FingerprintReader("FP_VIRTUAL_DEVICE_STORAGE")
    #expect(
      try Self.enrol(["right-index-finger"], at: reader, stages: 6).last == "exit 0")
    let talk = try reader.start(["detour", "fingers", "enrol", "left-thumb"])
    _ = try talk.line()
    var said = [try reader.touch("right-index", heardBy: talk)]
    while !said[said.count - 1].hasPrefix("exit") { said.append(try talk.line()) }
    #expect(said.last == "exit 1")
    #expect(said.contains { $0.contains("the reader has this finger already") }, "\(said)")
    #expect(try !reader.listed.contains("left-thumb"))
  }

  /// Fingerprint login is switched on, and no finger is enrolled: switched off it asks for none.
  @Test func `switches a login off that nothing can answer`() throws {
    let reader = try FingerprintReader()
    let session = try DesktopSession()
    let bus = ["DBUS_SYSTEM_BUS_ADDRESS": Optional(reader.address)]
    func detour(_ words: String...) throws -> Outcome {
      try session.command(["detour"] + words + ["fingerprint-login-unused"], bus)
    }
    let login = "gsettings get org.gnome.login-screen enable-fingerprint-authentication"
    #expect(try session.shell(login) == "true\n")
    #expect(try reader.listed.contains("has no fingers enrolled"))
    let check = try detour("check")
    #expect(check.code == 1)
    #expect(check.output.contains("no finger of yours is enrolled on \(Self.reader)"), "\(check)")
    let fix = try detour("fix", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(try session.shell(login) == "false\n")
    #expect(try detour("check").output.hasPrefix("fixed"))
    #expect(try detour("undo").code == 0)
    #expect(try session.shell(login) == "true\n")
    #expect(try Self.enrol(["right-index-finger"], at: reader).last == "exit 0")
    #expect(try detour("check").output.hasPrefix("fine"))
  }

  /// nixpkgs#561267: the login is off by our fix, and then there is a finger to ask for.
  @Test func `takes its fix back when there is a finger`() throws {
    let login = "gsettings get org.gnome.login-screen enable-fingerprint-authentication"
    for isOurs in [true, false] {
      let reader = try FingerprintReader()
      let session = try DesktopSession()
      let bus = ["DBUS_SYSTEM_BUS_ADDRESS": Optional(reader.address)]
      func detour(_ words: String...) throws -> Outcome {
        try session.command(["detour"] + words + ["fingerprint-login-unused"], bus)
      }
      #expect(try detour("fix", "--yes").code == 0)
      #expect(try session.shell(login) == "false\n")
      if isOurs {
        let talk = try Conversation(
          [product("detour"), "fingers", "enrol", "right-index-finger"],
          variables: session.variables.merging(bus) { $1 })
        _ = try talk.line()
        for _ in 0..<5 { _ = try reader.touch("right-index", heardBy: talk) }
        #expect(try talk.line().hasPrefix("undone: "))
      } else {
        // Another program enrols it, and the check says by whom the login is off.
        try reader.enrolItself("right-index-finger")
        let check = try detour("check")
        #expect(check.code == 1)
        #expect(
          check.output.contains("and the fix still keeps the login from asking"), "\(check)")
        #expect(check.output.contains("→ detour undo fingerprint-login-unused"))
        #expect(try detour("undo").code == 0)
      }
      #expect(try session.shell(login) == "true\n")
      #expect(try detour("check").output.hasPrefix("fine"))
    }
  }

  @Test func `explains a touch that was not clear`() throws {
    let reader = try FingerprintReader()
    let talk = try reader.start(["detour", "fingers", "enrol", "left-thumb"])
    _ = try talk.line()
    #expect(
      try reader.does("RETRY 1", heardBy: talk)
        == "  0 of 5: that was too short; once more, slower and further")
    #expect(
      try reader.touch("left-thumb", heardBy: talk)
        == "  1 of 5: good; lift the finger and put it on again")
    #expect(try reader.does("ERROR 0", heardBy: talk).hasPrefix("  1 of 5: "))
    #expect(try talk.line().hasPrefix("detour: could not enrol left-thumb on \(Self.reader): "))
    #expect(try talk.line() == "exit 1")
    #expect(try reader.prints == [])
    // The reader is free again.
    #expect(try Self.enrol(["left-thumb"], at: reader, finger: "left-thumb").last == "exit 0")
  }

  @Test func `deletes and forgets`() throws {
    let reader = try FingerprintReader()
    #expect(try Self.enrol(["right-index-finger"], at: reader).last == "exit 0")
    let deleted = try reader.command(["detour", "fingers", "delete", "right-index-finger"])
    #expect(deleted == Outcome(), "\(deleted)")
    #expect(try reader.listed.contains("has no fingers enrolled"))
    // It was meant to go, and is not missed.
    #expect(try Self.check(reader).code == 0)

    #expect(try Self.enrol(["right-index-finger"], at: reader).last == "exit 0")
    for file in try reader.prints { try FileManager.default.removeItem(atPath: file) }
    #expect(try Self.check(reader).code == 1)
    #expect(try reader.command(["detour", "fingers", "forget", "right-index-finger"]).code == 0)
    #expect(try Self.check(reader).code == 0)
    #expect(
      try reader.command(["detour", "fingers", "enrol"]).error
        == "detour: nothing is known to be forgotten: name the finger, such as detour fingers enrol right-index-finger\n"
    )
  }

  @Test func `says why it cannot`() throws {
    let reader = try FingerprintReader()
    try reader.allow(false)
    let check = try Self.check(reader)
    #expect(check.code == 1)
    #expect(check.output.hasPrefix("unknown"))
    #expect(check.output.contains("does not tell its fingers"))
    let enrol = try reader.command(["detour", "fingers", "enrol", "left-thumb"])
    #expect(enrol.code == 1)
    #expect(
      enrol.error.hasPrefix(
        "detour: could not enrol left-thumb on \(Self.reader): the system does not let this session enrol fingers: "
      ), "\(enrol)")
    #expect(enrol.error.filter { $0 == "\n" }.count == 1)
    #expect(try reader.command(["detour", "fingers", "enrol", "left-toe"]).code == 2)
  }

  /// What is remembered is written, and so it is listed and can be taken back.
  @Test func `says what it remembers and forgets it`() throws {
    let reader = try FingerprintReader()
    try reader.enrolItself("left-thumb")
    // A check writes nothing; listing them remembers them.
    let check = try Self.check(reader)
    #expect(check.output.contains("\(Self.reader) knows left-thumb"))
    #expect(check.output.contains("→ detour fingers\n"))
    #expect(try reader.command(["detour", "status"]).output == "detour has changed nothing\n")
    #expect(!FileManager.default.fileExists(atPath: reader.state))
    #expect(
      try reader.command(["detour", "fingers"]).output == "known  left-thumb  \(Self.reader)\n")
    #expect(try !Self.check(reader).output.contains("→"))
    let status = try reader.command(["detour", "status"])
    #expect(status.output.hasPrefix("fingerprints-forgotten  20"))
    #expect(status.output.hasSuffix("  remember fingers in \(reader.state)/fingerprints\n"))
    let undo = try reader.command(["detour", "undo", "--all"])
    #expect(
      undo == Outcome(output: "undone: remember fingers in \(reader.state)/fingerprints\n"))
    #expect(
      try reader.command(["detour", "status"]).output == "detour has changed nothing\n")
    #expect(try reader.command(["detour", "undo", "fingerprints-forgotten"]).code == 1)
    // Not what others have enrolled.
    #expect(try reader.listed.contains("left-thumb"))
  }

  /// A memory that somebody has edited is neither believed nor written over.
  @Test func `keeps a broken memory`() throws {
    let reader = try FingerprintReader()
    try FileManager.default.createDirectory(
      atPath: reader.state, withIntermediateDirectories: true)
    let file = "\(reader.state)/fingerprints"
    try "detour fingerprints 1\nleft-toe\tx\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    let check = try Self.check(reader)
    #expect(check.code == 1)
    #expect(check.output.hasPrefix("unknown"), "\(check)")
    #expect(check.output.contains("is not as detour wrote it"))
    let list = try reader.command(["detour", "fingers"])
    #expect(list.code == 1)
    #expect(list.error.hasSuffix("repair it, or move it away to start again\n"), "\(list)")
    #expect(
      try String(contentsOfFile: file, encoding: .utf8) == "detour fingerprints 1\nleft-toe\tx\n")
  }
}
