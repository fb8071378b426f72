import Support
import System
import Testing

/// `wsctl` in a real GNOME Shell on Wayland, whose own state is the witness.
struct WsctlGnomeTests {
  private func wsctl(_ shell: GnomeShell, _ words: String...) throws -> Outcome {
    try run([product("wsctl")] + words, variables: shell.variables)
  }

  /// The titles of all windows that the shell itself has.
  private static func windows(_ shell: GnomeShell) throws -> String {
    try shell.evaluate("global.get_window_actors().map(a => a.meta_window.title).join()")
  }

  /// `_NET_CURRENT_DESKTOP` is not there before the first switch: nothing may guess.
  @Test func `workspaces work from the first moment`() throws {
    let shell = try GnomeShell(workspaces: 6)
    #expect(
      try property("_NET_CURRENT_DESKTOP", variables: shell.variables)
        .contains("not found"))
    let windows = try Self.windows(shell)
    #expect(try wsctl(shell, "current") == Outcome(output: "1\n"))
    #expect(try wsctl(shell, "list").output.hasPrefix("1 * Workspace 1\n2   "))
    #expect(try eventually { try Self.windows(shell) == windows }, "the probe is gone")
    // The shell changes it before X is told of any.
    #expect(try wsctl(shell, "switch", "1") == done)
    #expect(try wsctl(shell, "switch", "next") == done)
    #expect(try shell.activeWorkspace == 1)
    #expect(try wsctl(shell, "switch", "5") == done)
    #expect(try shell.activeWorkspace == 4)
    #expect(
      try wsctl(shell, "switch", "99")
        == failed(
          "there is no workspace 99: there are 6; GNOME adds one when the last is in use,"
            + " unless its settings have a fixed number"))
    #expect(try shell.activeWorkspace == 4)
    #expect(try wsctl(shell, "switch", "last") == done)
    #expect(try shell.activeWorkspace == 1)
    #expect(try wsctl(shell, "count", "7") == done)
    #expect(try shell.workspaces == 7)
    #expect(try wsctl(shell, "switch", "8", "--create") == done)
    #expect(try shell.activeWorkspace == 7)
    #expect(try wsctl(shell, "count", "40") == failed("GNOME has 36 workspaces at most"))
    #expect(try wsctl(shell, "name", "2", "Mail") == done)
    #expect(
      try shell.evaluate("imports.gi.Meta.prefs_get_workspace_name(1)") == "\"Mail\"")
    #expect(try wsctl(shell, "switch", "Mail") == done)
    #expect(try shell.activeWorkspace == 1)
    #expect(try wsctl(shell, "grid", "4x2") == done)
    #expect(try eventually { try shell.evaluate("global.workspace_manager.layout_rows") == "2" })
    #expect(try wsctl(shell, "switch", "down") == done)
    #expect(try shell.activeWorkspace == 5)
  }

  @Test func `windows obey, and a native one is told apart`() throws {
    let shell = try GnomeShell(workspaces: 4)
    let client = try XClient(variables: shell.variables)
    #expect(
      try wsctl(shell, "close")
        == failed(
          "no X11 window is active: the focus is on a native Wayland window,"
            + " which X11 cannot reach, or on nothing; nothing was done"))
    let id = try client.open("one", className: "Thing", x: 200, y: 200)
    #expect(
      try eventually { try shell.evaluate("global.display.focus_window?.title") == "\"one\"" })
    func state(_ script: String) throws -> String {
      try shell.evaluate(
        "{const w = global.get_window_actors().map(a => a.meta_window)"
          + ".find(w => w.title == 'one'); \(script)}")
    }
    let frame = "const r = w.get_frame_rect(); [r.x, r.y, r.width, r.height].join()"
    let panel = 32
    #expect(try wsctl(shell, "place", "left", "one") == done)
    #expect(try state(frame) == "\"0,\(panel),640,\(720 - panel)\"")
    #expect(try wsctl(shell, "place", "bottom-right", "one") == done)
    #expect(try state(frame) == "\"640,376,640,344\"")
    #expect(try wsctl(shell, "place", "100,150", "300x200", "one") == done)
    #expect(try state(frame) == "\"100,150,300,200\"")
    // GNOME's own toggle never switches it off.
    for expected in ["true", "false", "true"] {
      #expect(try wsctl(shell, "above", "toggle", "one") == done)
      #expect(try state("w.above") == expected)
    }
    #expect(try wsctl(shell, "maximise", "one") == done)
    #expect(try state("w.get_maximized()") == "3")
    #expect(try wsctl(shell, "maximise", "off", "one") == done)
    #expect(try wsctl(shell, "fullscreen", "one") == done)
    #expect(try state("w.is_fullscreen()") == "true")
    #expect(try wsctl(shell, "fullscreen", "toggle", "one") == done)
    #expect(try wsctl(shell, "minimise", "one") == done)
    #expect(try state("w.minimized") == "true")
    #expect(try wsctl(shell, "minimise", "off", "one") == done)
    #expect(try state("w.minimized") == "false")
    #expect(try wsctl(shell, "sticky", "one") == done)
    #expect(try state("w.on_all_workspaces") == "true")
    #expect(try wsctl(shell, "sticky", "off", "one") == done)
    #expect(try wsctl(shell, "move", "3", "one") == done)
    #expect(try state("w.get_workspace().index()") == "2")
    #expect(try shell.activeWorkspace == 0)
    #expect(try wsctl(shell, "activate", "one") == done)
    #expect(try shell.activeWorkspace == 2)
    #expect(try shell.evaluate("global.display.focus_window?.title") == "\"one\"")
    #expect(try wsctl(shell, "move", "prev", "--follow") == done)
    #expect(try shell.activeWorkspace == 1)
    #expect(try wsctl(shell, "close", hexadecimal(id)) == done)
    #expect(try eventually { try !Self.windows(shell).contains("one") })
  }

  @Test func `dynamic workspaces are explained`() throws {
    let shell = try GnomeShell()
    #expect(
      try wsctl(shell, "count", "5")
        == failed(
          "GNOME Shell did not make it 5 workspaces: GNOME keeps to its own number while its"
            + " workspaces are dynamic (gsettings set org.gnome.mutter dynamic-workspaces false)"))
  }

  /// A shortcut, ssh and cron leave no DISPLAY; another session's is not taken.
  @Test func `the session's display is found`() throws {
    let shell = try GnomeShell(workspaces: 3)
    let other = try GnomeShell(workspaces: 5)
    for (session, count) in [(shell, 3), (other, 5)] {
      let bare = session.variables.merging([
        "DISPLAY": nil, "XAUTHORITY": nil, "WAYLAND_DISPLAY": nil,
      ]) { $1 }
      #expect(
        try run([product("wsctl"), "count"], variables: bare) == Outcome(output: "\(count)\n"))
    }
    // A cookie that others can read is no cookie.
    let runtime = (shell.variables["XDG_RUNTIME_DIR"] ?? nil) ?? ""
    try Support.shell(#"chmod 644 "\#(runtime)"/.mutter-Xwaylandauth.*"#)
    let bare = shell.variables.merging([
      "DISPLAY": nil, "XAUTHORITY": nil, "WAYLAND_DISPLAY": nil,
    ]) { $1 }
    #expect(try run([product("wsctl"), "count"], variables: bare).code == 1)
  }

  @Test func `a window on a monitor without workspaces stays, and the reason is named`() throws {
    let shell = try GnomeShell(monitors: ["1280x720", "1024x768"], workspaces: 4)
    let client = try XClient(variables: shell.variables)
    try client.open("far", x: 1400, y: 200)
    #expect(
      try eventually {
        try shell.evaluate("global.display.focus_window?.get_monitor()") == "1"
          || wsctl(shell, "place", "1400,200", "300x200", "far") == done
            && shell.evaluate("global.display.focus_window?.get_monitor()") == "1"
      })
    let outcome = try wsctl(shell, "move", "2", "far")
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("workspaces-only-on-primary"), "\(outcome)")
    #expect(try wsctl(shell, "place", "right", "far") == done)
    let frame = "{const r = global.display.focus_window.get_frame_rect(); [r.x, r.y].join()}"
    #expect(try shell.evaluate(frame) == "\"1792,0\"")
  }

  /// What the whole is for: a key, the shortcut's command, another workspace.
  @Test func `a shortcut of GNOME's own switches the workspace`() throws {
    let path = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom0/"
    let schema = "org.gnome.settings-daemon.plugins.media-keys"
    let shell = try GnomeShell(
      workspaces: 3,
      settings: [
        .init("\(schema).custom-keybinding:\(path)", "name", "'Right'"),
        .init(
          "\(schema).custom-keybinding:\(path)", "command",
          "'\(product("wsctl")) switch right --wrap'"),
        .init("\(schema).custom-keybinding:\(path)", "binding", "'<Super>F7'"),
        .init(schema, "custom-keybindings", "['\(path)']"),
      ])
    let keys = try Background(["/usr/libexec/gsd-media-keys"], variables: shell.variables)
    // The daemon asks the shell for the key when it is ready itself; until then nothing happens.
    let superKey = 125
    let f7 = 65
    func press(expecting index: Int) throws -> Bool {
      try shell.press(superKey, f7)
      return try eventually(within: .seconds(2)) { try shell.activeWorkspace == index }
    }
    #expect(
      try eventually(within: .seconds(30)) { try press(expecting: 1) },
      "\(keys.error)\n\(shell.log)")
    #expect(try press(expecting: 2))
    #expect(try press(expecting: 0), "it wraps")
    _ = keys
  }

  /// X sees of it only that none of its own windows has the focus.
  @Test func `a native Wayland window is left alone`() throws {
    let shell = try GnomeShell(workspaces: 3)
    let client = try XClient(variables: shell.variables)
    try client.open("of X11")
    let native = try Background(
      ["zenity", "--info", "--text", "native", "--title", "native"],
      variables: shell.variables.merging(["GDK_BACKEND": "wayland", "DISPLAY": nil]) { $1 })
    #expect(
      try eventually(within: .seconds(20)) {
        try shell.evaluate("global.display.focus_window?.title") == "\"native\""
      }, "\(native.error)")
    #expect(try shell.evaluate("global.display.focus_window.get_client_type()") == "0")
    let refused = failed(
      "no X11 window is active: the focus is on a native Wayland window,"
        + " which X11 cannot reach, or on nothing; nothing was done")
    for words in [["close"], ["close", ":active"], ["move", "2"], ["above"], ["place", "left"]] {
      let outcome = try run([product("wsctl")] + words, variables: shell.variables)
      #expect(outcome == refused, "\(words)")
    }
    #expect(try shell.evaluate("global.display.focus_window?.title") == "\"native\"")
    let all = try Self.windows(shell)
    #expect(all.contains("native") && all.contains("of X11"), "\(all)")
    #expect(try shell.activeWorkspace == 0)
  }
}
