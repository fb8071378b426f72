import Support
import Testing

/// Every place in which a key can be taken already, as real gsettings shows it.
@Suite struct DetourClashesTests {
  static let keys = "org.gnome.desktop.wm.keybindings"

  /// The schemas of the desktop itself, by what each has as its default.
  @Test(arguments: [
    ("<Alt>F4", "close (org.gnome.desktop.wm.keybindings)"),
    ("<Super>a", "toggle-application-view (org.gnome.shell.keybindings)"),
    ("<Super>Left", "toggle-tiled-left (org.gnome.mutter.keybindings)"),
    ("<Alt><Primary>F1", "switch-to-session-1 (org.gnome.mutter.wayland.keybindings)"),
    ("<Mod4>L", "screensaver (org.gnome.settings-daemon.plugins.media-keys)"),
    ("<Super>O", "rotate-video-lock-static (org.gnome.settings-daemon.plugins.media-keys)"),
    ("<Super>grave", "switch-group (org.gnome.desktop.wm.keybindings)"),
  ])
  func `names the owner`(key: String, owner: String) throws {
    let session = try DesktopSession()
    let outcome = try session.command(["detour", "keys", "bind", "switch", "7", key, "--yes"])
    #expect(outcome.code == 1)
    #expect(outcome.error.hasPrefix("detour: \(key) is \(owner)"), "\(outcome)")
    #expect(try session.shell("dconf dump /") == "")
  }

  @Test func `names a command of the user's`() throws {
    let session = try DesktopSession()
    let media = "org.gnome.settings-daemon.plugins.media-keys"
    let path = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom7/"
    try session.shell(
      """
      gsettings set \(media).custom-keybinding:\(path) name Notes
      gsettings set \(media).custom-keybinding:\(path) command gedit
      gsettings set \(media).custom-keybinding:\(path) binding '<Super>F7'
      gsettings set \(media) custom-keybindings "['\(path)']"
      """)
    let before = try session.shell("dconf dump /")
    let bind = ["detour", "keys", "bind", "switch", "7", "<Super>F%n", "--yes"]
    #expect(try session.command(bind).error.hasPrefix("detour: <Super>F7 is Notes ("))
    #expect(try session.command(bind + ["--replace"]).code == 0)
    #expect(
      try session.shell("gsettings get \(media).custom-keybinding:\(path) binding") == "''\n")
    #expect(try session.command(["detour", "undo", "keys"]).code == 0)
    #expect(try session.shell("dconf dump /") == before)
  }

  /// An extension's schema lies with the extension, where gsettings finds it only when told.
  @Test func `names an extension`() throws {
    let session = try DesktopSession()
    let identifier = "dock@example.org"
    let directory = ".local/share/gnome-shell/extensions/\(identifier)"
    try session.write(
      "\(directory)/metadata.json",
      #"{"uuid": "\#(identifier)", "name": "Dock", "version": 1.5, "shell-version": ["43"]}"#)
    try session.write(
      "\(directory)/schemas/dock.gschema.xml",
      """
      <schemalist><schema id="org.gnome.shell.extensions.dock" path="/org/gnome/shell/extensions/dock/">
        <key name="hot-key" type="as"><default>['&lt;Super&gt;F9']</default></key>
        <key name="position" type="s"><default>'Pause'</default></key>
      </schema></schemalist>
      """)
    let schemas = "\(session.home)/\(directory)/schemas"
    try session.shell("glib-compile-schemas \(schemas)")
    let bind = ["detour", "keys", "bind", "switch", "9", "<Super>F%n", "--yes"]
    #expect(try session.command(bind + ["--dry-run"]).code == 0)
    try session.shell("gsettings set org.gnome.shell enabled-extensions \"['\(identifier)']\"")
    #expect(
      try session.command(bind).error.hasPrefix(
        "detour: <Super>F9 is hot-key (org.gnome.shell.extensions.dock): "))
    let replaced = try session.command(bind + ["--replace"])
    #expect(replaced.code == 0, "\(replaced)")
    let hotKey =
      "gsettings --schemadir \(schemas) get org.gnome.shell.extensions.dock hot-key"
    #expect(try session.shell(hotKey) == "@as []\n")
    #expect(try session.command(["detour", "undo", "keys"]).code == 0)
    #expect(try session.shell(hotKey) == "['<Super>F9']\n")
    // What is no key is no clash, also where it is named like one.
    #expect(
      try session.command(["detour", "keys", "bind", "switch", "9", "Pause", "--dry-run"]).code == 0
    )
  }

  /// What a program has asked the desktop for, GNOME 48 and later, and IBus: schemas as they have
  /// them, as neither is installed here.
  @Test func `names a program's own and IBus's`() throws {
    let session = try DesktopSession()
    let portal = "org.gnome.settings-daemon.global-shortcuts"
    let place = "/org/gnome/settings-daemon/global-shortcuts/"
    try session.write(
      "schemas/more.gschema.xml",
      """
      <schemalist>
        <schema id="\(portal)" path="\(place)">
          <key name="applications" type="as"><default>[]</default></key>
        </schema>
        <schema id="\(portal).application">
          <key name="shortcuts" type="a(sa{sv})"><default>[]</default></key>
        </schema>
        <schema id="org.freedesktop.ibus.general.hotkey" path="/desktop/ibus/general/hotkey/">
          <key name="triggers" type="as"><default>['&lt;Super&gt;space']</default></key>
        </schema>
        <schema id="org.freedesktop.ibus.panel.emoji" path="/desktop/ibus/panel/emoji/">
          <key name="hotkey" type="as"><default>['&lt;Super&gt;period']</default></key>
        </schema>
      </schemalist>
      """)
    try session.shell("glib-compile-schemas \(session.home)/schemas")
    let more = ["GSETTINGS_SCHEMA_DIR": Optional("\(session.home)/schemas")]
    try session.shell(
      """
      gsettings set \(portal) applications "['org.example.Ask', '..', '']"
      gsettings set \(portal).application:\(place)org.example.Ask/ shortcuts \
        "[('ask', {'shortcuts': <['<Alt><Control>m']>, 'description': <'Ask'>})]"
      """, more)
    func bind(_ key: String, _ flags: String...) throws -> Outcome {
      try session.command(["detour", "keys", "bind", "switch", "7", key, "--yes"] + flags, more)
    }
    #expect(try bind("<Control><Alt>M").error.contains("is org.example.Ask's ask (\(portal)."))
    // That it has the key was the user's answer to a question, which is not ours to take back.
    #expect(
      try bind("<Control><Alt>M", "--replace").error.hasSuffix(
        ", a program's own: take it away in Settings, Apps, Global Shortcuts\n"))
    #expect(
      try bind("<Super>period").error.contains("is hotkey (org.freedesktop.ibus.panel.emoji)"))
    // The shell has taken this one over, and it is one action.
    #expect(try session.command(["detour", "check", "shortcut-clashes"], more).code == 0)
    try session.shell("gsettings set \(Self.keys) minimize \"['<Ctrl><Alt>m']\"", more)
    let check = try session.command(["detour", "check", "shortcut-clashes"], more)
    #expect(check.code == 1)
    #expect(check.output.contains("<Alt><Control>m is "), "\(check)")
  }

  /// What the user has set keeps the key, and the default loses it.
  @Test func `fixes a clash and undoes that`() throws {
    let session = try DesktopSession()
    #expect(try session.command(["detour", "check", "shortcut-clashes"]).code == 0)
    try session.shell("gsettings set \(Self.keys) switch-to-workspace-2 \"['<Super>2']\"")
    let check = try session.command(["detour", "check", "shortcut-clashes"])
    #expect(check.code == 1)
    #expect(check.output.contains("<Super>2 is "))
    let fix = try session.command(["detour", "fix", "shortcut-clashes", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    let keys = """
      gsettings get org.gnome.shell.keybindings switch-to-application-2
      gsettings get \(Self.keys) switch-to-workspace-2
      """
    #expect(try session.shell(keys) == "@as []\n['<Super>2']\n")
    #expect(try session.command(["detour", "undo", "shortcut-clashes"]).code == 0)
    #expect(try session.shell(keys) == "['<Super>2']\n['<Super>2']\n")

    // Two of the user's own: it can't be known which of them is meant, and a command is printed.
    try session.shell(
      "gsettings set org.gnome.shell.keybindings switch-to-application-2 \"['<Super>2', '<Super>F2']\""
    )
    let other = try session.command(["detour", "check", "shortcut-clashes"])
    let command = try #require(other.output.split(separator: "→ ").last)
    #expect(command.hasPrefix("gsettings set org.gnome."))
    #expect(try session.command(["detour", "fix", "shortcut-clashes", "--yes"]).code == 1)
    try session.shell(String(command))
    #expect(try session.command(["detour", "check", "shortcut-clashes"]).code == 0)
  }
}
