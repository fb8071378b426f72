import Support
import System
import Testing

/// The whole of it with a real GNOME Shell, as its user has it.
@Suite(.serialized) struct LidctlGnomeTests {
  /// Starts the shell in the session in front, and waits until it would lock the screen.
  private func startShell(_ rig: LoginRig) throws -> [Background] {
    let manager = try rig.start([Support.rig("display-manager.py")], in: .system, as: 0)
    try manager.ready { manager.output.hasPrefix("ready") }
    let shell = try rig.start(
      [
        "gnome-shell", "--headless", "--wayland", "--wayland-display", "wayland-lid",
        "--virtual-monitor", "1024x768", "--unsafe-mode",
      ],
      variables: [
        "LIBGL_ALWAYS_SOFTWARE": "1", "XDG_SESSION_TYPE": "wayland", "NO_AT_BRIDGE": "1",
        "XDG_CURRENT_DESKTOP": "GNOME", "XDG_SESSION_ID": "c1",
      ])
    try shell.ready(within: .seconds(40)) {
      try rig.run([
        "gdbus", "call", "--session", "-d", "org.gnome.Shell", "-o", "/org/gnome/Shell", "-m",
        "org.gnome.Shell.Eval", "[!!Main.screenShield, Main.layoutManager._startingUp]",
      ]).output.contains("[true,false]")
    }
    return [manager, shell]
  }

  /// `lidctl enable`, a new session in which the holder starts by its entry, the lid closed:
  /// locked, not suspended.
  @Test func locksTheRealShell() throws {
    let rig = try LoginRig(services: "/usr/share/dbus-1/services")
    let shell = try startShell(rig)
    #expect(try rig.run(["lidctl", "enable"]).code == 0)
    // The end of the session, and the start of the next.
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    #expect(try !rig.inhibitors().contains { $0.contains("lidctl") })
    let line = try rig.root("sed -n s/^Exec=//p /run/home/.config/autostart/detour-lid.desktop")
    let holder = try rig.start(["sh", "-c", line], in: .userService)
    try holder.ready { try rig.inhibitors().contains { $0.contains("lidctl") } }

    #expect(try !rig.isLocked())
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    #expect(
      try rig.run([
        "gdbus", "call", "--session", "-d", "org.gnome.Shell", "-o", "/org/gnome/Shell", "-m",
        "org.gnome.Shell.Eval", "Main.screenShield.locked",
      ]).output == "(true, 'true')\n")
    #expect(
      try eventually {
        try rig.run(["lidctl", "status"]).output.contains("the screen was locked, by")
      })
    #expect(rig.suspends == 0)
    withExtendedLifetime((shell, holder)) {}
  }
}
