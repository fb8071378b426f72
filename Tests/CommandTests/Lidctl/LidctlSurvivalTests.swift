import Support
import System
import Testing

/// What the holder outlives: logind, the system's bus, the session's bus.
@Suite(.serialized) struct LidctlSurvivalTests {
  /// A lock outlives logind: a second one must not be taken.
  @Test func `survives logind`() throws {
    let rig = try LoginRig()
    _ = try rig.run(["lidctl", "on"])
    try rig.killLogind()
    let logind = try rig.startLogind()
    sleep(for: .milliseconds(300))
    #expect(try rig.inhibitors().count { $0.contains("lidctl") } == 1)
    let locker = try rig.startLocker()
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    try rig.set(.lid, false)
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    #expect(try eventually { try !rig.inhibitors().contains { $0.contains("lidctl") } })
    withExtendedLifetime((logind, locker)) {}
  }

  /// The system bus goes and comes again, and logind with it.
  @Test func `survives the bus`() throws {
    let rig = try LoginRig(upower: false)
    _ = try rig.run(["lidctl", "on", "--on-close", "nothing"])
    let before = try rig.root("ls -l /proc/$(pidof lidctl)/fd | grep -c inhibit")
    #expect(before == "1\n")
    try rig.root("kill -9 $(pidof systemd-logind) $(pgrep -u root -x dbus-daemon)")
    // The descriptor is the lock: it is kept meanwhile.
    #expect(try rig.root("ls -l /proc/$(pidof lidctl)/fd | grep -c inhibit") == "1\n")
    let bus = try rig.start(
      ["dbus-daemon", "--system", "--nofork", "--nopidfile"], in: .system, as: 0)
    // What begins before the bus listens ends at once.
    try bus.ready {
      try rig.run(["busctl", "status", "org.freedesktop.DBus"], in: .system, as: 0).code == 0
    }
    let manager = try rig.start(
      ["/usr/bin/python3", Support.rig("service-manager.py"), "\(rig.directory)/units"],
      in: .system, as: 0)
    let polkit = try rig.start(["/usr/lib/polkit-1/polkitd", "--no-debug"], in: .system, as: 0)
    // As a machine has it: logind begins once the bus and the service manager are there.
    try manager.ready {
      try rig.run(["busctl", "status", "org.freedesktop.systemd1"], in: .system, as: 0).code == 0
    }
    let logind = try rig.startLogind()
    #expect(
      try eventually {
        try rig.run(["lidctl", "status"]).output.contains(
          "active: lidctl holds the handle-lid-switch lock")
      })
    sleep(for: .milliseconds(1500))
    #expect(try rig.inhibitors().count { $0.contains("lidctl") } == 1)
    try rig.set(.lid, true)
    #expect(rig.staysAwake())
    withExtendedLifetime((bus, manager, polkit, logind)) {}
  }

  /// The session's bus restarts under a holder that is a plain process; when it stays away, the
  /// session is over, and the lid is let go of.
  @Test func `survives the session's bus`() throws {
    let rig = try LoginRig(upower: false, isInstalled: false)
    _ = try rig.run(["lidctl", "on", "--on-close", "nothing"])
    let holds = { try rig.inhibitors().contains { $0.contains("lidctl") } }
    let process = try rig.root("pidof lidctl")
    try rig.root("kill -9 $(pgrep -u 1000 -x dbus-daemon); rm -f /run/user/1000/bus")
    #expect(try holds())
    let bus = try rig.start(
      [
        "dbus-daemon", "--nofork", "--nopidfile",
        "--config-file=\(rig.directory)/session-bus.conf",
      ], in: .userService)
    #expect(
      try eventually {
        try rig.run(["lidctl", "status"]).output.contains(
          "active: lidctl holds the handle-lid-switch lock")
      })
    #expect(try rig.root("pidof lidctl") == process)
    #expect(try holds())
    bus.stop()
    #expect(try eventually { try !holds() })
    #expect(try rig.root("pidof lidctl || :") == "")
  }
}
