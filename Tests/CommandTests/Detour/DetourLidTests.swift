import Support
import Testing

/// The quirks of the lid, against a real logind with a lid and a display.
@Suite(.serialized) struct DetourLidTests {
  static let shared = Result { try LoginRig(commands: ["detour"]) }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
    try rig.root("rm -rf /run/home/.local/state/detour")
    try rig.set(externalDisplay: false)
    try rig.set(mains: true, battery: 80)
  }

  private func detour(_ words: String...) throws -> Outcome { try rig.run(["detour"] + words) }

  private func holders() throws -> [String] {
    try rig.inhibitors().filter { $0.contains("handle-lid-switch") }
  }

  @Test func `the lid locks once fixed`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    let useless = try rig.start(["systemd-inhibit", "--who=player", "sleep", "600"])
    defer { useless.stop() }
    try useless.ready { try rig.inhibitors().contains { $0.contains("player") } }
    let check = try rig.run(["detour", "check", "lid-suspends"])
    #expect(check.code == 1)
    #expect(check.output.contains("nobody holds handle-lid-switch"), "\(check)")
    #expect(check.output.contains("player holds shutdown:sleep:idle, which does not stop the lid"))
    // As it says: the lid suspends.
    var before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
    try rig.unlock()

    let fix = try rig.run(["detour", "fix", "lid-suspends", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    #expect(try holders().count == 1)
    #expect(try rig.run(["detour", "check", "lid-suspends"]).output.hasPrefix("fixed"))
    before = rig.suspends
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
    #expect(try eventually { try holders().isEmpty })
    #expect(
      try rig.root("ls /run/home/.config/autostart 2>&1 || :").contains("detour-lid") == false)
    #expect(try rig.run(["detour", "check", "lid-suspends"]).code == 1)
  }

  /// Locks that look like the right one: GNOME's own goes with the display (systemd#7137), and
  /// another lid daemon decides by itself (systemd#32196).
  @Test func `fixes nothing by a lock that passes`() throws {
    let passing = try rig.start([
      "systemd-inhibit", "--what=handle-lid-switch", "--who=gsd",
      "--why=External monitor attached or configuration changed recently", "sleep", "600",
    ])
    try passing.ready { try rig.inhibitors().contains { $0.contains("gsd") } }
    let check = try detour("check", "lid-suspends")
    #expect(check.code == 1)
    #expect(check.output.hasPrefix("affected"), "\(check)")
    #expect(check.output.contains(") holds it only while an external monitor is attached"))
    let fix = try detour("fix", "lid-suspends", "--yes")
    #expect(fix.code == 0, "\(fix)")
    passing.stop()
    #expect(try eventually { try !rig.inhibitors().contains { $0.contains("gsd") } })
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(rig.staysAwake() && rig.suspends == before)
    try rig.set(.lid, false)
    #expect(try detour("undo", "lid-suspends").code == 0)
    #expect(try eventually { try holders().isEmpty })

    let other = try rig.start([
      "systemd-inhibit", "--what=handle-lid-switch", "--who=PowerDevil",
      "--why=KDE handles power events", "sleep", "600",
    ])
    defer { other.stop() }
    try other.ready { try rig.inhibitors().contains { $0.contains("PowerDevil") } }
    let unknown = try detour("check", "lid-suspends")
    #expect(unknown.code == 1)
    #expect(unknown.output.contains(") handles the lid by its own settings"), "\(unknown)")
  }

  /// What lidctl remembered and did before a fix has no say in it, and comes back.
  @Test func `gives back what lidctl did before`() throws {
    func file() throws -> String { try rig.root("cat /run/home/.config/detour/lid.conf") }
    func entry() throws -> String {
      try rig.root("cat /run/home/.config/autostart/detour-lid.desktop 2>&1 || :")
    }
    try rig.set(mains: false, battery: 80)
    #expect(try rig.run(["lidctl", "enable", "--on-close", "nothing", "--only", "ac"]).code == 0)
    let (remembered, started) = (try file(), try entry())
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    let fix = try detour("fix", "lid-suspends", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(fix.output.contains("lid-suspends is fixed"), "\(fix)")
    #expect(try file().contains("on-close=lock\nonly=\n") || file().contains("on-close=lock\n"))
    #expect(try holders().count == 1)
    #expect(try detour("undo", "lid-suspends").code == 0)
    #expect(try eventually { try holders().isEmpty })
    #expect(try file() == remembered)
    #expect(try entry() == started && started.contains("Exec="))

    // It waited for the mains, and does so again.
    #expect(try rig.run(["lidctl", "disable"]).code == 0)
    #expect(try rig.run(["lidctl", "on", "--for", "2h"]).code == 0)
    #expect(try detour("check", "lid-suspends").output.hasPrefix("affected"))
    #expect(try detour("fix", "lid-suspends", "--yes").code == 0)
    #expect(try detour("undo", "lid-suspends").code == 0)
    #expect(try entry().contains("No such file"))
    #expect(try file() == remembered)
    #expect(try eventually { try holders().isEmpty })
    let status = try rig.run(["lidctl", "status"])
    #expect(status.output.contains("inactive now until "), "\(status)")
    try rig.set(mains: true, battery: 80)
    #expect(try eventually { try holders().count == 1 })

    // Other options since the fix are not thrown away unasked.
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    #expect(try detour("fix", "lid-suspends", "--yes").code == 0)
    #expect(try rig.run(["lidctl", "on", "--min-battery", "20"]).code == 0)
    let refused = try detour("undo", "lid-suspends")
    #expect(refused.code == 1 && refused.error.contains("--force"), "\(refused)")
    #expect(try detour("undo", "lid-suspends", "--force").code == 0)
    #expect(try file() == remembered)
  }

  /// With the lid closed the display alone keeps the machine awake, until it goes into standby.
  @Test func `the display's standby does not suspend once fixed`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
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
    var before = rig.suspends
    try rig.set(externalDisplay: false)
    #expect(eventually { rig.suspends > before })

    try rig.set(externalDisplay: true)
    let fix = try rig.run(["detour", "fix", "display-standby-suspends", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    #expect(try check().output.hasPrefix("fixed"))
    // Who works at the display goes on.
    #expect(rig.staysAwake(.seconds(1)))
    #expect(try !rig.isLocked())
    before = rig.suspends
    try rig.set(externalDisplay: false)
    #expect(rig.staysAwake(.seconds(1)) && rig.suspends == before)
    try rig.set(.lid, false)
    #expect(try rig.run(["detour", "undo", "display-standby-suspends"]).code == 0)
    #expect(try eventually { try holders().isEmpty })
  }

  /// What does not answer in time is unknown, and not fine.
  @Test func `calls what a silent logind leaves open unknown`() throws {
    try rig.root("kill -STOP $(pidof systemd-logind)")
    defer { _ = try? rig.root("kill -CONT $(pidof systemd-logind)") }
    // One wait is enough for all that ask it.
    let check = try rig.run(
      ["detour", "check", "lid-suspends", "display-standby-suspends", "stray-inhibitors"])
    #expect(check.code == 1)
    let lines = check.output.split(separator: "\n")
    #expect(lines.count == 3, "\(check)")
    for line in lines {
      #expect(line.hasPrefix("unknown") && line.contains("logind does not answer"), "\(check)")
    }
  }
}
