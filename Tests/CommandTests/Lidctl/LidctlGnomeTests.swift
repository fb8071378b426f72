import Foundation
import Support
import System
import Testing

/// The whole of it as its user has it: a real gnome-session with GNOME Shell, started by a real
/// `systemd --user`, under a real logind.
@Suite(.serialized) struct LidctlGnomeTests {
  private let rig: LoginRig
  private let manager: Background

  init() throws {
    rig = try LoginRig(hasManager: true)
    manager = try rig.start([Support.rig("display-manager.py")], in: .system, as: 0)
    let manager = manager
    try manager.ready { manager.output.hasPrefix("ready") }
    _ = try session("prepare")
  }

  private func session(_ words: String...) throws -> Outcome {
    try rig.run([Support.rig("gnome-session.sh")] + words)
  }

  /// Begins a session, and waits until its shell would lock the screen.
  private func begin() throws -> Background {
    let begun = try rig.start(
      [Support.rig("gnome-session.sh"), "begin"], variables: ["XDG_SESSION_ID": "c1"])
    try begun.ready(within: .seconds(60)) {
      try session("shell", "[!!Main.screenShield, Main.layoutManager._startingUp]").output
        .contains("[true,false]")
    }
    return begun
  }

  private func holds() throws -> Bool {
    try rig.inhibitors().contains { $0.contains("lidctl") }
  }

  /// `lidctl enable`, a new session, the lid closed: locked, not suspended, verified.
  @Test func `locks the real Shell`() throws {
    // Nobody knows yet whether the session will tell systemd: the entry is there, too, and does no harm.
    #expect(
      try rig.run(["lidctl", "enable"]).output
        == "closing the lid locks the screen, and nothing else\n"
        + "enabled for future logins (/run/home/.config/autostart/detour-lid.desktop)\n"
        + "  a closed laptop in a bag stays awake: --bag 30m lets it sleep after half an hour\n")
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    #expect(try eventually { try !holds() })

    // gnome-settings-daemon holds the lid itself for some seconds after a display has come.
    let reason = "GNOME holds the lid while an external monitor is attached, and for some seconds"
    let seen = try rig.start([
      "bash", "-c", "until lidctl status | grep -F \"$0\"; do sleep .3; done", reason,
    ])
    let begun = try begin()
    #expect(try eventually { try holds() })
    #expect(eventually { seen.output.contains(reason) })
    #expect(
      try eventually {
        try rig.inhibitors().filter { $0.contains("handle-lid-switch") }.count == 1
      })
    #expect(try !rig.isLocked())
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    #expect(try session("shell", "Main.screenShield.locked").output == "(true, 'true')\n")
    #expect(
      try eventually {
        try rig.run(["lidctl", "status"]).output.contains("the screen was locked, by")
      })
    #expect(rig.suspends == 0)
    try rig.set(.lid, false)

    // Locks of the session manager, as its own command takes them.
    let inhibit = try rig.start([
      "gnome-session-inhibit", "--inhibit", "suspend:idle", "--app-id", "org.example.Player",
      "--reason", "a film", "sleep", "60",
    ])
    let row = "suspend:idle\tsession-manager\torg.example.Player\ta film\t-\t-\t-\t-\t-\n"
    try inhibit.ready { try rig.run(["lidctl", "list"]).output.contains(row) }
    #expect(try rig.run(["lidctl", "list", "--what", "sleep:idle"]).output == row)
    #expect(
      try rig.run(["lidctl", "status"]).output.contains(
        "\n  suspend:idle, session manager: org.example.Player: a film\n"))
    #expect(
      try rig.run(["lidctl", "list", "--json"]).output.contains(
        #"{"what":["suspend","idle"],"application":"org.example.Player","reason":"a film"}"#))
    inhibit.stop()
    withExtendedLifetime(begun) {}
  }

  /// The session's end lets go of the lid.
  @Test func `ends with the session`() throws {
    #expect(try rig.run(["lidctl", "enable", "--on-close", "nothing"]).code == 0)
    let begun = try begin()
    #expect(try holds())
    _ = try session("end")
    #expect(try eventually { try !holds() })
    withExtendedLifetime(begun) {}
  }
}
