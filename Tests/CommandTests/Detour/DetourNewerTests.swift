import Support
import Testing

/// Quirks that came or went with newer versions of GNOME, by the settings of GNOME 43, 48 and 50.
@Suite struct DetourNewerTests {
  static let bindings = "org.gnome.desktop.wm.keybindings"
  static let shell = "org.gnome.shell.keybindings"

  @Test(arguments: [
    ("donation-reminder", NewerDebian.trixie, "not applicable"),
    ("primary-paste", .trixie, "fine"), ("brightness-keys-lost", .trixie, "not applicable"),
    ("brightness-keys-lost", .forky, "fine"),
  ])
  func `says where it is not`(quirk: String, debian: NewerDebian, verdict: String) throws {
    let session = try DesktopSession()
    let check = try session.command(["detour", "check", quirk], debian.settings())
    #expect(check.code == 0)
    #expect(check.output.hasPrefix(verdict), "\(check)")
  }

  /// On Wayland a tool of X11's sees only some of the windows, and nothing keeps the screen open.
  @Test(arguments: [NewerDebian?.none, .trixie, .forky])
  func `knows Wayland from X11`(debian: NewerDebian?) throws {
    let session = try DesktopSession()
    let variables = try (debian?.settings() ?? [:]).merging([
      "XDG_SESSION_TYPE": "wayland", "WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "GNOME",
    ]) { $1 }
    func check(_ quirk: String) throws -> String {
      try session.command(["detour", "check", quirk], variables).output
    }
    let tools = try check("tools-of-x11")
    #expect(tools.hasPrefix("affected"), "\(tools)")
    #expect(tools.contains("/usr/bin/xdotool does not see native Wayland windows"), "\(tools)")
    #expect(try check("unlock-blocked").contains("this session is Wayland, where no program can"))
    try session.shell(
      "gsettings set org.gnome.shell enabled-extensions \"['detour@detour.github.io']\"", variables)
    #expect(try check("tools-of-x11").hasPrefix("fixed"))
  }

  /// A machine with a sensor for the light, as the kernel shows it; without one nothing wanders.
  @Test(arguments: [NewerDebian?.none, .trixie, .forky])
  func `the brightness stays`(debian: NewerDebian?) throws {
    let session = try DesktopSession()
    let settings = try debian?.settings() ?? [:]
    func detour(_ words: String...) throws -> Outcome {
      try run(
        [
          "unshare", "--mount", "sh", "-ec",
          """
          mount -t tmpfs none /sys/bus
          mkdir -p /sys/bus/iio/devices/iio:device0
          echo 100 >/sys/bus/iio/devices/iio:device0/in_illuminance_raw
          exec "$@"
          """, "sh", product("detour"),
        ] + words + ["brightness-wanders"], variables: session.variables.merging(settings) { $1 })
    }
    func now() throws -> String {
      try session.shell(
        "gsettings get org.gnome.settings-daemon.plugins.power ambient-enabled", settings)
    }
    let without = try session.command(["detour", "check", "brightness-wanders"], settings)
    #expect(without.output.hasPrefix("not applicable"), "\(without)")
    let check = try detour("check")
    #expect(check.code == 1)
    #expect(check.output.contains("there is a sensor for the light in the room"), "\(check)")
    #expect(try detour("fix", "--yes").code == 0)
    #expect(try now() == "false\n")
    #expect(try detour("check").output.hasPrefix("fixed"))
    #expect(try detour("undo").code == 0)
    #expect(try now() == "true\n")
  }

  /// The user's keys stayed where GNOME 48 had them, and GNOME 50 does not look there.
  @Test func `the keys for the brightness come back`() throws {
    let session = try DesktopSession()
    let settings = try NewerDebian.forky.settings()
    func detour(_ words: String...) throws -> Outcome {
      try session.command(["detour"] + words + ["brightness-keys-lost"], settings)
    }
    let media = "org.gnome.settings-daemon.plugins.media-keys"
    try session.shell(
      "gsettings set \(media) screen-brightness-up \"['<Super>F7']\"",
      NewerDebian.trixie.settings())
    func keys() throws -> String {
      try session.shell("gsettings get \(Self.shell) screen-brightness-up", settings)
    }
    let before = try keys()
    let check = try detour("check")
    #expect(check.code == 1)
    #expect(
      check.output.contains("screen-brightness-up was <Super>F7, which nothing reads any more"))
    #expect(try detour("fix", "--yes").code == 0)
    #expect(try keys() == before.replacing("]", with: ", '<Super>F7']"))
    #expect(try detour("check").output.hasPrefix("fine"))
    #expect(try detour("undo").code == 0)
    #expect(try keys() == before)
    #expect(try detour("check").code == 1)
  }

  /// A key that the upgrade to GNOME 48 took away keeps nothing of an undo from being done.
  @Test func `undo outlives an upgrade`() throws {
    let session = try DesktopSession()
    let bind = try session.command([
      "detour", "keys", "bind", "switch", "1-12", "<Super>F%n", "--replace", "--yes",
    ])
    #expect(bind.code == 0, "\(bind)")
    #expect(bind.output.contains("open-application-menu"))
    let newer = try NewerDebian.trixie.settings()
    #expect(
      try session.shell("gsettings get \(Self.bindings) switch-to-workspace-10", newer)
        == "['<Super>F10']\n")
    let undo = try session.command(["detour", "undo", "keys"], newer)
    #expect(undo.code == 0, "\(undo)")
    #expect(undo.output.contains("gone: set \(Self.shell) open-application-menu"), "\(undo)")
    #expect(
      try session.shell(
        "gsettings list-recursively \(Self.bindings) | grep switch-to-workspace-1[0-2]", newer
      )
      .split(separator: "\n").allSatisfy { $0.hasSuffix(" @as []") })
    #expect(
      try session.command(["detour", "status"], newer).output == "detour has changed nothing\n")
  }

  /// Where the desktop has none of F5 to F12 itself, the keys that programs leave alone are taken.
  @Test(arguments: [NewerDebian.trixie, .forky])
  func `takes keys that programs do not use`(debian: NewerDebian) throws {
    let session = try DesktopSession()
    let settings = try debian.settings()
    func keys() throws -> String {
      try session.shell("gsettings get \(Self.bindings) switch-to-workspace-10", settings)
    }
    let suggested = try session.command(["detour", "keys", "suggest"], settings).output
    #expect(suggested.hasPrefix("11 free  <Super>F%n  for 2, 3, "), "\(suggested)")
    let fix = try session.command(["detour", "fix", "no-workspace-shortcuts", "--yes"], settings)
    #expect(fix.code == 0, "\(fix)")
    #expect(try keys() == "['<Super>F10']\n")
    #expect(try session.command(["detour", "undo", "no-workspace-shortcuts"], settings).code == 0)
    #expect(try keys() == "@as []\n")
  }

  /// The real dash-to-dock, whose schema is among the system's and whose keys have twins as text.
  @Test func `takes a key from dash-to-dock`() throws {
    let session = try DesktopSession()
    let settings = try NewerDebian.trixie.settings(with: ["gnome-shell-extension-dashtodock"])
    func detour(_ words: String...) throws -> Outcome {
      try session.command(["detour"] + words, settings)
    }
    let dock = "org.gnome.shell.extensions.dash-to-dock"
    func key() throws -> String {
      try session.shell("gsettings get \(dock) app-hotkey-5", settings)
    }
    try session.shell(
      "gsettings set org.gnome.shell enabled-extensions \"['dash-to-dock@micxgx.gmail.com']\"",
      settings)
    #expect(try key() == "['<Super>5']\n")
    // What it starts is what the desktop itself starts by that key: one action.
    let fine = try detour("check", "shortcut-clashes")
    #expect(fine.code == 0, "\(fine)")
    let bind = ["keys", "bind", "switch", "5", "<Super>5", "--yes"]
    let refused = try session.command(["detour"] + bind, settings)
    #expect(refused.code == 1)
    #expect(refused.error.contains("app-hotkey-5 (\(dock))"), "\(refused)")
    #expect(!refused.error.contains("-text"))
    #expect(try session.command(["detour"] + bind + ["--replace"], settings).code == 0)
    #expect(try key() == "@as []\n")
    #expect(try detour("check", "shortcut-clashes").code == 0)
    #expect(try detour("undo", "keys").code == 0)
    #expect(try key() == "['<Super>5']\n")
    // Its keys that are switched off clash with nothing.
    try session.shell("gsettings set \(dock) hot-keys false", settings)
    #expect(!(try session.command(["detour"] + bind, settings).error.contains("app-hotkey")))
  }
}
