import Support
import Testing

/// Keys that are pressed in a real GNOME Shell, on a keyboard of its own.
@Suite(.serialized) struct DetourKeysGnomeTests {
  /// The done-when of the whole: a key that is pressed in a real shell moves the workspace.
  @Test func `a pressed key switches`() throws {
    let shell = try GnomeShell.shared()
    let bind = try run(
      [
        product("detour"), "keys", "bind", "switch", "5-12", "<Control>F%n", "--fixed", "--yes",
      ], variables: shell.variables)
    #expect(bind.code == 0, "\(bind)")
    #expect(try eventually { try shell.workspaces == 12 })
    // Control and F7, by their numbers in input-event-codes.h; the shell takes its keys by and by.
    let switched = try eventually {
      try shell.press(29, 65)
      return try eventually(within: .seconds(2)) { try shell.activeWorkspace == 6 }
    }
    #expect(switched)
    let undo = try run([product("detour"), "undo", "keys"], variables: shell.variables)
    #expect(undo.code == 0, "\(undo)")
    #expect(try eventually { try shell.workspaces != 12 })
  }

  /// A digit that is written with a plus sign, and a function key without a modifier.
  @Test(arguments: [("6", "Super+6", [125, 7], 5), ("3", "F6", [64], 2)])
  func `a key switches as it is written`(
    workspace: String, key: String, codes: [Int], index: Int
  ) throws {
    let shell = try GnomeShell.shared(workspaces: 12)
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words, variables: shell.variables)
    }
    let bind = try detour("keys", "bind", "switch", workspace, key, "--replace", "--yes")
    #expect(bind.code == 0, "\(bind)")
    let switched = try eventually {
      try shell.press(codes)
      return try eventually(within: .seconds(2)) { try shell.activeWorkspace == index }
    }
    #expect(switched)
    #expect(try detour("undo", "keys").code == 0)
  }

  /// The quirk's own fix gives the same keys, and undone they do nothing again.
  @Test func `the fix gives keys that switch`() throws {
    let shell = try GnomeShell.shared(workspaces: 12)
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words, variables: shell.variables)
    }
    #expect(try detour("check", "no-workspace-shortcuts").code == 1)
    let fix = try detour("fix", "no-workspace-shortcuts", "--yes")
    #expect(fix.code == 0, "\(fix)")
    let switched = try eventually {
      try shell.press(29, 65)
      return try eventually(within: .seconds(2)) { try shell.activeWorkspace == 6 }
    }
    #expect(switched)
    #expect(try detour("undo", "no-workspace-shortcuts").code == 0)
    #expect(try detour("check", "no-workspace-shortcuts").code == 1)
    let isDead = try eventually {
      try shell.evaluate("global.workspace_manager.get_workspace_by_index(0).activate(0)")
      try shell.press(29, 65)
      return try !eventually(within: .seconds(1)) { try shell.activeWorkspace == 6 }
    }
    #expect(isDead)
  }

  /// Two actions have a key, and chance says which it does; once fixed it is the user's.
  @Test func `a key of two does what its user chose`() throws {
    let shell = try GnomeShell.shared(workspaces: 4)
    let own = ["org.gnome.desktop.wm.keybindings", "switch-to-workspace-2"]
    try run(["gsettings", "set"] + own + ["['<Super>2']"], variables: shell.variables)
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words, variables: shell.variables)
    }
    let check = try detour("check", "shortcut-clashes")
    #expect(check.code == 1)
    #expect(check.output.contains("<Super>2 is "), "\(check)")
    let fix = try detour("fix", "shortcut-clashes", "--yes")
    #expect(fix.code == 0, "\(fix)")
    // Super and 2, from each of some fresh starts.
    for _ in 1...3 {
      let switched = try eventually {
        try shell.evaluate("global.workspace_manager.get_workspace_by_index(0).activate(0)")
        try shell.press(125, 3)
        return try eventually(within: .seconds(2)) { try shell.activeWorkspace == 1 }
      }
      #expect(switched)
    }
    #expect(try detour("undo", "shortcut-clashes").code == 0)
    #expect(try detour("check", "shortcut-clashes") == check)
    try run(["gsettings", "reset"] + own, variables: shell.variables)
  }

  /// A native window, which no tool of X11 could move; the Shell goes along.
  @Test(arguments: GnomeShell.Release.allCases)
  func `a pressed key moves a native window`(release: GnomeShell.Release) throws {
    let shell = try GnomeShell.shared(release, workspaces: 12)
    let dialog = try Background(
      ["zenity", "--info", "--title=moved", "--text=here"],
      variables: shell.variables.merging(["GDK_BACKEND": "wayland"]) { $1 })
    try shell.focus("moved")
    #expect(try shell.evaluate("global.display.focus_window.get_client_type()") == "0")
    let bind = try run(
      [product("detour"), "keys", "bind", "move", "7", "<Super><Shift>F3", "--yes"],
      variables: shell.variables)
    #expect(bind.code == 0, "\(bind)")
    // Super, Shift and F3.
    let window = "global.get_window_actors().map(a => a.meta_window).find(w => w.title == 'moved')"
    let moved = try eventually {
      try shell.press(125, 42, 61)
      return try eventually(within: .seconds(2)) {
        try shell.evaluate("\(window).get_workspace().index()") == "6"
      }
    }
    #expect(moved, "\(dialog.error)")
    #expect(try eventually { try shell.activeWorkspace == 6 })
    #expect(try shell.evaluate("global.display.focus_window?.title ?? ''") == "\"moved\"")
    #expect(try run([product("detour"), "undo", "keys"], variables: shell.variables).code == 0)
  }

  /// Beyond the twelfth GNOME's own settings daemon runs the command.
  @Test func `a pressed key runs the command`() throws {
    let shell = try GnomeShell.shared(workspaces: 20)
    let daemon = try Background(
      ["/usr/libexec/gsd-media-keys"], variables: shell.variables)
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words, variables: shell.variables)
    }
    let bind = try detour("keys", "bind", "switch", "13", "<Super><Alt>F5", "--yes")
    #expect(bind.code == 0, "\(bind)")
    // It takes its keys a moment after it has started: Super, Alt and F5.
    let switched = try eventually {
      try shell.press(125, 56, 63)
      return try eventually(within: .seconds(2)) { try shell.activeWorkspace == 12 }
    }
    #expect(switched, "\(daemon.error)")

    #expect(try detour("keys", "unbind", "switch", "13", "--yes").code == 0)
    try shell.evaluate("global.workspace_manager.get_workspace_by_index(0).activate(0)")
    #expect(try eventually { try shell.activeWorkspace == 0 })
    // It hears of the change by and by; once it has let go of the key nothing happens any more.
    let isDead = try eventually {
      try shell.evaluate("global.workspace_manager.get_workspace_by_index(0).activate(0)")
      try shell.press(125, 56, 63)
      return try !eventually(within: .seconds(1)) { try shell.activeWorkspace == 12 }
    }
    #expect(isDead)
    withExtendedLifetime(daemon) {}
  }
}
