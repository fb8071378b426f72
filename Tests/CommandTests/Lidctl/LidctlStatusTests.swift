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

  @Test func tellsWhatLogindSays() throws {
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
  @Test func tellsWhoseLocksCount() throws {
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

  /// What the keyboard shortcut and the overview start.
  @Test func hasALauncher() throws {
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
}
