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
      // Both at once.
      for (place, frame) in [
        (["centre"], "[390,201,500,350]"), (["200,80", "400x300"], "[200,80,400,300]"),
      ] {
        try shell.wsctl(["place", "100,60", "500x350", window])
        try shell.wsctl(["maximise", window])
        try shell.wsctl(["fullscreen", window])
        try shell.wsctl(["place"] + place + [window])
        #expect(try shell.frame(of: title) == frame, "\(title): place \(place)")
        #expect(try !shell.is(title, "maximized_vertically") && !shell.is(title, "fullscreen"))
      }
      try shell.wsctl(["fullscreen", window])
      try shell.wsctl(["place", "maximised", window])
      #expect(try shell.is(title, "maximized_vertically") && !shell.is(title, "fullscreen"))
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

  /// Where a window has all of the height already, it takes no other size.
  @Test(arguments: GnomeShell.Release.allCases)
  func `toggles both ways of being maximised at once`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let native = try NativeWindow("4", "native", in: shell)
    // It has been opened and placed.
    _ = try shell.restingFrame(of: "native")
    try shell.wsctl(["place", "left", "title==native"])
    let both = WmctrlPair(variables: shell.variables)
    let toggle = ["-r", "native", "-b", "toggle,maximized_vert,maximized_horz"]
    for isOn in [true, false] {
      #expect(try both.run(.ours, toggle) == Outcome())
      for axis in ["vertically", "horizontally"] {
        #expect(try shell.is("native", "maximized_\(axis)") == isOn, "\(axis)")
      }
    }
    try shell.wsctl(["maximise", "vertical", "title==native"])
    #expect(try shell.is("native", "maximized_vertically"))
    // Each goes its own way.
    #expect(try both.run(.ours, toggle) == Outcome())
    #expect(try !shell.is("native", "maximized_vertically"))
    #expect(try shell.is("native", "maximized_horizontally"))
    withExtendedLifetime(native) {}
  }

  /// GNOME takes workspaces away that become empty.
  @Test(arguments: GnomeShell.Release.allCases)
  func `keeps to a workspace whose number changes`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release)
    var windows: [Background] = []
    func open(_ title: String, _ app: String = "one") throws {
      windows.append(
        try Background(
          [
            "foot", "--config=/dev/null", "--app-id=\(app)", "--title=\(title)", "sleep", "1000",
          ], variables: shell.variables.merging(["LC_ALL": "C.UTF-8"]) { $1 }))
      try shell.focus(title)
    }
    // A window on each of four workspaces.
    for (number, title) in ["first", "second", "third", "fourth"].enumerated() {
      try shell.wsctl(["switch", "\(number + 1)"])
      try open(title)
      #expect(try eventually { try shell.workspaces == number + 2 })
    }
    #expect(try shell.wsctl(["move", "3", "class=one", "--all-matches"]).output == "")
    let places = try ["first", "second", "third", "fourth"].map {
      try shell.number("get_workspace().index()", of: $0)
    }
    #expect(Set(places).count == 1, "\(places)")

    // One that is left empty is no longer there to go back to.
    try shell.wsctl(["switch", "final"])
    try open("fifth", "other")
    #expect(try eventually { try shell.workspaces == 3 })
    try shell.wsctl(["switch", "1"])
    try shell.wsctl(["move", "2", "class=one", "--all-matches"])
    #expect(try shell.workspaces == 3)
    try shell.wsctl(["switch", "2"])
    #expect(try shell.workspaces == 2)
    let last = try run([product("wsctl"), "switch", "last"], variables: shell.variables)
    #expect(last == failed("no workspace is known to have been used before this one"))
    try shell.wsctl(["switch", "final"])
    try shell.wsctl(["switch", "last"])
    #expect(try shell.activeWorkspace == 0)
    withExtendedLifetime(windows) {}
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
