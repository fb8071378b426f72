import Support
import Testing

/// What has the focus in real GNOME Shells on Wayland: the overview, a native window, and never a
/// window of our own.
extension WsctlGnomeTests {
  /// The Shell closes it when it is asked to by its own bus; X11 has no word for it.
  @Test(arguments: GnomeShell.Release.allCases)
  func `an open overview is closed for a window`(release: GnomeShell.Release) throws {
    let rig = try Self.rig(release, workspaces: 4)
    let client = try XClient(variables: rig.shell.variables)
    try rig.open(client, "one")
    try rig.open(client, "two", x: 500)
    for (words, title) in [
      ([product("wsctl"), "activate", "one"], "one"), ([product("wmctrl"), "-a", "two"], "two"),
    ] {
      try rig.shell.overview(true)
      let outcome = try run(words, variables: rig.shell.variables)
      #expect(outcome == done, "\(words)")
      #expect(try eventually { try rig.shell.evaluate("Main.overview.visible") == "false" })
      #expect(try rig.focus == "\"\(title)\"", "\(words)")
    }
  }

  /// Before the first switch a window of our own finds out which workspace is current.
  @Test(arguments: GnomeShell.Release.allCases)
  func `what looks for the current workspace is no window to others`(
    release: GnomeShell.Release
  ) throws {
    let rig = try Self.rig(release, workspaces: 4)
    let client = try XClient(variables: rig.shell.variables)
    try rig.open(client, "first")
    let watcher = try Background([product("wsctl"), "watch"], variables: rig.shell.variables)
    var turn = 0
    let isThere = try eventually {
      turn += 1
      try rig.open(client, "turn \(turn)")
      return watcher.output.contains("turn")
    }
    #expect(isThere, "\(watcher.error)")
    for _ in 0..<5 { #expect(try rig.wsctl("current") == Outcome(output: "1\n")) }
    try rig.open(client, "final")
    #expect(eventually { watcher.output.contains("final") })
    let lines = watcher.output.split(separator: "\n")
    #expect(!watcher.output.contains("detour-probe"))
    #expect(!lines.contains { $0.contains(#""event":"closed""#) }, "\(watcher.output)")
    #expect(
      try property("_NET_CURRENT_DESKTOP", variables: rig.shell.variables).contains("not found"))
  }

  /// X sees of it only that none of its own windows has the focus.
  @Test(arguments: GnomeShell.Release.allCases)
  func `a native Wayland window is left alone`(release: GnomeShell.Release) throws {
    let rig = try Self.rig(release, workspaces: 3)
    let refused = failed(
      "no X11 window is active: the focus is on a native Wayland window,"
        + " which X11 cannot reach, or on nothing; nothing was done")
    #expect(try rig.wsctl("close") == refused)
    let client = try XClient(variables: rig.shell.variables)
    try rig.open(client, "of X11")
    let native = try rig.openNative()
    #expect(try rig.shell.evaluate("global.display.focus_window.get_client_type()") == "0")
    for words in [["close"], ["close", ":active"], ["move", "2"], ["above"], ["place", "left"]] {
      let outcome = try run([product("wsctl")] + words, variables: rig.shell.variables)
      #expect(outcome == refused, "\(words)")
    }
    // wmctrl's own word for it means none of X11's either.
    let wmctrl = try run(
      [product("wmctrl"), "-r", ":ACTIVE:", "-b", "add,above"], variables: rig.shell.variables)
    #expect(
      wmctrl
        == Outcome(
          error: "wmctrl: no X11 window is active: the focus is on a native Wayland window,"
            + " which X11 cannot reach, or on nothing; nothing was done\n", code: 1))
    #expect(try rig.focus == "\"native\"")
    let all = try rig.titles
    #expect(all.contains("native") && all.contains("of X11"), "\(all)")
    #expect(try rig.shell.activeWorkspace == 0)
    // Workspaces do not care what has the focus.
    #expect(try rig.wsctl("switch", "2") == done)
    #expect(try rig.shell.activeWorkspace == 1)
    _ = native
  }
}
