import Support
import Testing

/// The quirks of GNOME Shell, against a real one.
@Suite(.serialized) struct DetourShellTests {
  static let identifier = "old@example.org"

  /// One with an extension for a shell of years ago.
  private static func shell() throws -> GnomeShell {
    try GnomeShell.shared(
      settings: [.init("org.gnome.shell", "enabled-extensions", "['\(identifier)']")]
    ) { home in
      let directory = "\(home)/.local/share/gnome-shell/extensions/\(identifier)"
      try Support.shell(
        """
        mkdir -p '\(directory)'
        cd '\(directory)'
        cat >metadata.json <<'END'
        {"uuid": "\(identifier)", "name": "Old", "description": "Of years ago", "shell-version": ["3.36"]}
        END
        echo 'function init() { return { enable() {}, disable() {} }; }' >extension.js
        """)
    }
  }

  /// It is off, is loaded once fixed, and is off again.
  @Test func `an old extension is loaded once fixed`() throws {
    let shell = try Self.shell()
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words, variables: shell.variables)
    }
    /// As the shell says it: 1 is on, 4 is out of date.
    func state() throws -> String {
      try shell.evaluate("Main.extensionManager.lookup('\(Self.identifier)')?.state")
    }
    #expect(try eventually { try state() == "4" })
    let check = try detour("check", "extensions-off")
    #expect(check.code == 1)
    #expect(check.output.contains("\(Self.identifier): not for version 43"), "\(check)")
    let fix = try detour("fix", "extensions-off", "--yes")
    #expect(fix.code == 0, "\(fix)")
    #expect(try eventually { try state() == "1" })
    #expect(try detour("check", "extensions-off").output.hasPrefix("fixed"))
    #expect(try detour("undo", "extensions-off").code == 0)
    #expect(try eventually { try state() == "4" })
  }

  /// After a crash all are off, and the old one besides: one step after the other.
  @Test func `goes on where one of two causes is gone`() throws {
    let shell = try Self.shell()
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words + ["extensions-off"], variables: shell.variables)
    }
    try Support.shell(
      "gsettings set org.gnome.shell disable-user-extensions true", variables: shell.variables)
    let first = try detour("fix", "--yes")
    #expect(first.code == 1)
    #expect(
      first.error
        == "detour: extensions-off is still there: \(Self.identifier): not for version 43 of the shell, "
        + "and so not loaded; detour fix extensions-off goes on\n")
    #expect(try detour("fix", "--yes").code == 0)
    #expect(try detour("check").output.hasPrefix("fixed"))
    #expect(try detour("undo").code == 0)
    try Support.shell(
      "gsettings reset org.gnome.shell disable-user-extensions", variables: shell.variables)
  }

  /// GNOME 48 enlarges what X11 programs draw, unless it is told otherwise; GNOME 50 never does.
  ///
  /// What counts is how many pixels the Shell gives X11 programs for a monitor of 1280 by 720: with a
  /// scale of 125 % they get fewer than it has, or more, once the next session has the fix.
  @Test func `says where X11 is blurred`() throws {
    let key = "org.gnome.mutter experimental-features"
    let scaling = "['scale-monitor-framebuffer']"
    func start(_ release: GnomeShell.Release, _ features: String) throws -> GnomeShell {
      let shell = try GnomeShell(
        release, settings: [.init("org.gnome.mutter", "experimental-features", features)])
      let scaled = try run(
        ["/usr/bin/python3", rig("scale-monitor.py"), "1.25"], variables: shell.variables)
      guard scaled.code == 0 else { throw Unexpected("\(scaled)") }
      return shell
    }
    /// Waits until X11 programs have a screen of that size.
    func draws(_ size: String, _ shell: GnomeShell) throws -> Bool {
      try eventually {
        try run(["xdpyinfo"], variables: shell.variables).output.contains(" \(size) pixels")
      }
    }
    let newest = try start(.newest, scaling)
    let fine = try run(
      [product("detour"), "check", "blurry-x11"],
      variables: newest.variables.merging(NewerDebian.forky.settings()) { $1 })
    #expect(fine.output.contains("GNOME 50 has X11 programs draw at the full size"), "\(fine)")
    #expect(try draws("2048x1152", newest))
    newest.kill()

    let shell = try start(.newer, scaling)
    let variables = shell.variables.merging(try NewerDebian.trixie.settings()) { $1 }
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words + ["blurry-x11"], variables: variables)
    }
    func features() throws -> String {
      try Support.shell("gsettings get \(key)", variables: variables)
    }
    let check = try detour("check")
    #expect(check.code == 1)
    #expect(check.output.contains("fractional scales are on"), "\(check)")
    #expect(try draws("1024x576", shell))
    #expect(try detour("fix", "--yes").code == 0)
    let fixed = try features()
    #expect(fixed == "['scale-monitor-framebuffer', 'xwayland-native-scaling']\n")
    #expect(try detour("check").output.hasPrefix("fixed"))
    #expect(try detour("undo").code == 0)
    #expect(try features() == "\(scaling)\n")
    shell.kill()
    let next = try start(.newer, fixed.replacing("\n", with: ""))
    #expect(try draws("2048x1152", next))
  }

  /// What it says of xdotool is so: the shell has the window, and xdotool finds none.
  @Test func `xdotool does not see a native window`() throws {
    let shell = try Self.shell()
    let dialog = try Background(
      ["zenity", "--info", "--title=native-one", "--text=here"],
      variables: shell.variables.merging(["GDK_BACKEND": "wayland"]) { $1 })
    #expect(
      try eventually {
        try shell.evaluate("global.get_window_actors().map(a => a.meta_window.title)")
          .contains("native-one")
      }, "\(dialog.error)")
    #expect(
      try run(["xdotool", "search", "--name", "native-one"], variables: shell.variables).output
        == "")
    let check = try run(
      [product("detour"), "check", "tools-of-x11"], variables: shell.variables)
    #expect(check.code == 1)
    #expect(
      check.output.contains(
        "/usr/bin/xdotool does not see native Wayland windows, and says nothing of it"),
      "\(check)")
    #expect(check.output.contains("detour fix tools-of-x11"), "\(check)")
    // A machine without them has nothing to be warned of.
    let without = try run(
      [product("detour"), "check", "tools-of-x11"],
      variables: shell.variables.merging(["PATH": "/nonexistent"]) { $1 })
    #expect(without.output.hasPrefix("fine"), "\(without)")
  }
}
