import Support
import Testing

/// The quirks of logind, against a real one with a lid, a display and sessions.
@Suite(.serialized) struct DetourLoginTests {
  /// A rig in which our commands are installed beside each other.
  private func rig(services: String = "", hasManager: Bool = false) throws -> LoginRig {
    let rig = try LoginRig(services: services, hasManager: hasManager)
    try shell("cp '\(product("detour"))' '\(rig.commands)/detour'")
    return rig
  }

  private func holders(_ rig: LoginRig) throws -> [String] {
    try rig.inhibitors().filter { $0.contains("handle-lid-switch") }
  }

  @Test func theLidLocksOnceFixed() throws {
    let rig = try rig()
    let locker = try rig.startLocker()
    let useless = try rig.start(["systemd-inhibit", "--who=player", "sleep", "600"])
    try useless.ready { try rig.inhibitors().contains { $0.contains("player") } }
    let check = try rig.run(["detour", "check", "lid-suspends"])
    #expect(check.code == 1)
    #expect(check.output.contains("nobody holds handle-lid-switch"), "\(check)")
    #expect(check.output.contains("player holds shutdown:sleep:idle, which does not stop the lid"))
    // As it says: the lid suspends.
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > 0 })
    try rig.set(.lid, false)
    try rig.unlock()

    let fix = try rig.run(["detour", "fix", "lid-suspends", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    #expect(try holders(rig).count == 1)
    #expect(try rig.run(["detour", "check", "lid-suspends"]).output.hasPrefix("fixed"))
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake() && rig.suspends == before)
    // UndoResult under a closed lid it would suspend at once: that is not done behind one's back.
    let closed = try rig.run(["detour", "undo", "lid-suspends"])
    #expect(closed.code == 1)
    #expect(closed.error.contains("the lid is closed"), "\(closed)")
    #expect(closed.error.filter { $0 == "\n" }.count == 1)
    try rig.set(.lid, false)
    let undo = try rig.run(["detour", "undo", "lid-suspends"])
    #expect(undo.code == 0, "\(undo)")
    #expect(try eventually { try holders(rig).isEmpty })
    #expect(
      try rig.root("ls /run/home/.config/autostart 2>&1 || :").contains("detour-lid") == false)
    #expect(try rig.run(["detour", "check", "lid-suspends"]).code == 1)
    withExtendedLifetime((locker, useless)) {}
  }

  /// Locks that look like the right one: GNOME's own goes with the display (systemd#7137), and
  /// another lid daemon decides by itself (systemd#32196).
  @Test func fixesNothingByALockThatPasses() throws {
    let rig = try rig()
    func detour(_ words: String...) throws -> Outcome { try rig.run(["detour"] + words) }
    let passing = try rig.start([
      "systemd-inhibit", "--what=handle-lid-switch", "--who=gsd",
      "--why=External monitor attached or configuration changed recently", "sleep", "600",
    ])
    try passing.ready { try rig.inhibitors().contains { $0.contains("gsd") } }
    let check = try detour("check", "lid-suspends")
    #expect(check.code == 1)
    #expect(check.output.hasPrefix("affected"), "\(check)")
    #expect(check.output.contains(") holds it only while an external monitor is attached"))
    let fix = try detour("fix", "lid-suspends", "--yes")
    #expect(fix.code == 0, "\(fix)")
    passing.stop()
    #expect(try eventually { try !rig.inhibitors().contains { $0.contains("gsd") } })
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(rig.staysAwake() && rig.suspends == before)
    try rig.set(.lid, false)
    #expect(try detour("undo", "lid-suspends").code == 0)
    #expect(try eventually { try holders(rig).isEmpty })

    let other = try rig.start([
      "systemd-inhibit", "--what=handle-lid-switch", "--who=PowerDevil",
      "--why=KDE handles power events", "sleep", "600",
    ])
    defer { other.stop() }
    try other.ready { try rig.inhibitors().contains { $0.contains("PowerDevil") } }
    let unknown = try detour("check", "lid-suspends")
    #expect(unknown.code == 1)
    #expect(unknown.output.contains(") handles the lid by its own settings"), "\(unknown)")
  }

  /// What lidctl remembered and did before a fix has no say in it, and comes back.
  @Test func givesBackWhatLidctlDidBefore() throws {
    let rig = try rig()
    func detour(_ words: String...) throws -> Outcome { try rig.run(["detour"] + words) }
    func file() throws -> String { try rig.root("cat /run/home/.config/detour/lid.conf") }
    func entry() throws -> String {
      try rig.root("cat /run/home/.config/autostart/detour-lid.desktop 2>&1 || :")
    }
    try rig.set(mains: false, battery: 80)
    #expect(try rig.run(["lidctl", "enable", "--on-close", "nothing", "--only", "ac"]).code == 0)
    let (remembered, started) = (try file(), try entry())
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    let fix = try detour("fix", "lid-suspends", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(fix.output.contains("lid-suspends is fixed"), "\(fix)")
    #expect(try file().contains("on-close=lock\nonly=\n") || file().contains("on-close=lock\n"))
    #expect(try holders(rig).count == 1)
    #expect(try detour("undo", "lid-suspends").code == 0)
    #expect(try eventually { try holders(rig).isEmpty })
    #expect(try file() == remembered)
    #expect(try entry() == started && started.contains("Exec="))

    // It waited for the mains, and does so again.
    #expect(try rig.run(["lidctl", "disable"]).code == 0)
    #expect(try rig.run(["lidctl", "on", "--for", "2h"]).code == 0)
    #expect(try detour("check", "lid-suspends").output.hasPrefix("affected"))
    #expect(try detour("fix", "lid-suspends", "--yes").code == 0)
    #expect(try detour("undo", "lid-suspends").code == 0)
    #expect(try entry().contains("No such file"))
    #expect(try file() == remembered)
    #expect(try holders(rig).isEmpty)
    let status = try rig.run(["lidctl", "status"])
    #expect(status.output.contains("inactive now until "), "\(status)")
    try rig.set(mains: true, battery: 80)
    #expect(try eventually { try holders(rig).count == 1 })

    // Other options since the fix are not thrown away unasked.
    #expect(try rig.run(["lidctl", "off"]).code == 0)
    #expect(try detour("fix", "lid-suspends", "--yes").code == 0)
    #expect(try rig.run(["lidctl", "on", "--min-battery", "20"]).code == 0)
    let refused = try detour("undo", "lid-suspends")
    #expect(refused.code == 1 && refused.error.contains("--force"), "\(refused)")
    #expect(try detour("undo", "lid-suspends", "--force").code == 0)
    #expect(try file() == remembered)
  }

  /// What does not answer in time is unknown, and not fine.
  @Test func callsWhatASilentLogindLeavesOpenUnknown() throws {
    let rig = try rig()
    try rig.root("kill -STOP $(pidof systemd-logind)")
    defer { _ = try? rig.root("kill -CONT $(pidof systemd-logind)") }
    for quirk in ["lid-suspends", "display-standby-suspends", "stray-inhibitors"] {
      let check = try rig.run(["detour", "check", quirk])
      #expect(check.code == 1)
      #expect(check.output.hasPrefix("unknown"), "\(check)")
      #expect(check.output.contains("logind does not answer"), "\(check)")
    }
  }

  /// With the lid closed the display alone keeps the machine awake, until it goes into standby.
  @Test func theDisplaysStandbyDoesNotSuspendOnceFixed() throws {
    let rig = try rig()
    let locker = try rig.startLocker()
    try rig.set(mains: true, battery: 80)
    let check = { try rig.run(["detour", "check", "display-standby-suspends"]) }
    #expect(try check().output.contains("the lid is open"))
    try rig.set(externalDisplay: true)
    try rig.set(.lid, true)
    let found = try check()
    #expect(found.code == 1)
    #expect(
      found.output.contains("only the display at card0-HDMI-A-1 keeps the machine awake"),
      "\(found)")
    #expect(rig.staysAwake())
    try rig.set(externalDisplay: false)
    #expect(eventually { rig.suspends > 0 })

    try rig.set(externalDisplay: true)
    let fix = try rig.run(["detour", "fix", "display-standby-suspends", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    #expect(try check().output.hasPrefix("fixed"))
    let before = rig.suspends
    try rig.set(externalDisplay: false)
    #expect(rig.staysAwake(.seconds(1)) && rig.suspends == before)
    try rig.set(.lid, false)
    #expect(try rig.run(["detour", "undo", "display-standby-suspends"]).code == 0)
    #expect(try eventually { try holders(rig).isEmpty })
    withExtendedLifetime(locker) {}
  }

  /// A lock is as old as the file that logind has for it; the process may be much older.
  @Test func namesALockThatIsForgotten() throws {
    let rig = try rig()
    let lock = try rig.start([
      "systemd-inhibit", "--what=sleep", "--who=an old program", "--why=copying", "sleep", "600",
    ])
    try lock.ready { try rig.inhibitors().contains { $0.contains("an old program") } }
    #expect(try rig.run(["detour", "check", "stray-inhibitors"]).output.hasPrefix("fine"))
    try rig.root("touch -d '13 hours ago' /run/systemd/inhibit/*[0-9]")
    let check = try rig.run(["detour", "check", "stray-inhibitors"])
    #expect(check.code == 1)
    #expect(check.output.contains("an old program (process "), "\(check)")
    #expect(check.output.contains(") holds sleep for 13 hours: copying"))
    // The command that it prints ends the lock.
    let command = try #require(check.output.split(separator: "→ ").last)
    #expect(try rig.run(["sh", "-c", String(command)]).code == 0)
    #expect(
      try eventually { try rig.run(["detour", "check", "stray-inhibitors"]).code == 0 })
  }

  /// GNOME's session holds one lock for all that it was told of, and it tells for whom.
  @Test func namesWhomTheSessionsLockIsFor() throws {
    let rig = try rig(services: systemServices)
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

  /// A real GNOME Shell locks before the machine sleeps, when its setting lets it.
  @Test func theScreenIsLockedAfterSleepOnceFixed() throws {
    let rig = try rig(services: systemServices)
    let shell = try rig.startShell()
    defer { withExtendedLifetime(shell) {} }
    let setting = ["org.gnome.desktop.screensaver", "lock-enabled"]
    #expect(try rig.run(["gsettings", "set"] + setting + ["false"]).code == 0)
    let check = try rig.run(["detour", "check", "resumes-unlocked"])
    #expect(check.code == 1)
    func sleep() throws {
      let before = rig.suspends
      try rig.root(
        """
        busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager \
          Suspend b false
        """)
      #expect(eventually { rig.suspends > before })
      #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
    }
    try sleep()
    #expect(try !rig.isLocked())
    let fix = try rig.run(["detour", "fix", "resumes-unlocked", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    try sleep()
    #expect(try eventually { try rig.isLocked() })
    #expect(try rig.run(["detour", "undo", "resumes-unlocked"]).code == 0)
    #expect(try rig.run(["gsettings", "get"] + setting).output == "false\n")
  }

  /// A unit of a real user manager: it runs, and is gone again, whichever way it came.
  @Test func theGuardRunsAsAUnit() throws {
    let rig = try rig(hasManager: true)
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
      try rig.root("ls /run/home/.config/systemd/user").contains("detour-guard") == false)
    #expect(try detour("status").output == "detour has changed nothing\n")

    #expect(try detour("guard", "install").code == 0)
    #expect(try eventually { try state() == ["active\n", "enabled\n"] })
    #expect(try detour("undo", "--all").code == 0)
    #expect(try state()[0] == "inactive\n")
  }

  /// A unit with the indexer's name that does not come to an end, in a real user manager.
  @Test func anIndexerThatIsBusyIsStopped() throws {
    let rig = try rig(hasManager: true)
    let unit = "tracker-miner-fs-3.service"
    func manager(_ words: String...) throws -> String {
      try rig.run(["systemctl", "--user"] + words + [unit]).output
    }
    func detour(_ words: String...) throws -> Outcome {
      try rig.run(["detour"] + words + ["indexer-busy"])
    }
    #expect(try detour("check").output.hasPrefix("not applicable"))
    try rig.shell(
      """
      mkdir -p ~/.local/share/systemd/user
      printf '[Service]\\nExecStart=/bin/sh -c "while :; do :; done"\\n' \
        >~/.local/share/systemd/user/\(unit)
      systemctl --user daemon-reload
      """)
    func start() throws {
      _ = try manager("start")
      // It gets its share of the processors whatever else runs beside the tests.
      try rig.root("chrt -r -p 1 \(manager("show", "--value", "-p", "MainPID"))")
    }
    try start()
    let check = try detour("check")
    let status = try manager("status")
    #expect(check.code == 1, "\(check) \(status)")
    #expect(check.output.contains("\(unit) takes "), "\(check)")
    let fix = try detour("fix", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(try manager("is-active") == "inactive\n" || manager("is-active") == "failed\n")
    #expect(try manager("show", "--value", "-p", "LoadState") == "masked\n")
    #expect(try detour("check").output.hasPrefix("fixed"))
    #expect(try detour("undo").code == 0)
    #expect(try manager("show", "--value", "-p", "LoadState") == "loaded\n")
    _ = try manager("start")
    #expect(try manager("is-active") == "active\n")
  }

  /// gcr's own agent, switched on by a real user manager, and asked by ssh-add.
  @Test func theAgentIsThereOnceFixed() throws {
    let rig = try rig(hasManager: true)
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
