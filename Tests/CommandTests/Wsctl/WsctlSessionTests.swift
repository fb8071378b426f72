import Foundation
import Support
import System
import Testing

/// How `wsctl` finds the session of GNOME that it belongs to, and is called by it.
@Suite(.serialized) struct WsctlSessionTests {
  /// Two sessions of one user, as systemd starts them: with an Xwayland that the first X client
  /// starts, and a key that calls wsctl. A shortcut, ssh and cron leave no DISPLAY.
  @Test(arguments: GnomeShell.Release.allCases)
  func `the session's display is found, and waited for`(release: GnomeShell.Release) throws {
    let path = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings"
    let schema = "org.gnome.settings-daemon.plugins.media-keys"
    let (custom, first) = (
      "\(schema).custom-keybinding:\(path)/custom0/",
      "\(schema).custom-keybinding:\(path)/custom1/"
    )
    let scratch = try Scratch()
    let mine = try WsctlGnome(
      onDemand: release, workspaces: 3,
      settings: [
        .init(custom, "name", "'Right'"),
        .init(custom, "command", "'\(product("wsctl")) switch right --wrap'"),
        .init(custom, "binding", "'<Super>F7'"),
        .init(first, "name", "'Ready'"),
        .init(first, "command", "'touch \(scratch.path("ready"))'"),
        .init(first, "binding", "'<Super>F6'"),
        .init(schema, "custom-keybindings", "['\(path)/custom0/', '\(path)/custom1/']"),
      ])
    let other = try WsctlGnome(onDemand: release, workspaces: 5)

    // An Xwayland that is only starting is waited for, also by wmctrl.
    for (session, words, index) in [
      (mine, ["wsctl", "switch", "2"], 1), (other, ["wmctrl", "-s", "3"], 3),
    ] {
      #expect(!session.shell.runsXwayland)
      let outcome = try run([product(words[0])] + words.dropFirst(), variables: session.bare)
      #expect(outcome == done, "\(words)")
      #expect(session.shell.runsXwayland)
      #expect(try session.shell.activeWorkspace == index)
    }

    // Each finds its own.
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
    for spoil in ["chmod 644", "chmod 600", "chown 65534", "chown 0"] {
      try Support.shell(#"\#(spoil) "\#(runtime)"/.mutter-Xwaylandauth.*"#)
      let isFine = ["chmod 600", "chown 0"].contains(spoil)
      let outcome = try run([product("wsctl"), "count"], variables: mine.bare)
      #expect(outcome.code == (isFine ? 0 : 1), "\(spoil): \(outcome)")
    }

    // What the whole is for: a key, the shortcut's command, another workspace.
    let shell = mine.shell
    let keys = try Background(["/usr/libexec/gsd-media-keys"], variables: shell.variables)
    let superKey = 125
    let (f6, f7) = (64, 65)
    // The daemon asks the shell for its keys when it is ready itself; until then nothing happens.
    let isReady = try eventually {
      try shell.press(superKey, f6)
      return eventually(within: .seconds(2)) {
        FileManager.default.fileExists(atPath: scratch.path("ready"))
      }
    }
    #expect(isReady, "\(keys.error)\n\(shell.log)")
    func press(expecting index: Int) throws -> Bool {
      try shell.press(superKey, f7)
      return try eventually { try shell.activeWorkspace == index }
    }
    #expect(try press(expecting: 2), "\(keys.error)\n\(shell.log)")
    #expect(try press(expecting: 0), "it wraps")
    #expect(try press(expecting: 1))
    _ = keys
  }
}
