import Support
import Testing

/// The quirks of GNOME Shell, against a real one.
@Suite(.serialized) struct DetourShellTests {
  static let identifier = "old@example.org"

  /// An extension for a shell of years ago is off, is loaded once fixed, and is off again.
  @Test func anOldExtensionIsLoadedOnceFixed() throws {
    let shell = try GnomeShell(
      settings: [.init("org.gnome.shell", "enabled-extensions", "['\(Self.identifier)']")]
    ) { home in
      let directory = "\(home)/.local/share/gnome-shell/extensions/\(Self.identifier)"
      try Support.shell(
        """
        mkdir -p '\(directory)'
        cd '\(directory)'
        cat >metadata.json <<'END'
        {"uuid": "\(Self.identifier)", "name": "Old", "description": "Of years ago", "shell-version": ["3.36"]}
        END
        echo 'function init() { return { enable() {}, disable() {} }; }' >extension.js
        """)
    }
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

  /// GNOME 48 enlarges what X11 programs draw, unless it is told otherwise; GNOME 50 never does.
  @Test func saysWhereX11IsBlurred() throws {
    let key = "org.gnome.mutter experimental-features"
    for (release, debian) in [(GnomeShell.Release.newer, NewerDebian.trixie), (.newest, .forky)] {
      let shell = try GnomeShell(
        release,
        settings: [
          .init("org.gnome.mutter", "experimental-features", "['scale-monitor-framebuffer']")
        ])
      let variables = shell.variables.merging(try debian.settings()) { $1 }
      func detour(_ words: String...) throws -> Outcome {
        try run([product("detour")] + words + ["blurry-x11"], variables: variables)
      }
      func features() throws -> String {
        try Support.shell("gsettings get \(key)", variables: variables)
      }
      let check = try detour("check")
      guard release == .newer else {
        #expect(
          check.output.contains("GNOME 50 has X11 programs draw at the full size"), "\(check)")
        continue
      }
      #expect(check.code == 1)
      #expect(check.output.contains("fractional scales are on"), "\(check)")
      #expect(try detour("fix", "--yes").code == 0)
      #expect(try features() == "['scale-monitor-framebuffer', 'xwayland-native-scaling']\n")
      #expect(try detour("check").output.hasPrefix("fixed"))
      #expect(try detour("undo").code == 0)
      #expect(try features() == "['scale-monitor-framebuffer']\n")
    }
  }

  /// What it says of xdotool is so: the shell has the window, and xdotool finds none.
  @Test func xdotoolDoesNotSeeANativeWindow() throws {
    let shell = try GnomeShell()
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
