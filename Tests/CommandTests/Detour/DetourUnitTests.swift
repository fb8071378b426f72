import Support
import Testing

/// What detour leaves to units of the user's service manager, under a real one.
@Suite(.serialized) struct DetourUnitTests {
  static let shared = Result { try LoginRig(hasManager: true, commands: ["detour"]) }
  let rig: LoginRig

  init() throws { rig = try Self.shared.get() }

  /// A unit of a real user manager: it runs, and is gone again, whichever way it came.
  @Test func `the guard runs as a unit`() throws {
    let server = try VirtualDisplay()
    let client = try XClient(server)
    let plain = try client.window()
    try client.map(plain)
    let cover = try client.openCover()
    let session = ["DISPLAY=\(server.name)", "XDG_SESSION_TYPE=x11"]
    try rig.run(["systemctl", "--user", "set-environment", "DISPLAY=\(server.name)"])
    let saver = try rig.start([
      "/usr/bin/python3", "-m", "dbusmock", "--session", "--template", "gnome_screensaver",
    ])
    try saver.ready {
      try rig.run(["busctl", "--user", "status", "org.gnome.ScreenSaver"]).code == 0
    }
    func detour(_ words: String...) throws -> Outcome {
      try rig.run(["env"] + session + ["detour"] + words)
    }
    func state() throws -> [String] {
      try ["is-active", "is-enabled"].map {
        try rig.run(["systemctl", "--user", $0, "detour-guard.service"]).output
      }
    }
    #expect(try detour("check", "unlock-blocked").output.contains("covers a monitor"))
    let fix = try detour("fix", "unlock-blocked", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(try eventually { try state() == ["active\n", "enabled\n"] })
    #expect(try detour("check", "unlock-blocked").output.hasPrefix("fixed"))
    // No desktop has begun the target here that the unit belongs to.
    let entry = "/run/home/.config/autostart/detour-guard.desktop"
    #expect(try rig.run(["desktop-file-validate", entry]) == Outcome())
    #expect(
      try rig.root("cat \(entry)").contains("Exec=systemctl --user start detour-guard.service\n"))
    // What it is for: the screen is locked, and what covers it goes below.
    let lowered = try eventually {
      try rig.run([
        "busctl", "--user", "call", "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver",
        "org.freedesktop.DBus.Mock", "EmitSignal", "sssav", "org.gnome.ScreenSaver",
        "ActiveChanged", "b", "1", "b", "true",
      ])
      return try GuardTests.order(server) == [plain, cover]
    }
    let status = try rig.run(["systemctl", "--user", "status", "detour-guard.service"])
    #expect(lowered, "\(status)")
    #expect(try detour("guard", "remove").code == 0)
    #expect(try state()[0] == "inactive\n")
    #expect(
      try rig.root("ls /run/home/.config/systemd/user; ls \(entry) 2>&1 || :")
        == "ls: cannot access '\(entry)': No such file or directory\n")
    #expect(try detour("status").output == "detour has changed nothing\n")

    #expect(try detour("guard", "install").code == 0)
    #expect(try eventually { try state() == ["active\n", "enabled\n"] })
    #expect(try detour("undo", "--all").code == 0)
    #expect(try state()[0] == "inactive\n")
  }

  /// gcr's own agent, switched on by a real user manager, and asked by ssh-add.
  @Test func `the agent is there once fixed`() throws {
    func run(_ words: String...) throws -> Outcome {
      try rig.run(
        words, variables: ["XDG_CURRENT_DESKTOP": "GNOME", "SSH_AUTH_SOCK": nil])
    }
    // Debian switches it on for all users, who can have it off.
    try rig.root("rm -f /run/user/1000/gcr/ssh")
    _ = try run("systemctl", "--user", "stop", "gcr-ssh-agent.socket")
    func identities() throws -> Int32 {
      try run("env", "SSH_AUTH_SOCK=/run/user/1000/gcr/ssh", "ssh-add", "-l").code
    }
    // A socket's name stays when its program has ended.
    func look(at socket: String) throws -> String {
      try run("env", "SSH_AUTH_SOCK=\(socket)", "detour", "check", "ssh-agent-moved").output
    }
    let agent = try rig.start(["ssh-agent", "-D", "-a", "/run/user/1000/old-agent"])
    try agent.ready { agent.output.contains("SSH_AUTH_SOCK") }
    #expect(try look(at: "/run/user/1000/old-agent").hasPrefix("fine"))
    try rig.root("pkill -KILL --euid 1000 -x ssh-agent; test -S /run/user/1000/old-agent")
    #expect(
      try eventually { try look(at: "/run/user/1000/old-agent").contains("no agent is there") })

    let check = try run("detour", "check", "ssh-agent-moved")
    #expect(check.code == 1, "\(check)")
    #expect(check.output.contains("SSH_AUTH_SOCK is not set"))
    // 2 is that there is no agent, 1 that it has no keys.
    #expect(try identities() == 2)
    let fix = try run("detour", "fix", "ssh-agent-moved", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(try eventually { try identities() == 1 })
    #expect(try run("detour", "check", "ssh-agent-moved").output.hasPrefix("fixed"))
    #expect(try run("detour", "undo", "ssh-agent-moved").code == 0)
    #expect(try identities() == 2)
    #expect(try run("detour", "check", "ssh-agent-moved").code == 1)
  }
}
