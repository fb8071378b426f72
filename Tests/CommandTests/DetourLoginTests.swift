import Support
import Testing

/// The quirks of logind, against a real one with a lid, a display and sessions.
@Suite(.serialized) struct DetourLoginTests {
  /// A rig in which our commands are installed beside each other.
  private func rig(services: String = "") throws -> LoginRig {
    let rig = try LoginRig(services: services)
    try shell("cp '\(product("detour"))' '\(rig.commands)/detour'")
    return rig
  }

  private func holders(_ rig: LoginRig) throws -> [String] {
    try rig.inhibitors().filter { $0.contains("handle-lid-switch") }
  }

  @Test func theLidLocksOnceMended() throws {
    let rig = try rig()
    let locker = try rig.startLocker()
    let useless = try rig.start(["systemd-inhibit", "--who=player", "sleep", "600"])
    try useless.ready { try rig.inhibitors().contains { $0.contains("player") } }
    let check = try rig.run(["detour", "check", "lid-suspends"])
    #expect(check.code == 1)
    #expect(check.output.contains("nobody holds handle-lid-switch"), "\(check)")
    #expect(check.output.contains("player holds shutdown:sleep:idle, which does not stop the lid"))
    // As it says: the lid suspends.
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > 0 })
    try rig.set(.lid, false)
    try rig.unlock()

    let fix = try rig.run(["detour", "fix", "lid-suspends", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    #expect(try holders(rig).count == 1)
    #expect(try rig.run(["detour", "check", "lid-suspends"]).output.hasPrefix("mended"))
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake() && rig.suspends == before)
    // Undone under a closed lid it would suspend at once: that is not done behind one's back.
    let closed = try rig.run(["detour", "undo", "lid-suspends"])
    #expect(closed.code == 1)
    #expect(closed.error.contains("the lid is closed"), "\(closed)")
    #expect(closed.error.filter { $0 == "\n" }.count == 1)
    try rig.set(.lid, false)
    let undo = try rig.run(["detour", "undo", "lid-suspends"])
    #expect(undo.code == 0, "\(undo)")
    #expect(try eventually { try holders(rig).isEmpty })
    #expect(
      try rig.root("ls /run/home/.config/autostart 2>&1 || :").contains("detour-lid") == false)
    #expect(try rig.run(["detour", "check", "lid-suspends"]).code == 1)
    withExtendedLifetime((locker, useless)) {}
  }

  /// With the lid closed the display alone keeps the machine awake, until it goes into standby.
  @Test func theDisplaysStandbyDoesNotSuspendOnceMended() throws {
    let rig = try rig()
    let locker = try rig.startLocker()
    try rig.set(mains: true, battery: 80)
    let check = { try rig.run(["detour", "check", "display-standby-suspends"]) }
    #expect(try check().output.contains("the lid is open"))
    try rig.set(externalDisplay: true)
    try rig.set(.lid, true)
    let found = try check()
    #expect(found.code == 1)
    #expect(
      found.output.contains("only the display at card0-HDMI-A-1 keeps the machine awake"),
      "\(found)")
    #expect(rig.staysAwake())
    try rig.set(externalDisplay: false)
    #expect(eventually { rig.suspends > 0 })

    try rig.set(externalDisplay: true)
    let fix = try rig.run(["detour", "fix", "display-standby-suspends", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    #expect(try check().output.hasPrefix("mended"))
    let before = rig.suspends
    try rig.set(externalDisplay: false)
    #expect(rig.staysAwake(.seconds(1)) && rig.suspends == before)
    try rig.set(.lid, false)
    #expect(try rig.run(["detour", "undo", "display-standby-suspends"]).code == 0)
    #expect(try eventually { try holders(rig).isEmpty })
    withExtendedLifetime(locker) {}
  }

  /// A lock is as old as the file that logind has for it; the process may be much older.
  @Test func namesALockThatIsForgotten() throws {
    let rig = try rig()
    let lock = try rig.start([
      "systemd-inhibit", "--what=sleep", "--who=an old program", "--why=copying", "sleep", "600",
    ])
    try lock.ready { try rig.inhibitors().contains { $0.contains("an old program") } }
    #expect(try rig.run(["detour", "check", "stray-inhibitors"]).output.hasPrefix("fine"))
    try rig.root("touch -d '13 hours ago' /run/systemd/inhibit/*[0-9]")
    let check = try rig.run(["detour", "check", "stray-inhibitors"])
    #expect(check.code == 1)
    #expect(check.output.contains("an old program (process "), "\(check)")
    #expect(check.output.contains(") holds sleep for 13 hours: copying"))
    // The command that it prints ends the lock.
    let command = try #require(check.output.split(separator: "→ ").last)
    #expect(try rig.run(["sh", "-c", String(command)]).code == 0)
    #expect(
      try eventually { try rig.run(["detour", "check", "stray-inhibitors"]).code == 0 })
  }
}
