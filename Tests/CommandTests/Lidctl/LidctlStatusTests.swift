import Foundation
import Support
import System
import Testing

/// What `lidctl status` and `lidctl list` tell programs, with logind itself as witness.
@Suite(.serialized) struct LidctlStatusTests {
  static let shared = Result { try LoginRig() }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
  }

  private struct InhibitorLock: Decodable {
    let what: [String]
    let mode, who, why: String
    let user, process: Int
    let command, session: String?
    let counts: Bool
    let since: Int?
  }

  private struct Holder: Decodable {
    let running, holding, died, insideSession: Bool
    let onClose, ifLockFails: String?
    let process, until: Int?
  }

  private struct Status: Decodable {
    let version: Int
    let outcome: String
    let reasons: [String]
    let lidClosed, docked, externalPower: Bool
    let handleLidSwitch, handleLidSwitchExternalPower, handleLidSwitchDocked: String
    let holder: Holder
    let locks: [InhibitorLock]
  }

  private struct List: Decodable {
    let version: Int
    let logind: [InhibitorLock]
  }

  private func status() throws -> (Status, code: Int32) {
    let outcome = try rig.run(["lidctl", "status", "--json"])
    return (try JSONDecoder().decode(Status.self, from: Data(outcome.output.utf8)), outcome.code)
  }

  private func list(_ words: String...) throws -> [InhibitorLock] {
    let outcome = try rig.run(["lidctl", "list", "--json"] + words)
    return try JSONDecoder().decode(List.self, from: Data(outcome.output.utf8)).logind
  }

  @Test func `tells what logind says`() throws {
    let (off, code) = try status()
    #expect(code == 3)
    #expect(off.outcome == "suspend")
    #expect(!off.holder.running && !off.holder.holding)
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    try rig.set(.dock, true)
    let (on, done) = try status()
    #expect(done == 0)
    #expect(on.version == 1)
    #expect(on.outcome == "nothing")
    #expect(on.holder.holding && !on.holder.insideSession && on.holder.onClose == "lock")
    for (name, value) in [
      ("HandleLidSwitch", on.handleLidSwitch), ("HandleLidSwitchDocked", on.handleLidSwitchDocked),
      ("HandleLidSwitchExternalPower", on.handleLidSwitchExternalPower),
    ] { #expect(try rig.property(name) == "s \"\(value)\"") }
    for (name, value) in [
      ("LidClosed", on.lidClosed), ("Docked", on.docked), ("OnExternalPower", on.externalPower),
    ] { #expect(try rig.property(name) == "b \(value)") }
    try rig.set(.dock, false)
    let lock = try #require(on.locks.first { $0.who == "lidctl" })
    #expect(lock.what == ["handle-lid-switch"])
    #expect(lock.mode == "block" && lock.user == 1000 && lock.session == nil && lock.counts)
    #expect(try rig.root("pidof lidctl") == "\(lock.process)\n")
    #expect(lock.process == on.holder.process)
    #expect(abs((lock.since ?? 0) - Clock.realTime) < 60)
  }

  /// The blog's trick: a lock whose session has gone to the background does not count.
  @Test func `tells whose locks count`() throws {
    let trick = try rig.start([
      "systemd-inhibit", "--what=handle-lid-switch:sleep", "--who=a\ttab", "--why=\u{1b}[31m",
      "sleep", "60",
    ])
    defer { trick.stop() }
    try trick.ready { try rig.inhibitors().contains { $0.contains("handle-lid-switch") } }
    var lock = try #require(try list("--what", "lid").first)
    #expect(lock.session == "c1" && lock.counts && lock.command == "systemd-inhibit")
    #expect(lock.who == "a\ttab" && lock.why == "\u{1b}[31m")
    try rig.activate("c2")
    lock = try #require(try list("--what", "sleep:lid").first)
    #expect(!lock.counts)
    #expect(try status().0.outcome == "suspend")
    #expect(try list("--what", "shutdown").isEmpty)
    // Nothing of it reaches a terminal as it is.
    let text = try rig.run(["lidctl", "status"]).output + rig.run(["lidctl", "list"]).output
    #expect(text.contains("a\\ttab") && text.contains("\\x1b[31m") && !text.contains("\u{1b}"))
    #expect(text.contains("session c1 in the background"))
  }

  /// Who keeps it awake: the oldest lock first, and one that is held for hours once more.
  @Test func `names a lock that is held for hours`() throws {
    let words = ["--what=sleep", "--who=an old program", "--why=copying", "sleep", "60"]
    let old = try rig.start(["systemd-inhibit"] + words)
    defer { old.stop() }
    try old.ready { try rig.inhibitors().contains { $0.contains("an old program") } }
    try rig.root("touch -d '3 hours ago' /run/systemd/inhibit/*[0-9]")
    let new = try rig.start([
      "systemd-inhibit", "--what=idle", "--who=player", "--why=a film", "sleep", "60",
    ])
    defer { new.stop() }
    try new.ready { try rig.inhibitors().contains { $0.contains("player") } }
    let status = try rig.run(["lidctl", "status"]).output
    let lines = status.split(separator: "\n").map(String.init)
    let first = try #require(lines.firstIndex(of: "who keeps it awake now:"), "\(status)")
    let rows = lines[(first + 1)...]
    #expect(
      rows.first?.wholeMatch(
        of:
          #/  sleep, block: an old program \(systemd-inhibit \d+\), user 1000, .*, for 3 h: copying/#
      )
        != nil, "\(status)")
    #expect(rows.dropFirst().first?.contains("idle, block: player (") == true, "\(status)")
    #expect(rows.dropFirst(2).first?.hasPrefix("  held for 3 h already: an old program") == true)
  }

  /// What the keyboard shortcut and the overview start.
  @Test func `has a launcher`() throws {
    let entry = "\(rig.directory)/io.github.detour.Lid.desktop"
    try shell(
      """
      sed 's|@bindir@|\(rig.commands)|' \
        '\(packageRoot)/desktop/applications/io.github.detour.Lid.desktop' >'\(entry)'
      chmod 644 '\(entry)'
      desktop-file-validate '\(entry)'
      """)
    let holds = { try rig.inhibitors().contains { $0.contains("lidctl") } }
    #expect(try rig.run(["gio", "launch", entry]).code == 0)
    #expect(try eventually { try holds() })
    #expect(try rig.run(["gio", "launch", entry]).code == 0)
    #expect(try eventually { try !holds() })
  }

  @Test func `says what logind lists without a session bus`() throws {
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let variables = ["DBUS_SESSION_BUS_ADDRESS": nil, "XDG_RUNTIME_DIR": nil] as [String: String?]
    let outcome = try rig.run(
      ["env", "-u", "DBUS_SESSION_BUS_ADDRESS", "-u", "XDG_RUNTIME_DIR", "lidctl", "status"],
      in: .system, variables: variables)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("cannot be asked from here: there is no session bus"))
    #expect(outcome.output.contains("active: process "))
    #expect(!outcome.output.contains("off: run lidctl on"))
  }

  @Test func `tries the lid and the lock`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    let table = try rig.run(["lidctl", "test", "--no-switch", "--no-lock"])
    #expect(
      table == Outcome(output: "on battery: suspend\non external power: suspend\ndocked: nothing\n")
    )
    let trial = try rig.start(["lidctl", "test", "--timeout", "20s"])
    try trial.ready { trial.error.contains("close the lid now") }
    let before = rig.suspends
    try rig.set(.lid, true)
    try trial.ready { trial.error.contains("open the lid now") }
    try rig.set(.lid, false)
    #expect(eventually { trial.output.contains("lid: it moves, and logind sees it\n") })
    #expect(eventually { trial.output.contains("screen: it locks, by ") })
    #expect(try rig.isLocked())
    #expect(rig.suspends == before)
  }

  /// GNOME's lock for an external monitor goes with that.
  @Test func `leaves a monitor's lock out of the table without one`() throws {
    let passing = try rig.start([
      "systemd-inhibit", "--what=handle-lid-switch", "--who=gsd-power",
      "--why=External monitor attached or configuration changed recently", "sleep", "60",
    ])
    defer { passing.stop() }
    try passing.ready { try rig.inhibitors().contains { $0.contains("gsd-power") } }
    #expect(
      try rig.run(["lidctl", "test", "--no-switch", "--no-lock"]).output
        == "on battery: suspend\non external power: suspend\ndocked: nothing\n")
  }

  /// A real logind takes the drop-in.
  @Test func `prints a drop-in that logind takes`() throws {
    let text = try rig.run(["lidctl", "system", "--on-battery", "hibernate"]).output
    let rig = try LoginRig(settings: text)
    #expect(try rig.property("HandleLidSwitch") == "s \"hibernate\"")
    #expect(try rig.property("HandleLidSwitchExternalPower") == "s \"lock\"")
    #expect(try rig.property("HandleLidSwitchDocked") == "s \"ignore\"")
    #expect(try rig.run(["lidctl", "system", "--on-close", "party"]).code == 2)
  }
}
