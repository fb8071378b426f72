import Support
import System
import Testing

/// The logind of newer Debians: 257, the first with block-weak, and today's.
@Suite(.serialized) struct LidctlNewerTests {
  static let trixie = Result { try LoginRig(suite: "trixie") }
  static let forky = Result { try LoginRig(suite: "forky") }

  private func rig(_ suite: String) throws -> LoginRig {
    let rig = try (suite == "trixie" ? Self.trixie : Self.forky).get()
    try rig.reset()
    return rig
  }

  @Test(arguments: ["trixie", "forky"])
  func `keeps the lid from suspending`(suite: String) throws {
    let rig = try rig(suite)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
    // The machine wakes up first.
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })

    let locker = try rig.startLocker()
    defer { locker.stop() }
    let on = try rig.run(["lidctl", "on"])
    #expect(on == Outcome(output: "closing the lid locks the screen, and nothing else\n"))
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    #expect(try rig.run(["lidctl", "status"]).output.contains("(it is closed now)"))
    try rig.set(.lid, false)
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    // This logind tells of its lid itself, so that nothing is looked at.
    #expect(try eventually { try rig.inhibitors().allSatisfy { !$0.contains("lidctl") } })
  }

  /// A lid that is open again at once was not closed for anybody.
  @Test(arguments: ["trixie", "forky"])
  func `leaves a lid that twitches alone`(suite: String) throws {
    let rig = try rig(suite)
    let locker = try rig.startLocker()
    defer { locker.stop() }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let wasBrief = try eventually {
      if try rig.twitchLid() < .milliseconds(150) { return true }
      sleep(for: .milliseconds(600))
      try rig.unlock()
      return false
    }
    #expect(wasBrief)
    sleep(for: .milliseconds(600))
    #expect(try !rig.isLocked())
    // It sees the lid all the same.
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    try rig.set(.lid, false)
    #expect(try rig.run(["lidctl", "off"]).code == 0)
  }

  @Test(arguments: ["trixie", "forky"])
  func `takes weak locks`(suite: String) throws {
    let rig = try rig(suite)
    let hold = try rig.start(["lidctl", "run", "--mode", "block-weak", "--", "sleep", "60"])
    try hold.ready { try rig.inhibitors().contains { $0.hasSuffix("block-weak") } }
    try rig.set(.lid, true)
    #expect(rig.staysAwake())
    try rig.set(.lid, false)
    let status = try rig.run(["lidctl", "status", "--json"])
    #expect(status.output.contains("\"mode\":\"block-weak\""), "\(status)")
    hold.stop()
  }

  @Test(arguments: ["trixie", "forky"])
  func `takes a lock of each kind`(suite: String) throws {
    let rig = try rig(suite)
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
    let hold = try rig.start([
      "lidctl", "run", "--what", "sleep:lid", "--who", "me", "--why", "because", "--", "sleep",
      "60",
    ])
    try hold.ready { try rig.inhibitors().count { $0.contains(" because ") } == 2 }
    hold.stop()
    #expect(try eventually { try rig.inhibitors().allSatisfy { !$0.contains(" because ") } })
  }

  /// Where polkit would ask for a password, and there is nobody to type it.
  @Test(arguments: ["trixie", "forky"])
  func `says that a password is wanted`(suite: String) throws {
    let rig = try rig(suite)
    let outcome = try rig.run(
      ["lidctl", "run", "--what", "sleep", "--", "true"], in: .system)
    #expect(
      outcome
        == Outcome(
          error: "lidctl: cannot hold sleep: polkit wants a password for "
            + "org.freedesktop.login1.inhibit-block-sleep, and there was nobody to ask: start it in "
            + "your session or on a terminal\n", code: 1))
  }

  /// Asleep until something happens, with a logind that tells of its lid.
  @Test func `does not wake up`() throws {
    let rig = try LoginRig(upower: false, suite: "trixie")
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    #expect(try comesToRest("lidctl", in: rig))
  }
}
