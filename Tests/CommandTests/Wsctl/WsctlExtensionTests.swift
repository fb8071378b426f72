import Foundation
import Support
import Testing

/// `wsctl extension` with real Shells, as it comes with an installation.
@Suite(.serialized) struct WsctlExtensionTests {
  private static let others = #"["it's@example.org", 'another@example.org']"#

  /// One that has never had the extension, but others.
  static func plainShell() throws -> GnomeShell {
    try GnomeShell.shared(
      workspaces: 4, settings: [.init("org.gnome.shell", "enabled-extensions", others)])
  }

  /// Gives the Shell the last line of an installation, as Looking Glass would; says what it was.
  @discardableResult
  private static func switchOn(_ shell: GnomeShell, as installed: Outcome) throws -> String {
    let last = try #require(installed.output.split(separator: "\n").last)
    let line = last.trimmingCharacters(in: .whitespaces)
    try shell.evaluate("\(line); 1")
    #expect(try eventually { try ExtensionRig.isThere(in: shell) })
    return line
  }

  @Test func `installs, switches and removes the extension, and nothing of others`() throws {
    let (scratch, wsctl) = try Self.installed()
    let shell = try Self.plainShell()
    let folder = "\(shell.home)/.local/share/gnome-shell/extensions/\(ExtensionRig.uuid)"
    func answer(_ words: String...) throws -> Outcome {
      try run([wsctl, "extension"] + words, variables: shell.variables)
    }
    func setting(_ key: String) throws -> String {
      try run(["gsettings", "get", "org.gnome.shell", key], variables: shell.variables).output
    }
    #expect(
      try answer("status")
        == Outcome(output: "not installed: wsctl extension install\n", code: 3))
    let early = try answer("enable")
    #expect(
      early.code == 1 && early.error == "wsctl: it is not installed: wsctl extension install\n")

    let installed = try answer("install")
    #expect(installed.code == 0 && installed.error == "", "\(installed)")
    #expect(installed.output.contains("log out and in once"))
    #expect(
      try setting("enabled-extensions")
        == #"["it's@example.org", 'another@example.org', '\#(ExtensionRig.uuid)']"# + "\n")
    let waiting = try answer("status")
    #expect(waiting.code == 3 && waiting.output.hasPrefix("installed: log out"), "\(waiting)")
    try Self.switchOn(shell, as: installed)
    let on = Outcome(output: "on: native windows are seen too\n")
    #expect(try eventually { try answer("status") == on })

    // A new version in the place of one that is on needs no login.
    try Support.shell(
      "mv '\(folder)'/windows-* '\(folder)/windows-old'; echo windows-old >'\(folder)/current'")
    #expect(try answer("install") == Outcome(output: "the new version is on\n"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/windows-old"))
    #expect(try answer("status") == on)

    #expect(try answer("disable").code == 0)
    #expect(try eventually { try !ExtensionRig.isThere(in: shell) })
    #expect(try answer("status") == Outcome(output: "off: wsctl extension enable\n", code: 3))
    #expect(try !setting("enabled-extensions").contains(ExtensionRig.uuid))
    #expect(try answer("enable") == Outcome(output: "on\n"))
    #expect(try ExtensionRig.isThere(in: shell))
    #expect(try !setting("disabled-extensions").contains(ExtensionRig.uuid))

    try run(
      ["gsettings", "set", "org.gnome.shell", "disable-user-extensions", "true"],
      variables: shell.variables)
    #expect(
      try eventually { try answer("status").output.contains("disable-user-extensions false") })
    try run(
      ["gsettings", "set", "org.gnome.shell", "disable-user-extensions", "false"],
      variables: shell.variables)
    #expect(try eventually { try answer("status") == on })

    #expect(try answer("remove") == Outcome(output: "removed\n"))
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(try setting("enabled-extensions") == Self.others + "\n")
    #expect(try !setting("disabled-extensions").contains(ExtensionRig.uuid))
    #expect(
      try answer("remove") == Outcome(output: "it is not installed in \(folder)\n"))
    withExtendedLifetime(scratch) {}
  }

  /// As a package brings it. That a Shell finds it there is what the packages' own test sees.
  @Test func `takes what is there for all users, and leaves it there`() throws {
    let (scratch, wsctl) = try Self.installed(extension: "43")
    // One of its own: that of GNOME 43 takes the code of a name from one place in a session.
    let shell = try GnomeShell(
      workspaces: 4, settings: [.init("org.gnome.shell", "enabled-extensions", Self.others)])
    let folder = scratch.path("usr/share/gnome-shell/extensions/\(ExtensionRig.uuid)")
    let own = "\(shell.home)/.local/share/gnome-shell/extensions"
    let variables = shell.variables.merging(
      ["XDG_DATA_DIRS": scratch.path("usr/share") + ":/usr/share"]
    ) { $1 }
    func answer(_ words: String...) throws -> Outcome {
      try run([wsctl, "extension"] + words, variables: variables)
    }
    func setting() throws -> String {
      try run(
        ["gsettings", "get", "org.gnome.shell", "enabled-extensions"], variables: variables
      ).output
    }

    let off = "installed for all users, and off: wsctl extension enable\n"
    #expect(try answer("status") == Outcome(output: off, code: 3))
    let early = try answer("remove")
    #expect(
      early.code == 0 && early.output.contains("the one in \(folder), for all users, is not"),
      "\(early)")
    let installed = try answer("install")
    #expect(
      installed.code == 0
        && installed.output.hasPrefix("it is in \(folder) for all users: log out and in once"),
      "\(installed)")
    #expect(!FileManager.default.fileExists(atPath: "\(own)/\(ExtensionRig.uuid)"))
    #expect(try answer("status").output.hasPrefix("installed: log out and in once"))
    let line = try Self.switchOn(shell, as: installed)
    let on = Outcome(output: "on: native windows are seen too\n")
    #expect(try eventually { try answer("status") == on })
    #expect(try answer("install") == on)
    #expect(try answer("disable").code == 0)
    #expect(try eventually { try !ExtensionRig.isThere(in: shell) })
    #expect(try answer("enable") == Outcome(output: "on\n"))
    #expect(
      try answer("remove")
        == Outcome(output: "off; the one in \(folder), for all users, stays\n"))
    #expect(try !ExtensionRig.isThere(in: shell))
    #expect(try setting() == Self.others + "\n")
    #expect(FileManager.default.fileExists(atPath: "\(folder)/metadata.json"))

    // The user's own goes before it, and is what is removed.
    let manager = "Main.extensionManager"
    try shell.evaluate(
      "\(manager).unloadExtension(\(manager).lookup('\(ExtensionRig.uuid)')); 1")
    try ExtensionRig.install("43", in: own)
    #expect(
      try answer("remove")
        == Outcome(output: "removed; the one in \(folder), for all users, stays, and is off\n"))
    #expect(!FileManager.default.fileExists(atPath: "\(own)/\(ExtensionRig.uuid)"))

    // One for another release is of no use to this Shell.
    try ExtensionRig.install("48", in: scratch.path("usr/share/gnome-shell/extensions"))
    try shell.evaluate("\(line); 1")
    let other = "the one in \(folder) is not the one for GNOME Shell 43"
    #expect(
      try eventually {
        let status = try answer("status")
        return status.code == 3 && status.output.hasPrefix(other)
      })
    #expect(try answer("install").output.hasPrefix("installed for GNOME Shell 43"))
    #expect(FileManager.default.fileExists(atPath: "\(own)/\(ExtensionRig.uuid)/metadata.json"))
  }

  @Test func `sees that the Shell has become another release`() throws {
    let (scratch, wsctl) = try Self.installed()
    let shell = try GnomeShell(
      .newer, workspaces: 4,
      settings: [.init("org.gnome.shell", "enabled-extensions", "['\(ExtensionRig.uuid)']")]
    ) { home in
      try ExtensionRig.install("43", in: "\(home)/.local/share/gnome-shell/extensions")
    }
    let status = try run([wsctl, "extension", "status"], variables: shell.variables)
    #expect(
      status.code == 3 && status.output.contains("not the one for GNOME Shell 48"), "\(status)")
    let installed = try run([wsctl, "extension", "install"], variables: shell.variables)
    #expect(installed.code == 0 && installed.output.contains("log out and in once"), "\(installed)")
    let file =
      "\(shell.home)/.local/share/gnome-shell/extensions/\(ExtensionRig.uuid)/extension.js"
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("export default"))
    withExtendedLifetime(scratch) {}
  }

  /// Each state of it has a line of its own, and exit code 3.
  @Test func `tells why the extension is not on`() throws {
    let shell = try ExtensionRig.start(.installed, workspaces: 4)
    func status() throws -> Outcome {
      try run([product("wsctl"), "extension", "status"], variables: shell.variables)
    }
    func switchOn(_ isOn: Bool) throws {
      try shell.evaluate(
        "Main.extensionManager.\(isOn ? "en" : "dis")ableExtension('\(ExtensionRig.uuid)'); 1")
    }
    #expect(try status().code == 0)
    // As while the screen is locked: the Shell takes it down, and a screen saver says so.
    let saver = try Background(
      ["/usr/bin/python3", rig("screen-saver.py"), "org.gnome.ScreenSaver"],
      variables: shell.variables)
    try saver.ready { saver.output.hasPrefix("ready") }
    let isLocked = try run(
      [
        "gdbus", "call", "--session", "--dest", "org.gnome.ScreenSaver", "--object-path",
        "/org/gnome/ScreenSaver", "--method", "org.gnome.ScreenSaver.Lock",
      ], variables: shell.variables)
    #expect(isLocked.code == 0, "\(isLocked)")
    try shell.evaluate("Main.sessionMode.pushMode('unlock-dialog'); 1")
    #expect(
      try eventually {
        try status() == Outcome(output: "off while the screen is locked\n", code: 3)
      })
    try shell.evaluate("Main.sessionMode.popMode('unlock-dialog'); 1")
    saver.stop()
    #expect(try eventually { try status().code == 0 })

    // Another program has taken the name while it was off.
    try switchOn(false)
    #expect(try eventually { try !ExtensionRig.isThere(in: shell) })
    let squatter = try Background(
      ["/usr/bin/python3", rig("odd-shell.py"), "odd"], variables: shell.variables)
    try squatter.ready { squatter.output == "ready\n" }
    try switchOn(true)
    let taken = "another program has the name io.github.detour.Windows on the session bus\n"
    #expect(try eventually { try status() == Outcome(output: taken, code: 3) })
    squatter.stop()
    #expect(try eventually { try status().code == 0 })
  }

  @Test(arguments: [GnomeShell.Release.installed, .newest])
  func `tells that the extension failed, and with what`(release: GnomeShell.Release) throws {
    let shell = try GnomeShell(
      release, workspaces: 4,
      settings: [.init("org.gnome.shell", "enabled-extensions", "['\(ExtensionRig.uuid)']")]
    ) { home in
      let folder = "\(home)/.local/share/gnome-shell/extensions"
      try ExtensionRig.install(release.number, in: folder)
      try Support.shell(
        #"echo 'throw new Error("all is \u001b[31mlost");' >>'\#(folder)/\#(ExtensionRig.uuid)/extension.js'"#
      )
    }
    var status = Outcome()
    #expect(
      try eventually {
        status = try run([product("wsctl"), "extension", "status"], variables: shell.variables)
        return status.output.hasPrefix("failed: ")
      }, "\(status)")
    #expect(status.code == 3 && status.output.contains("lost"), "\(status)")
    #expect(!status.output.contains("\u{1b}"), "\(status)")
  }

  @Test func `says that there is no Shell, and which releases there are none for`() throws {
    let (scratch, wsctl) = try Self.installed()
    let home = scratch.path("home")
    let variables: [String: String?] = [
      "HOME": home, "XDG_DATA_HOME": nil, "XDG_RUNTIME_DIR": home,
      "DBUS_SESSION_BUS_ADDRESS": nil, "GSETTINGS_BACKEND": "memory",
    ]
    let status = try run([wsctl, "extension", "status"], variables: variables)
    #expect(status == Outcome(error: "wsctl: no GNOME Shell answers in this session\n", code: 1))
    let install = try run([wsctl, "extension", "install"], variables: variables)
    #expect(install.code == 1 && install.error.hasSuffix("say which: --shell 48\n"), "\(install)")
    let old = try run([wsctl, "extension", "install", "--shell", "42"], variables: variables)
    #expect(old.code == 1 && old.error.contains("it is for 43 and later"), "\(old)")
    let named = try run([wsctl, "extension", "install", "--shell", "50"], variables: variables)
    #expect(named.code == 0 && named.output.contains("GNOME Shell 50"), "\(named)")
    let place = "\(home)/.local/share/gnome-shell/extensions/\(ExtensionRig.uuid)"
    #expect(FileManager.default.fileExists(atPath: "\(place)/metadata.json"))
  }

  /// wsctl and what comes with it, as `make install` copies them.
  static func installed(
    _ commands: String = "wsctl", extension release: String = ""
  ) throws -> (Scratch, String) {
    let scratch = try Scratch()
    let built = URL(filePath: product("wsctl")).deletingLastPathComponent().path
    try Support.shell(
      """
      PREFIX='\(scratch.path("usr"))' DESTDIR='' EXTENSION='\(release)' \
        '\(packageRoot)/desktop/packaging/copy' '\(built)' \(commands)
      mkdir -p '\(scratch.path("home"))'
      """)
    return (scratch, scratch.path("usr/bin/wsctl"))
  }
}
