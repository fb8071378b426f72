import Foundation
import Support
import Testing

/// What stands in the way of a fix: one line says it, and nothing is half done.
@Suite struct DetourTroubleTests {
  static let preferences = "org.gnome.desktop.wm.preferences"
  static let keys = "org.gnome.desktop.wm.keybindings"

  /// A system's database with locks, as dconf itself compiles it, for one program's profile.
  private func lock(_ session: DesktopSession, _ keys: String...) throws -> [String: String?] {
    try session.write("locks/locks/all", keys.joined(separator: "\n") + "\n")
    try session.write("locks/values", "[org/example]\nkey=1\n")
    try session.shell("dconf compile \(session.home)/locked \(session.home)/locks")
    return [
      "DCONF_PROFILE": try session.write(
        "profile", "user-db:user\nfile-db:\(session.home)/locked\n")
    ]
  }

  @Test func `explains a locked key`() throws {
    let session = try DesktopSession()
    let locked = try lock(session, "/org/gnome/desktop/wm/preferences/mouse-button-modifier")
    #expect(
      try session.shell("gsettings writable \(Self.preferences) mouse-button-modifier", locked)
        == "false\n")
    #expect(
      try session.command(["detour", "check", "alt-drag"], locked)
        == Outcome(
          output: """
            affected        alt-drag  windows are dragged with '<Super>', not with '<Alt>'
                                      the system's administrator has locked the setting

            """, code: 1))
    #expect(
      try session.command(["detour", "fix", "alt-drag", "--yes"], locked)
        == Outcome(
          output: "set \(Self.preferences) mouse-button-modifier to '<Alt>'\n",
          error: """
            detour: could not set \(Self.preferences) mouse-button-modifier to '<Alt>': \
            \(Self.preferences) mouse-button-modifier is locked by the system's administrator; \
            nothing was changed

            """, code: 1))
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }

  /// A profile may name a database that nobody has compiled: dconf says so of each reading, and goes on.
  @Test func `a database that is not there is in nobody's way`() throws {
    let session = try DesktopSession()
    let profile = [
      "DCONF_PROFILE": try session.write("profile", "user-db:user\nsystem-db:detour-nowhere\n")
    ]
    func value() throws -> String {
      try session.shell("gsettings get \(Self.preferences) mouse-button-modifier 2>&1", profile)
    }
    let before = try value()
    #expect(before.contains("/etc/dconf/db/detour-nowhere"))
    #expect(before.hasSuffix("'<Super>'\n"))
    let fix = try session.command(["detour", "fix", "alt-drag", "--yes"], profile)
    #expect(fix.code == 0 && fix.error == "", "\(fix)")
    #expect(try value().hasSuffix("'<Alt>'\n"))
    let undo = try session.command(["detour", "undo", "alt-drag"], profile)
    #expect(undo.code == 0 && undo.error == "", "\(undo)")
    #expect(try value().hasSuffix("'<Super>'\n"))
    #expect(try session.shell("dconf dump /") == "")
  }

  /// One of eight is locked: none is changed.
  @Test func `changes all or nothing`() throws {
    let session = try DesktopSession()
    let locked = try lock(session, "/org/gnome/desktop/wm/keybindings/switch-to-workspace-11")
    let bind = try session.command(
      ["detour", "keys", "bind", "switch", "5-12", "<Control>F%n", "--yes"], locked)
    #expect(bind.code == 1)
    #expect(bind.error.contains("switch-to-workspace-11 is locked"), "\(bind)")
    #expect(bind.error.filter { $0 == "\n" }.count == 1)
    #expect(try session.shell("dconf dump /") == "")
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }

  /// Without a bus dconf can't be told of a change.
  @Test(arguments: [["fix", "alt-drag"], ["keys", "bind", "switch", "5-12", "<Control>F%n"]])
  func `changes nothing without a bus`(arguments: [String]) throws {
    let session = try DesktopSession()
    let outcome = try session.command(
      ["detour"] + arguments + ["--yes"],
      ["DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus"])
    #expect(outcome.code == 1)
    #expect(outcome.error.hasPrefix("detour: could not set "), "\(outcome)")
    #expect(outcome.error.filter { $0 == "\n" }.count == 1)
    #expect(try session.shell("dconf dump /") == "")
  }

  /// dconf-service itself, stopped where it is: it is not told what it would do when it goes on.
  @Test(arguments: [
    ["fix", "alt-drag", "--yes"], ["keys", "bind", "switch", "5-12", "<Control>F%n", "--yes"],
    ["undo", "right-drag-resize"], ["undo", "--all"],
  ])
  func `does not wait for a store that hangs`(arguments: [String]) throws {
    let session = try DesktopSession()
    #expect(try session.command(["detour", "fix", "right-drag-resize", "--yes"]).code == 0)
    let before = try session.shell("dconf dump /")
    let status = try session.command(["detour", "status"])
    let service = try session.shell(
      """
      gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus \
        --method org.freedesktop.DBus.GetConnectionUnixProcessID ca.desrt.dconf | grep -o '[0-9]*,'
      """
    ).dropLast(2)
    try shell("kill -STOP \(service)")
    var outcome = Outcome()
    let time = try ContinuousClock().measure {
      outcome = try session.command(["detour"] + arguments)
    }
    try shell("kill -CONT \(service)")
    // GIO alone would wait for twenty-five seconds, and as long again to put it back.
    #expect(time < .seconds(20), "\(time)")
    #expect(outcome.code == 1)
    #expect(
      outcome.error.contains("dconf-service, which keeps the settings, does not answer"),
      "\(outcome)")
    #expect(outcome.error.filter { $0 == "\n" }.count == 1)
    // Nor does it happen afterwards: what it is told now comes after all that it was told before.
    try session.shell("gsettings set org.gnome.desktop.interface clock-show-date false")
    try session.shell("gsettings reset org.gnome.desktop.interface clock-show-date")
    #expect(try session.shell("dconf dump /") == before)
    #expect(try session.command(["detour", "status"]) == status)
    #expect(try session.command(["detour", "undo", "--all"]).code == 0)
    #expect(try session.shell("dconf dump /") == "")
  }

  @Test func `says that a schema is missing`() throws {
    let session = try DesktopSession()
    let nowhere: [String: String?] = [
      "XDG_DATA_DIRS": "/nonexistent", "XDG_DATA_HOME": "/nonexistent", "GSETTINGS_SCHEMA_DIR": nil,
    ]
    #expect(
      try session.command(["detour", "fix", "alt-drag", "--yes"], nowhere)
        == Outcome(
          error:
            "detour: alt-drag is not applicable: there is no settings schema \(Self.preferences) on this system\n",
          code: 1))
    let bind = try session.command(
      ["detour", "keys", "bind", "switch", "5", "<Control>F5", "--yes"], nowhere)
    #expect(bind.code == 1)
    #expect(bind.error.contains("there is no settings schema \(Self.keys)"), "\(bind)")
    #expect(bind.error.filter { $0 == "\n" }.count == 1)
    #expect(try session.command(["detour", "keys", "list"], nowhere).code == 1)
  }

  /// A state directory that can't be written: what could not be undone later is not done.
  @Test func `changes nothing that it cannot write down`() throws {
    let session = try DesktopSession()
    try session.write(".local/state", "a file, and no directory\n")
    let outcome = try session.command(["detour", "fix", "alt-drag", "--yes"])
    #expect(outcome.code == 1)
    #expect(outcome.error.filter { $0 == "\n" }.count == 1)
    #expect(outcome.error.contains(".local/state/detour: "), "\(outcome)")
    #expect(try session.shell("dconf dump /") == "")
  }

  /// The second step fails: the first is put back. And a fix that is killed between them is
  /// written down already, and can be undone.
  @Test func `puts back what a fix that fails has done`() throws {
    let session = try DesktopSession()
    let unit = "\(session.home)/.config/systemd/user/detour-guard.service"
    func manager(_ script: String) throws -> [String: String?] {
      try session.write("bin/systemctl", "#!/bin/sh\necho \"$*\" >>$HOME/asked\n\(script)\n")
      try session.shell("chmod +x $HOME/bin/systemctl; rm -f $HOME/asked")
      return ["PATH": "\(session.home)/bin:\(systemPath)"]
    }
    let failing = try session.command(
      ["detour", "guard", "install"],
      manager("test -e \(unit) && echo nonsense >&2 && echo 'it is full' >&2; exit 1"))
    #expect(
      failing.error
        == "detour: could not run systemctl --user enable --now detour-guard.service: it is full; nothing was changed\n"
    )
    #expect(failing.code == 1)
    #expect(!FileManager.default.fileExists(atPath: unit))
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")

    let killed = try session.command(
      ["detour", "guard", "install"], manager("kill -9 $PPID; sleep 0.2"))
    #expect(killed.code == 128 + 9)
    #expect(FileManager.default.fileExists(atPath: unit))
    let status = try session.command(["detour", "status"]).output
    #expect(status.contains("write \(unit)"), "\(status)")
    let undo = try session.command(["detour", "undo", "--all"], manager("exit 0"))
    #expect(undo.code == 0, "\(undo)")
    #expect(
      try session.shell("cat $HOME/asked") == "--user disable --now detour-guard.service\n")
    #expect(!FileManager.default.fileExists(atPath: unit))
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }

  /// A file that somebody has edited is left, and named.
  @Test func `leaves a file that somebody edited`() throws {
    let session = try DesktopSession()
    try session.write("bin/systemctl", "#!/bin/sh\n")
    try session.shell("chmod +x $HOME/bin/systemctl")
    let path = ["PATH": Optional("\(session.home)/bin:\(systemPath)")]
    #expect(try session.command(["detour", "guard", "install"], path).code == 0)
    let unit = "\(session.home)/.config/systemd/user/detour-guard.service"
    #expect(
      try session.command(["detour", "guard", "install"], path).error
        == "detour: could not write \(unit): it exists already; nothing was changed\n")
    try session.shell("echo '# mine' >>\(unit)")
    let remove = try session.command(["detour", "guard", "remove"], path)
    #expect(remove.code == 1)
    #expect(remove.error.contains(": it is another text now; "), "\(remove)")
    #expect(try session.command(["detour", "undo", "guard", "--force"], path).code == 0)
    #expect(!FileManager.default.fileExists(atPath: unit))
  }

  /// dconf's writer refuses to undo: its error is told of only once nobody waits any more, at times. A value
  /// of its own, and a list.
  @Test(arguments: [
    (["fix", "alt-drag"], "alt-drag"), (["keys", "bind", "switch", "13", "<Control>F2"], "keys"),
  ])
  func `forgets nothing that is not undone`(fix: [String], name: String) throws {
    let session = try DesktopSession()
    let fixed = try session.command(["detour"] + fix + ["--yes"])
    #expect(fixed.code == 0, "\(fixed)")
    let before = try session.shell("dconf dump /")
    #expect(before != "")
    let full = try Background(
      ["/usr/bin/python3", "-c", Self.fullStore], variables: session.variables)
    try full.ready { full.output == "full\n" }
    for _ in 0..<8 {
      let undo = try session.command(["detour", "undo", name])
      #expect(undo.code == 1 && undo.output == "", "\(undo)")
      #expect(undo.error.filter { $0 == "\n" }.count == 1, "\(undo)")
      #expect(try session.command(["detour", "status"]).output.contains(name))
    }
    full.stop()
    #expect(try session.shell("dconf dump /") == before)
    #expect(try session.command(["detour", "undo", name]).code == 0)
    #expect(try session.shell("dconf dump /") == "")
  }

  /// Takes the place of dconf-service, and says of each change that the disk is full.
  private static let fullStore = """
    import dbus, dbus.service, dbus.mainloop.glib, os, time
    from gi.repository import GLib
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    NAME = 'ca.desrt.dconf'
    class Full(dbus.DBusException):
      _dbus_error_name = 'org.gtk.GDBus.UnmappedGError.Quark._g_2dfile_2derror_2dquark.Code12'
    class Writer(dbus.service.FallbackObject):
      @dbus.service.method(NAME + '.Writer', in_signature='ay', out_signature='s')
      def Change(self, blob): raise Full('No space left on device')
      @dbus.service.method(NAME + '.Writer')
      def Init(self): pass
    bus = dbus.SessionBus()
    if bus.name_has_owner(NAME):
      process = bus.get_object('org.freedesktop.DBus', '/').GetConnectionUnixProcessID(NAME)
      os.kill(process, 9)
      while bus.name_has_owner(NAME): time.sleep(0.01)
    name = dbus.service.BusName(NAME, bus, do_not_queue=True)
    writer = Writer(bus, '/ca/desrt/dconf/Writer')
    print('full', flush=True)
    GLib.MainLoop().run()
    """

  /// A reader that goes keeps nothing from being done, and the exit code says what was.
  @Test func `goes on without a reader`() throws {
    let session = try DesktopSession()
    func detour(_ words: String) throws -> Outcome {
      try run(unread("'\(product("detour"))' \(words)"), variables: session.variables)
    }
    #expect(try detour("fix alt-drag right-drag-resize --yes") == Outcome(error: "0\n"))
    #expect(
      try session.shell("gsettings get \(Self.preferences) mouse-button-modifier") == "'<Alt>'\n")
    #expect(
      try session.shell("gsettings get \(Self.preferences) resize-with-right-button") == "true\n")
    #expect(
      try detour("keys bind switch 5 '<Control>F5' --yes") == Outcome(error: "0\n"))
    #expect(
      try session.shell("gsettings get \(Self.keys) switch-to-workspace-5") == "['<Control>F5']\n")
    #expect(try detour("undo --all") == Outcome(error: "0\n"))
    #expect(try session.shell("dconf dump /") == "")
    #expect(try detour("check alt-drag") == Outcome(error: "1\n"))
  }

  /// Of two that are to be undone one can't be: the other is undone all the same.
  @Test func `undoes what it can`() throws {
    let session = try DesktopSession()
    #expect(try session.command(["detour", "fix", "right-drag-resize", "--yes"]).code == 0)
    #expect(try session.command(["detour", "fix", "alt-drag", "--yes"]).code == 0)
    try session.shell("gsettings set \(Self.preferences) mouse-button-modifier '<Shift>'")
    let undo = try session.command(["detour", "undo", "--all"])
    #expect(undo.code == 1)
    #expect(undo.output == "undone: set \(Self.preferences) resize-with-right-button to true\n")
    #expect(undo.error.filter { $0 == "\n" }.count == 1)
    let status = try session.command(["detour", "status"]).output
    #expect(status.hasPrefix("alt-drag") && status.filter { $0 == "\n" }.count == 1)
    // Somebody has put it back himself: there is nothing left to undo, and that is no failure.
    try session.shell("gsettings reset \(Self.preferences) mouse-button-modifier")
    #expect(
      try session.command(["detour", "undo", "alt-drag"])
        == Outcome(
          output: "undone already: set \(Self.preferences) mouse-button-modifier to '<Alt>'\n"))
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }
}
