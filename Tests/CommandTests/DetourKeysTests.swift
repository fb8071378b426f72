import Support
import Testing

@Suite struct DetourKeysTests {
  static let keys = "org.gnome.desktop.wm.keybindings"
  static let media = "org.gnome.settings-daemon.plugins.media-keys"

  @Test func namesEachClashBeforeItWrites() throws {
    let session = try DesktopSession()
    let refused = try session.command(["detour", "keys", "bind", "switch", "1-2", "<Super>%n"])
    #expect(
      refused
        == Outcome(
          error: """
            detour: <Super>1 is switch-to-application-1 (org.gnome.shell.keybindings); \
            <Super>2 is switch-to-application-2 (org.gnome.shell.keybindings): \
            --replace takes the key away from it

            """, code: 1))
    #expect(try session.shell("dconf dump /") == "")
  }

  /// The same key spelled otherwise is the same key.
  @Test(arguments: ["<Mod4>1", "<super>1", "<Super>1"])
  func seesThroughSpelling(key: String) throws {
    let session = try DesktopSession()
    let outcome = try session.command(["detour", "keys", "bind", "move", "3", key, "--yes"])
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("switch-to-application-1"))
  }

  @Test func replacesAndGivesBack() throws {
    let session = try DesktopSession()
    let bound = try session.command([
      "detour", "keys", "bind", "switch", "1-2", "<Super>%n", "--replace", "--yes",
    ])
    #expect(bound.code == 0)
    #expect(
      try session.shell("gsettings get org.gnome.shell.keybindings switch-to-application-2")
        == "@as []\n")
    #expect(
      try session.shell("gsettings get \(Self.keys) switch-to-workspace-2") == "['<Super>2']\n")
    #expect(try session.command(["detour", "undo", "keys"]).code == 0)
    #expect(try session.shell("dconf dump /") == "")
  }

  @Test func callsACommandBeyondTheTwelfth() throws {
    let session = try DesktopSession()
    let path = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom"
    // The user's own command stays where it is, and keeps its number.
    try session.shell("gsettings set \(Self.media) custom-keybindings \"['\(path)0/']\"")
    let bind = try session.command([
      "detour", "keys", "bind", "switch", "13-14", "<Super><Alt>F%n", "--yes",
    ])
    #expect(bind.code == 0, "\(bind)")
    #expect(
      try session.shell("gsettings get \(Self.media) custom-keybindings")
        == "['\(path)0/', '\(path)1/', '\(path)2/']\n")
    let command = try session.shell(
      "gsettings get \(Self.media).custom-keybinding:\(path)2/ command")
    #expect(command.hasPrefix("'/"))
    #expect(command.hasSuffix("/wsctl switch 14'\n"))
    let listed = try session.command(["detour", "keys", "list"]).output
    #expect(listed.contains("switch  13  <Alt><Super>F13"))
    #expect(try session.command(["detour", "undo", "keys"]).code == 0)
    #expect(
      try session.shell("gsettings get \(Self.media) custom-keybindings") == "['\(path)0/']\n")
  }

  @Test func exportsAndImports() throws {
    let session = try DesktopSession()
    let file = "\(session.home)/keys.json"
    let detour = product("detour")
    try session.shell(
      "\(detour) keys bind switch 5-7 '<Control>F%n' --yes; \(detour) keys export > \(file)")
    let other = try DesktopSession()
    let imported = try other.command(["detour", "keys", "import", file, "--yes"])
    #expect(imported.code == 0, "\(imported)")
    #expect(
      try other.shell("gsettings get \(Self.keys) switch-to-workspace-6") == "['<Control>F6']\n")
    let broken = try other.command(["detour", "keys", "import", "/etc/passwd", "--yes"])
    #expect(
      broken == Outcome(error: "detour: /etc/passwd is no file that keys export wrote\n", code: 1))
  }

  @Test func suggestsTheLargestSetFirst() throws {
    let session = try DesktopSession()
    let first = { try session.command(["detour", "keys", "suggest"]).output.prefix { $0 != "\n" } }
    #expect(try first() == "12 free  <Control>F%n")
    try session.shell("gsettings set \(Self.keys) minimize \"['<Primary>F9']\"")
    #expect(try first() == "12 free  <Shift>F%n")
  }

  /// The done-when of the whole: a key that is pressed in a real shell moves the workspace.
  @Test func aPressedKeySwitchesInGnomeShell() throws {
    let shell = try GnomeShell()
    let bind = try run(
      [
        product("detour"), "keys", "bind", "switch", "5-12", "<Control>F%n", "--fixed", "--yes",
      ], variables: shell.variables)
    #expect(bind.code == 0, "\(bind)")
    #expect(try eventually { try shell.workspaces == 12 })
    // Control and F7, by their numbers in input-event-codes.h.
    try shell.press(29, 65)
    #expect(try eventually { try shell.activeWorkspace == 6 })
    let undo = try run([product("detour"), "undo", "keys"], variables: shell.variables)
    #expect(undo.code == 0, "\(undo)")
    #expect(try eventually { try shell.workspaces != 12 })
  }
}
