import Support
import Testing

/// Locks that somebody has forgotten, in the lists of a real logind and of a real session manager.
@Suite(.serialized) struct DetourInhibitorTests {
  static let shared = Result {
    try LoginRig(services: systemServices, commands: ["detour"])
  }
  let rig: LoginRig

  init() throws { rig = try Self.shared.get() }

  /// A lock is as old as the file that logind has for it; the process may be much older.
  @Test func `names a lock that is forgotten`() throws {
    let lock = try rig.start([
      "systemd-inhibit", "--what=sleep", "--who=an old program", "--why=copying", "sleep", "600",
    ])
    try lock.ready { try rig.inhibitors().contains { $0.contains("an old program") } }
    #expect(try rig.run(["detour", "check", "stray-inhibitors"]).output.hasPrefix("fine"))
    try rig.root("touch -d '13 hours ago' /run/systemd/inhibit/*[0-9]")
    let check = try rig.run(["detour", "check", "stray-inhibitors"])
    #expect(check.code == 1)
    #expect(check.output.contains("an old program (process "), "\(check)")
    #expect(check.output.contains(") has held sleep for 13 hours: copying"))
    // The command that it prints ends the lock.
    let command = try #require(check.output.split(separator: "→ ").last)
    #expect(try rig.run(["sh", "-c", String(command)]).code == 0)
    #expect(
      try eventually { try rig.run(["detour", "check", "stray-inhibitors"]).code == 0 })
  }

  /// GNOME's session holds one lock for all that it was told of, and it tells for whom.
  @Test func `names whom the session's lock is for`() throws {
    try rig.run([
      "sh", "-c",
      """
      mkdir -p $HOME/.config/gnome-session/sessions
      printf '[GNOME Session]\\nName=bare\\nRequiredComponents=\\n' \
        >$HOME/.config/gnome-session/sessions/bare.session
      """,
    ])
    let manager = try rig.start(
      [
        "/usr/libexec/gnome-session-binary", "--builtin", "--session=bare",
        "--disable-acceleration-check",
      ],
      variables: [
        "XDG_SESSION_TYPE": "wayland", "XDG_SESSION_ID": "c1", "XDG_CURRENT_DESKTOP": "GNOME",
        "XDG_CONFIG_DIRS": "/nonexistent", "XDG_DATA_DIRS": "/usr/share",
      ])
    let player = try rig.start([
      "sh", "-c",
      """
      until gnome-session-inhibit --inhibit suspend --app-id org.example.Player \
        --reason 'playing a film' sleep 600; do sleep 0.2; done
      """,
    ])
    #expect(
      try eventually {
        try rig.inhibitors().contains { $0.contains("user session inhibited") }
      }, "\(manager.error) \(player.error)")
    #expect(try rig.run(["detour", "check", "stray-inhibitors"]).output.hasPrefix("fine"))
    try rig.root("touch -d '13 hours ago' /run/systemd/inhibit/*[0-9]")
    let check = try rig.run(["detour", "check", "stray-inhibitors"])
    #expect(check.code == 1)
    #expect(check.output.contains("that is for org.example.Player: playing a film"), "\(check)")
    // Ending the manager would end the session: no such thing is advised.
    #expect(!check.output.contains("→"))
  }
}
