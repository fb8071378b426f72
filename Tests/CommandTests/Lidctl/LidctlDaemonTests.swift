import Support
import Testing

/// The programs of other desktops that act on the lid themselves, as Debian has them, on a real
/// logind: what they hold there, and that the commands name them as who decides.
@Suite(.serialized) struct LidctlDaemonTests {
  static let shared = Result { try LoginRig(commands: ["detour"]) }
  static let display = Result { try VirtualDisplay() }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
  }

  /// Starts a program of the desktop's in the session in front.
  private func start(_ command: String, _ variables: String...) throws -> Background {
    let display = "DISPLAY=\(try Self.display.get().name)"
    return try rig.start(
      ["env", display, "NO_AT_BRIDGE=1"] + variables + ["sh", "-c", "exec \(command)"])
  }

  private func holders() throws -> [String] {
    try rig.inhibitors().filter { $0.contains("handle-lid-switch") }
  }

  /// Expects that each command names who decides, without lidctl's lock and with it.
  private func expectNamed(_ name: String) throws {
    for isOn in [false, true] {
      if isOn {
        let on = try rig.run(["lidctl", "on", "--on-close", "nothing"])
        #expect(on.code == 0)
        #expect(on.error.hasPrefix("lidctl: \(name) handles the lid, too, and may suspend"))
      }
      let status = try rig.run(["lidctl", "status"]).output
      #expect(status.hasPrefix("closing the lid: \(name) decides\n"), "\(status)")
      #expect(status.contains("  \(name) handles the lid by its own settings"), "\(status)")
      let check = try rig.run(["detour", "check", "lid-suspends"])
      #expect(check.code == 1)
      #expect(check.output.hasPrefix("unknown"), "\(check)")
      #expect(check.output.contains("\(name) (process "), "\(check)")
    }
  }

  @Test(arguments: [
    (
      "PowerDevil", "/usr/lib/*/libexec/org_kde_powerdevil", "PowerDevil",
      "KDE handles power events"
    ),
    ("csd-power", "csd-power", "tester", "Multiple displays attached"),
    ("mate-power-manager", "mate-power-manager", "tester", "Mate power manager handles these"),
    (
      "xfce4-power-manager", "xfce4-power-manager --no-daemon", "xfce4-power-manager",
      "xfce4-power-manager handles these events"
    ),
  ])
  func `names who decides`(name: String, command: String, who: String, why: String) throws {
    let daemon = try start(command)
    defer { daemon.stop() }
    try daemon.ready { try !holders().isEmpty }
    let row = try holders()[0]
    #expect(row.hasPrefix(who + " ") && row.contains(why) && row.contains(" block"), "\(row)")
    try expectNamed(name)

    daemon.stop()
    #expect(try eventually { try holders().count == 1 })
    #expect(try rig.run(["lidctl", "on"]).error == "")
    #expect(try rig.run(["detour", "check", "lid-suspends"]).output.hasPrefix("fixed"))
  }

  /// Without an external monitor csd-power holds only sleep, and suspends a machine whose lid
  /// another program holds. With these settings of its own it does so at once, and not after half a
  /// minute.
  @Test func `names who decides without a lock on the lid`() throws {
    try rig.shell(
      """
      mkdir -p ~/.config/glib-2.0/settings
      cat >~/.config/glib-2.0/settings/keyfile <<SETTINGS
      [org/cinnamon/settings-daemon/plugins/power]
      inhibit-lid-switch=false
      lid-close-suspend-with-external-monitor=true
      SETTINGS
      """)
    defer { _ = try? rig.shell("rm -r ~/.config/glib-2.0") }
    let daemon = try start("csd-power", "GSETTINGS_BACKEND=keyfile")
    defer { daemon.stop() }
    try daemon.ready { try rig.inhibitors().contains { $0.contains("Cinnamon needs to lock") } }
    #expect(try holders().isEmpty)
    try expectNamed("csd-power")
    #expect(try holders().count == 1)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
  }
}
