import Foundation
import Support
import System
import Testing

/// How `wsctl` finds the session of GNOME that it belongs to, and is called by it.
struct WsctlSessionTests {
  /// A shortcut, ssh and cron leave no DISPLAY; another session's is not taken.
  @Test(arguments: GnomeShell.Release.allCases)
  func `the session's display is found`(release: GnomeShell.Release) throws {
    let mine = try WsctlGnome(release, workspaces: 3)
    let other = try WsctlGnome(release, workspaces: 5)
    for (session, count) in [(mine, 3), (other, 5)] {
      #expect(
        try run([product("wsctl"), "count"], variables: session.bare)
          == Outcome(output: "\(count)\n"))
      // What scripts call with no display works as well.
      let listed = try run([product("wmctrl"), "-d"], variables: session.bare)
      #expect(listed.output.split(separator: "\n").count == count, "\(listed)")
      let compatible = session.bare.merging(["WMCTRL_COMPAT": "1"]) { $1 }
      #expect(
        try run([product("wmctrl"), "-d"], variables: compatible)
          == Outcome(error: "Cannot open display.\n", code: 1))
    }
    // A cookie that others can read is no cookie, nor is one that belongs to somebody else.
    let runtime = (mine.shell.variables["XDG_RUNTIME_DIR"] ?? nil) ?? ""
    for spoil in ["chmod 644", "chmod 600", "chown 65534"] {
      try Support.shell(#"\#(spoil) "\#(runtime)"/.mutter-Xwaylandauth.*"#)
      let isFine = spoil == "chmod 600"
      let outcome = try run([product("wsctl"), "count"], variables: mine.bare)
      #expect(outcome.code == (isFine ? 0 : 1), "\(spoil): \(outcome)")
    }
  }

  /// As systemd's sessions have it: the first X client is what Xwayland is started for.
  @Test(arguments: GnomeShell.Release.allCases)
  func `an Xwayland that is only starting is waited for`(release: GnomeShell.Release) throws {
    let rig = try WsctlGnome(release, workspaces: 4, onDemand: true)
    #expect(!rig.shell.runsXwayland)
    #expect(try run([product("wsctl"), "switch", "3"], variables: rig.bare) == done)
    #expect(rig.shell.runsXwayland)
    #expect(try rig.shell.activeWorkspace == 2)
    // Another one, whose windows wmctrl is the first to ask for.
    let next = try WsctlGnome(release, workspaces: 4, onDemand: true)
    #expect(!next.shell.runsXwayland)
    #expect(try run([product("wmctrl"), "-s", "1"], variables: next.bare) == done)
    #expect(try next.shell.activeWorkspace == 1)
  }

  /// What the whole is for: a key, the shortcut's command, another workspace.
  @Test(arguments: GnomeShell.Release.allCases)
  func `a shortcut of GNOME's own switches the workspace`(release: GnomeShell.Release) throws {
    let path = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom0/"
    let schema = "org.gnome.settings-daemon.plugins.media-keys"
    let custom = "\(schema).custom-keybinding:\(path)"
    let shell = try GnomeShell(
      release, workspaces: 3,
      settings: [
        .init(custom, "name", "'Right'"),
        .init(custom, "command", "'\(product("wsctl")) switch right --wrap'"),
        .init(custom, "binding", "'<Super>F7'"),
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
}
