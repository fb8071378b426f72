import Support
import System
import Testing

/// A logind that is set not to suspend for a closed lid, as `lidctl system` writes it down: what is to
/// sleep then lidctl has to send to sleep itself, and nothing else.
@Suite(.serialized) struct LidctlHarmlessTests {
  static let shared = Result {
    try LoginRig(settings: "HandleLidSwitch=lock\nHandleLidSwitchExternalPower=lock\n")
  }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
    try rig.set(mains: true, battery: 80)
  }

  private func table() throws -> String {
    try rig.run(["lidctl", "test", "--no-switch", "--no-lock"]).output
  }

  /// A battery's percentage changes, and the kernel tells of it.
  private func set(battery percent: Int) throws {
    try rig.set(mains: false, battery: percent)
    try rig.tell("power_supply", of: "/devices/virtual/power_supply/BAT0")
  }

  private func holds() throws -> Bool {
    try rig.inhibitors().contains { $0.contains("lidctl") }
  }

  private func status() throws -> String { try rig.run(["lidctl", "status"]).output }

  @Test func `sleeps rather than stay open`() throws {
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(try status().contains("THE SCREEN WAS NOT LOCKED"))
  }

  /// At a dock the machine is in use: it stays awake, and nobody is told that it sleeps.
  @Test func `says that it stays open at a dock`() throws {
    let seen = try rig.start([Support.rig("notifications.py")])
    defer { seen.stop() }
    try seen.ready { seen.output.hasPrefix("ready") }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    try rig.set(.dock, true)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { seen.output.contains("The machine stays awake, open to everybody.") })
    #expect(!seen.output.contains("suspends"), "\(seen.output)")
    #expect(rig.staysAwake())
    #expect(rig.suspends == before)
  }

  /// With the lid open somebody works there; it is closed machines that must not run empty.
  @Test func `leaves a low battery with the lid open alone`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try set(battery: 50)
    #expect(try rig.run(["lidctl", "on", "--min-battery", "20"]).code == 0)
    #expect(try holds())
    let before = rig.suspends
    try set(battery: 19)
    #expect(try eventually { try !holds() })
    #expect(rig.staysAwake())
    #expect(rig.suspends == before)
    try set(battery: 50)
    #expect(try eventually { try holds() })
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.suspends == before)
    try set(battery: 18)
    #expect(eventually { rig.suspends > before })
  }

  /// The rows in which the service lets go of the lid are logind's.
  @Test func `shows who decides when`() throws {
    try rig.set(mains: true, battery: 50)
    #expect(try rig.run(["lidctl", "on", "--on-close", "nothing", "--only", "ac"]).code == 0)
    let expected = "on battery: lock\non external power: does nothing\ndocked: does nothing\n"
    var table = try self.table()
    #expect(table == expected)
    #expect(
      try rig.run(["lidctl", "on", "--defaults", "--on-close", "nothing", "--min-battery", "60"])
        .code == 0)
    table = try self.table()
    #expect(table == expected)
  }

  /// What logind lists of the lock is what happens now.
  @Test func `says what for`() throws {
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    #expect(try rig.run(["lidctl", "on", "--on-close", "nothing"]).code == 0)
    let rows = try rig.inhibitors().filter { $0.contains("lidctl") }
    #expect(rows.count == 1 && rows[0].contains("closing the lid: nothing"), "\(rows)")
  }
}
