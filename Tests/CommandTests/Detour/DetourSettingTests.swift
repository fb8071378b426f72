import Foundation
import Support
import Testing

/// Quirks of one setting or some: provoked, found, fixed, verified by gsettings, and undone.
@Suite struct DetourSettingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let quirk: String
    /// A key, what it is set to first, and what the fix makes of it.
    let key: String
    let wrong: String
    let right: String
    /// The Debian whose settings have it.
    var newer: NewerDebian?

    var testDescription: String { "\(quirk) \(newer?.rawValue ?? "")" }
  }

  static let power = "org.gnome.settings-daemon.plugins.power"
  static let preferences = "org.gnome.desktop.wm.preferences"
  static let bindings = "org.gnome.desktop.wm.keybindings"

  static let cases = [
    Case(
      quirk: "suspends-on-power", key: "\(power) sleep-inactive-ac-type", wrong: "'suspend'",
      right: "'nothing'"),
    Case(
      quirk: "no-window-buttons", key: "\(preferences) button-layout", wrong: "'appmenu:close'",
      right: "'appmenu:minimize,maximize,close'"),
    Case(
      quirk: "no-window-buttons", key: "\(preferences) button-layout", wrong: "'close,maximize:'",
      right: "'close,maximize,minimize:'"),
    Case(
      quirk: "not-responding-early", key: "org.gnome.mutter check-alive-timeout",
      wrong: "uint32 5000", right: "uint32 60000"),
    Case(
      quirk: "alt-tab-groups", key: "\(bindings) switch-windows", wrong: "@as []",
      right: "['<Alt>Tab']"),
    Case(
      quirk: "resumes-unlocked", key: "org.gnome.desktop.lockdown disable-lock-screen",
      wrong: "true", right: "false"),
    Case(
      quirk: "resumes-unlocked", key: "org.gnome.desktop.screensaver lock-enabled",
      wrong: "false", right: "true"),
    Case(
      quirk: "extensions-off", key: "org.gnome.shell disable-user-extensions", wrong: "true",
      right: "false"),
  ]

  /// What only GNOME 50 has.
  static let newest = [
    Case(
      quirk: "donation-reminder",
      key: "org.gnome.settings-daemon.plugins.housekeeping donation-reminder-enabled",
      wrong: "true", right: "false", newer: .forky),
    Case(
      quirk: "primary-paste", key: "org.gnome.desktop.interface gtk-enable-primary-paste",
      wrong: "false", right: "true", newer: .forky),
  ]

  /// The same with the settings of a GNOME.
  private static func cases(of debian: NewerDebian) -> [Case] {
    cases.map { one in
      var one = one
      one.newer = debian
      return one
    }
  }

  @Test(arguments: cases + cases(of: .trixie) + cases(of: .forky) + newest)
  func `is fixed and undone`(_ one: Case) throws {
    let session = try DesktopSession()
    let settings = try one.newer?.settings() ?? [:]
    func now() throws -> String { try session.shell("gsettings get \(one.key)", settings) }
    func detour(_ words: String...) throws -> Outcome {
      try session.command(["detour"] + words + [one.quirk], settings)
    }
    try session.shell("gsettings set \(one.key) \"\(one.wrong)\"", settings)
    let check = try detour("check")
    #expect(check.code == 1, "\(check)")
    #expect(check.output.hasPrefix("affected"), "\(check)")
    #expect(check.output.contains("→ detour fix \(one.quirk)"), "\(check)")
    let fix = try session.command(["detour", "fix", one.quirk, "--yes"], settings)
    #expect(try now() == one.right + "\n", "\(fix)")
    #expect(try !detour("check").output.hasPrefix("affected"))
    #expect(try detour("undo").code == 0)
    #expect(try now() == one.wrong + "\n")
    #expect(try detour("explain").code == 0)
  }

  /// A terminal that is installed has no key, gets a free one, and loses it again.
  @Test(arguments: [NewerDebian?.none, .trixie, .forky])
  func `gives a terminal its key`(debian: NewerDebian?) throws {
    let session = try DesktopSession()
    try session.shell("mkdir -p ~/bin; ln -s /bin/true ~/bin/kgx")
    let variables = try (debian?.settings() ?? [:]).merging([
      "PATH": "\(session.home)/bin:/usr/bin:/bin"
    ]) { $1 }
    func detour(_ words: String...) throws -> Outcome {
      try session.command(["detour"] + words, variables)
    }
    #expect(try detour("check", "no-terminal-key").code == 1)
    let fix = try detour("fix", "no-terminal-key", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(try detour("check", "no-terminal-key").output.hasPrefix("fixed"))
    let media = "org.gnome.settings-daemon.plugins.media-keys"
    let place = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom0/"
    #expect(
      try session.shell("gsettings get \(media).custom-keybinding:\(place) binding", variables)
        == "'<Control><Alt>t'\n")
    #expect(try detour("undo", "no-terminal-key").code == 0)
    #expect(
      try session.shell("gsettings get \(media) custom-keybindings", variables) == "@as []\n")
  }

  /// What counts is what gsettings says: a value that a key cannot have does not, one of the system's
  /// does.
  @Test func `reads as gsettings does`() throws {
    let session = try DesktopSession()
    let profile = try session.write("profile", "user-db:user\nfile-db:\(session.home)/system\n")
    let variables = ["DCONF_PROFILE": Optional(profile)]
    /// What gsettings says of the key, and what detour does.
    func look(_ key: String, _ script: String) throws -> (settings: String, check: String) {
      try session.shell(script, variables)
      let check = try session.command(["detour", "check", "alt-drag"], variables).output
      return (try session.shell("gsettings get \(Self.preferences) \(key)", variables), check)
    }
    let place = "/org/gnome/desktop/wm/preferences"
    let compiled = """
      mkdir -p ~/keys/locks
      printf '[%s]\\nmouse-button-modifier=%s\\n' "${place#/}" "$value" >~/keys/keys
      dconf compile ~/system ~/keys
      """
    let preset = try look(
      "mouse-button-modifier", "place=\(place) value=\"'<Alt>'\"\n\(compiled)")
    #expect(preset.settings == "'<Alt>'\n")
    #expect(preset.check.hasPrefix("fine"), "\(preset)")
    let number = try look("mouse-button-modifier", "dconf write \(place)/mouse-button-modifier 7")
    #expect(number.check.hasPrefix("fine") == (number.settings == "'<Alt>'\n"), "\(number)")
    let bogus = try look("focus-mode", "dconf write \(place)/focus-mode \"'bogus'\"")
    #expect(bogus.settings == "'click'\n")
    #expect(!bogus.check.contains("focus-mode"), "\(bogus)")
    let sloppy = try look("focus-mode", "dconf write \(place)/focus-mode \"'sloppy'\"")
    #expect(sloppy.check.contains("focus-mode is 'sloppy'"), "\(sloppy)")
    let locked = try look(
      "mouse-button-modifier",
      """
      dconf reset \(place)/mouse-button-modifier
      place=\(place) value="'<Control>'"
      mkdir -p ~/keys/locks; echo $place/mouse-button-modifier >~/keys/locks/all
      \(compiled)
      """)
    #expect(locked.settings == "'<Control>'\n")
    #expect(locked.check.contains("windows are dragged with '<Control>'"), "\(locked)")
    #expect(locked.check.contains("has locked the setting"), "\(locked)")
  }

  /// A store that the desktop does not look into is not written.
  @Test(arguments: [
    (["GSETTINGS_BACKEND": "memory"], "settings are not kept in dconf here"),
    (["GSETTINGS_BACKEND": "keyfile"], "settings are not kept in dconf here"),
    (["SUDO_UID": "1000"], "run detour without sudo"),
  ])
  func `refuses another store`(variables: [String: String?], words: String) throws {
    let session = try DesktopSession()
    for arguments in [["fix", "alt-drag"], ["keys", "bind", "switch", "6", "<Control>F6"]] {
      let outcome = try session.command(["detour"] + arguments + ["--yes"], variables)
      #expect(outcome.code == 1)
      #expect(outcome.error.contains(words), "\(outcome)")
      #expect(outcome.error.filter { $0 == "\n" }.count == 1)
    }
    #expect(try session.shell("dconf dump /; cat ~/.config/glib-2.0/settings/keyfile || :") == "")
  }

  /// Keys that no keyboard has, and those that type, are refused before anything is changed; a
  /// spelling with plus signs is taken.
  @Test(arguments: ["a", "<Shift>a", "<Super>nokey", "space", "<Super>10", "<Shift>Left"])
  func `refuses a dead key`(key: String) throws {
    let session = try DesktopSession()
    let bind = try session.command(["detour", "keys", "bind", "switch", "6", key, "--yes"])
    #expect(bind.code == 1, "\(bind)")
    #expect(bind.output.isEmpty)
    #expect(bind.error.filter { $0 == "\n" }.count == 1, "\(bind)")
    #expect(
      try session.shell("gsettings get \(Self.bindings) switch-to-workspace-6") == "@as []\n")
  }

  @Test func `takes a key with plus signs`() throws {
    let session = try DesktopSession()
    // A key for functions types nothing, and needs no modifier.
    let plain = try session.command(["detour", "keys", "bind", "switch", "6", "F6", "--dry-run"])
    #expect(plain.code == 0 && plain.output.contains("switch-to-workspace-6 to ['F6']"), "\(plain)")
    let bind = try session.command([
      "detour", "keys", "bind", "switch", "6", "Super+Shift+6", "--yes", "--replace",
    ])
    #expect(bind.code == 0, "\(bind)")
    #expect(
      try session.shell("gsettings get \(Self.bindings) switch-to-workspace-6")
        == "['<Shift><Super>6']\n")
  }

  /// The journal of a newer version is left alone, and called that.
  @Test func `knows a newer journal`() throws {
    let session = try DesktopSession()
    let journal = try session.write(
      ".local/state/detour/changes.json", "{\"version\":2,\"changes\":[]}")
    let fix = try session.command(["detour", "fix", "alt-drag", "--yes"])
    #expect(fix.code == 1)
    #expect(fix.error.contains("was written by a newer version"), "\(fix)")
    #expect(try String(contentsOfFile: journal, encoding: .utf8).contains("\"version\":2"))
  }

  /// An undo outlives an upgrade that took one of the keys away.
  @Test func `undoes what is left of a key that is gone`() throws {
    let session = try DesktopSession()
    #expect(try session.command(["detour", "fix", "alt-drag", "--yes"]).code == 0)
    let journal = "\(session.home)/.local/state/detour/changes.json"
    try session.shell("sed -i 's/mouse-button-modifier/key-of-another-version/' \(journal)")
    let undo = try session.command(["detour", "undo", "alt-drag"])
    #expect(undo.code == 0, "\(undo)")
    #expect(undo.output.hasPrefix("gone: "), "\(undo)")
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }

  /// A decimal number anywhere is no reason to refuse a file of keys.
  @Test func `imports a file with a decimal number`() throws {
    let session = try DesktopSession()
    let file = try session.write(
      "keys.json",
      #"{"version":1,"made":1.5e0,"keys":[{"verb":"switch","workspace":6,"key":"<Control>F6"}]}"#)
    #expect(try session.command(["detour", "keys", "import", file, "--yes"]).code == 0)
    #expect(
      try session.shell("gsettings get \(Self.bindings) switch-to-workspace-6")
        == "['<Control>F6']\n")
  }
}
