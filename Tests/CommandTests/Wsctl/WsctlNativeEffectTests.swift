import Support
import Testing

/// What wsctl and wmctrl do by the extension of GNOME Shell, where that is more than one step; the
/// Shell and xprop are the witnesses.
@Suite(.serialized) struct WsctlNativeEffectTests {
  /// The size that counts is the one that the window has afterwards.
  @Test(arguments: GnomeShell.Release.allCases)
  func `places what is maximised or fullscreen by its own size`(
    release: GnomeShell.Release
  ) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let native = try NativeWindow("4", "native", in: shell)
    let x = try NativeWindow("3", "xeleven", in: shell, backEnd: "x11")
    for title in ["native", "xeleven"] {
      let window = "title==\(title)"
      try shell.wsctl(["activate", window])
      for verb in ["maximise", "fullscreen"] {
        for (words, frame) in [
          (["centre"], "[390,201,500,350]"),
          (["bottom-right", "--move-only"], "[780,370,500,350]"),
          (["centre", "--size-only"], "[100,60,500,350]"),
          (["top-left", "--size-only"], "[100,60,640,344]"),
          (["70,80", "1x1", "--move-only"], "[70,80,500,350]"),
        ] {
          try shell.wsctl(["place", "100,60", "500x350", window])
          try shell.wsctl([verb, window])
          try shell.wsctl(["place"] + words + [window])
          #expect(try shell.frame(of: title) == frame, "\(title): \(verb), place \(words)")
          #expect(try !shell.is(title, "maximized_vertically") && !shell.is(title, "fullscreen"))
        }
      }
    }
    for (place, frame) in [
      ("0,200,-1,-1,-1", "[200,60,500,350]"), ("0,-1,-1,600,-1", "[100,60,600,350]"),
    ] {
      try shell.wsctl(["place", "100,60", "500x350", "title==native"])
      try shell.wsctl(["maximise", "title==native"])
      let outcome = try WmctrlPair(variables: shell.variables).run(
        .ours, ["-r", "native", "-e", place])
      #expect(outcome == Outcome(), "\(place)")
      #expect(try shell.frame(of: "native") == frame, "\(place)")
    }
    withExtendedLifetime((native, x)) {}
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `leaves to X11 what X11 alone can, and takes a name away`(
    release: GnomeShell.Release
  ) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let x = try NativeWindow("3", "xeleven", in: shell, backEnd: "x11")
    let id = try #require(
      UInt32(try shell.wsctl(["windows"]).output.prefix { $0 != " " }.dropFirst(2), radix: 16))
    for (words, isOn) in [([], true), (["off"], false), (["toggle"], true), (["off"], false)] {
      try shell.wsctl(["below"] + words + ["title==xeleven"])
      let states = try property("_NET_WM_STATE", of: id, variables: shell.variables)
      #expect(states.contains("_NET_WM_STATE_BELOW") == isOn, "\(words): \(states)")
    }
    let name = "imports.gi.Meta.prefs_get_workspace_name(1)"
    try shell.wsctl(["name", "2", "Mail"])
    #expect(try shell.evaluate(name) == "\"Mail\"")
    for _ in 0..<2 {
      try shell.wsctl(["name", "2", ""])
      #expect(try shell.evaluate(name) == "\"Workspace 2\"")
    }
    withExtendedLifetime(x) {}
  }

  /// As when the screen is locked in the moment in which something happens.
  @Test(arguments: GnomeShell.Release.allCases)
  func `watch outlives an extension that ends while it asks`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let watch = try Background([product("wsctl"), "watch"], variables: shell.variables)
    func isTold(_ number: Int) throws -> Bool {
      // It listens once it tells of a switch.
      try eventually(within: .seconds(20)) {
        try shell.wsctl(["switch", "\(number)"])
        try shell.wsctl(["switch", "1"])
        return watch.output.contains("\"event\":\"workspace\",\"number\":\(number),")
      }
    }
    #expect(try isTold(2))
    for _ in 0..<3 {
      // It hears of the switch and asks; the Shell comes to that when nothing is there any more.
      try shell.evaluate(
        """
        global.workspace_manager.get_workspace_by_index(1).activate(0);
        {const end = Date.now() + 300; while (Date.now() < end);}
        Main.sessionMode.pushMode('unlock-dialog'); 1
        """)
      #expect(try eventually { try !ExtensionRig.isThere(in: shell) })
      try shell.evaluate("Main.sessionMode.popMode('unlock-dialog'); 1")
      #expect(try eventually { try ExtensionRig.isThere(in: shell) })
    }
    #expect(try isTold(3), "\(watch.output) \(watch.error)")
    #expect(watch.isRunning && watch.error == "")
  }
}
