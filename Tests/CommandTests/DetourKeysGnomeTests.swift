import Support
import Testing

/// Keys that are pressed in a real GNOME Shell, on a keyboard of its own.
@Suite(.serialized) struct DetourKeysGnomeTests {
  /// The done-when of the whole: a key that is pressed in a real shell moves the workspace.
  @Test func aPressedKeySwitches() throws {
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

  /// Beyond the twelfth GNOME's own settings daemon runs the command.
  @Test func aPressedKeyRunsTheCommand() throws {
    let shell = try GnomeShell(workspaces: 20)
    let daemon = try Background(
      ["/usr/libexec/gsd-media-keys"], variables: shell.variables)
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words, variables: shell.variables)
    }
    let bind = try detour("keys", "bind", "switch", "13", "<Super><Alt>F5", "--yes")
    #expect(bind.code == 0, "\(bind)")
    // It takes its keys a moment after it has started: Super, Alt and F5.
    let switched = try eventually(within: .seconds(20)) {
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
