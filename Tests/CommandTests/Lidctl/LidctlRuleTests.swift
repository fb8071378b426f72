import Foundation
import Support
import System
import Testing

/// The rules for when the lid is held, and that nobody looks at a clock or at a file for them.
@Suite(.serialized) struct LidctlRuleTests {
  static let shared = Result { try LoginRig() }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
    try rig.set(externalDisplay: false)
  }

  private func holds() throws -> Bool {
    try rig.inhibitors().contains { $0.contains("lidctl") }
  }

  @Test(arguments: [
    ([], true), (["--only", "ac,docked,external-display"], false),
    (["--min-battery", "20"], true), (["--for", "2h"], true), (["--until", LoginRig.later], true),
    (["--pid", "1"], true), (["--only", "ac/docked"], false),
    (
      [
        "--unless", "external-display", "--bag", "30m", "--max-temperature", "85", "--then",
        "suspend", "--after", "10m",
      ], true
    ),
  ])
  func `does not wake up`(rules: [String], holding: Bool) throws {
    try rig.set(mains: false, battery: 80)
    _ = try rig.run(["lidctl", "on", "--on-close", "nothing"] + rules)
    #expect(try comesToRest("lidctl", in: rig))
    #expect(try holds() == holding)
  }

  @Test func `wants all of its conditions`() throws {
    try rig.set(mains: false, battery: 80)
    _ = try rig.run(["lidctl", "on", "--only", "ac", "--only", "docked"])
    #expect(try !holds())
    try rig.set(.dock, true)
    sleep(for: .milliseconds(500))
    #expect(try !holds())
    try rig.set(mains: true, battery: 80)
    #expect(try eventually { try holds() })
    try rig.set(.dock, false)
    #expect(try eventually { try !holds() })
    #expect(try rig.run(["lidctl", "status"]).output.contains("not docked"))
  }

  @Test func `wants one of its conditions`() throws {
    try rig.set(mains: false, battery: 80)
    let on = try rig.run(["lidctl", "on", "--only", "ac/docked"])
    #expect(on.output.hasPrefix("inactive now (not docked and not on external power)"), "\(on)")
    #expect(try !holds())
    try rig.set(.dock, true)
    #expect(try eventually { try holds() })
    try rig.set(mains: true, battery: 80)
    try rig.set(.dock, false)
    #expect(try rig.run(["lidctl", "status"]).code == 0)
    #expect(try !eventually(within: .milliseconds(500)) { try !holds() })
    try rig.set(mains: false, battery: 80)
    #expect(try eventually { try !holds() })
    // Neither of two.
    #expect(try rig.run(["lidctl", "on", "--only", "always", "--unless", "ac/docked"]).code == 0)
    #expect(try holds())
    try rig.set(.dock, true)
    #expect(try eventually { try rig.run(["lidctl", "status"]).code == 3 })
  }

  /// A battery that only UPower tells of, as it does of the lid, and somebody who must know that it is low.
  @Test func `hears UPower`() throws {
    let rig = try LoginRig(upower: false)
    let upower = try Conversation(
      rig.words(["/usr/bin/python3", Support.rig("upower.py"), "open"], in: .system, as: 0))
    #expect(try upower.line() == "ready")
    let seen = try rig.start([Support.rig("notifications.py")])
    try seen.ready { seen.output.hasPrefix("ready") }
    try rig.set(mains: false, battery: 50)
    _ = try rig.run(["lidctl", "on", "--min-battery", "20"])
    #expect(try rig.inhibitors().count == 1)
    // It looks at everything when it hears of anything, as of how the test began.
    #expect(try comesToRest("lidctl", in: rig))
    try rig.root("echo 19 >/sys/class/power_supply/BAT0/capacity")
    sleep(for: .milliseconds(500))
    #expect(try rig.inhibitors().count == 1)
    #expect(try upower.ask("19") == "told")
    #expect(try eventually { try rig.inhibitors().isEmpty })
    #expect(
      eventually {
        seen.output.contains(
          "Lid lock released\tClosing the lid follows the system setting now: the battery is at 19 %, below 20 %."
        )
      })
    withExtendedLifetime((upower, seen)) {}
  }

  @Test func `ends at a time of the day`() throws {
    /// Holds until what the clock will show, and gives that time.
    func on(for seconds: Int) throws -> Int {
      let script = """
        set -- $(date -d '+\(seconds) seconds' '+%H:%M:%S %s')
        lidctl on --until $1 >/dev/null
        echo $2
        """
      return Int(try rig.shell(script).filter(\.isNumber)) ?? 0
    }
    let later = try on(for: 600)
    #expect(try holds())
    #expect(
      try rig.run(["lidctl", "status", "--json"]).output.contains("\"until\":\(later),"))
    let end = try on(for: 3)
    #expect(try eventually { try !holds() })
    #expect(Clock.realTime >= end)
    // One that has passed today is tomorrow's.
    let past = try rig.shell("date -d '-1 minute' '+%F %H:%M'").split { " \n".contains($0) }
    let next = try rig.shell("date -d '\(past[0]) \(past[1]) tomorrow' +%s").filter(\.isNumber)
    #expect(try rig.run(["lidctl", "on", "--until", "\(past[1])"]).code == 0)
    #expect(
      try rig.run(["lidctl", "status", "--json"]).output.contains("\"until\":\(next),"))
  }

  @Test func `goes dark`() throws {
    let shown = try rig.start([
      "/usr/bin/python3", "-c",
      """
      import dbus, dbus.service, dbus.mainloop.glib
      from gi.repository import GLib
      dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
      bus = dbus.SessionBus()
      class Config(dbus.service.Object):
          @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ssv")
          def Set(self, interface, name, value): print(name, value, flush=True)
      name = dbus.service.BusName("org.gnome.Mutter.DisplayConfig", bus)
      config = Config(bus, "/org/gnome/Mutter/DisplayConfig")
      print("ready", flush=True)
      GLib.MainLoop().run()
      """,
    ])
    defer { shown.stop() }
    try shown.ready { shown.output == "ready\n" }
    #expect(
      try rig.run(["lidctl", "on", "--on-close", "blank"]).output
        == "closing the lid switches the screen off, and nothing else\n")
    try rig.set(.lid, true)
    #expect(eventually { shown.output == "ready\nPowerSaveMode 3\n" })
    try rig.set(.lid, false)
    #expect(eventually { shown.output == "ready\nPowerSaveMode 3\nPowerSaveMode 0\n" })
  }
}
