import Foundation
import Support
import System
import Testing

/// `wsctl` in real GNOME Shells on Wayland, of Debian 12 and of the newest Debian.
@Suite(.serialized) struct WsctlGnomeTests {
  /// All of them have two monitors, of which only the first has workspaces.
  static func rig(_ release: GnomeShell.Release, workspaces: Int? = nil) throws -> WsctlGnome {
    try WsctlGnome(release, monitors: ["1280x720", "1024x768"], workspaces: workspaces)
  }

  /// `_NET_CURRENT_DESKTOP` is not there before the first switch: nothing may guess.
  @Test(arguments: GnomeShell.Release.allCases)
  func `workspaces work from the first moment`(release: GnomeShell.Release) throws {
    let rig = try Self.rig(release, workspaces: 6)
    let shell = rig.shell
    #expect(
      try property("_NET_CURRENT_DESKTOP", variables: shell.variables).contains("not found"))
    let titles = try rig.titles
    let focus = try rig.focus
    #expect(try rig.wsctl("current") == Outcome(output: "1\n"))
    #expect(try rig.wsctl("list").output.hasPrefix("1 * Workspace 1\n2   "))
    #expect(try eventually { try rig.titles == titles }, "the probe is gone")
    #expect(try rig.focus == focus)
    // The shell changes it before X is told of any.
    #expect(try rig.wsctl("switch", "1") == done)
    #expect(try rig.wsctl("switch", "next") == done)
    #expect(try shell.activeWorkspace == 1)
    #expect(try rig.wsctl("switch", "5") == done)
    #expect(try shell.activeWorkspace == 4)
    #expect(
      try rig.wsctl("switch", "99")
        == failed(
          "there is no workspace 99: there are 6; GNOME adds one when the last is in use,"
            + " unless its settings have a fixed number"))
    #expect(try shell.activeWorkspace == 4)
    for (target, index) in [("last", 1), ("last", 4), ("first", 0), ("final", 5)] {
      #expect(try rig.wsctl("switch", target) == done)
      #expect(try shell.activeWorkspace == index, "\(target)")
    }
    #expect(
      try rig.wsctl("switch", "next")
        == failed("there is no workspace after workspace 6; --wrap goes round"))
    #expect(try rig.wsctl("switch", "right", "--wrap") == done)
    #expect(try shell.activeWorkspace == 0)
    #expect(try rig.wsctl("count", "7") == done)
    #expect(try shell.workspaces == 7)
    #expect(try rig.wsctl("switch", "8", "--create") == done)
    #expect(try shell.activeWorkspace == 7)
    #expect(
      try rig.wsctl("count", "40")
        == failed("GNOME Shell did not make it 40 workspaces; it has 36 at most"))
    #expect(try rig.wsctl("name", "2", "Mail") == done)
    #expect(
      try shell.evaluate("imports.gi.Meta.prefs_get_workspace_name(1)") == "\"Mail\"")
    #expect(try rig.wsctl("switch", "Mail") == done)
    #expect(try shell.activeWorkspace == 1)
    #expect(try rig.wsctl("grid", "4x2") == done)
    #expect(try eventually { try shell.evaluate("global.workspace_manager.layout_rows") == "2" })
    #expect(try rig.wsctl("switch", "down") == done)
    #expect(try shell.activeWorkspace == 5)
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `windows obey`(release: GnomeShell.Release) throws {
    let rig = try Self.rig(release, workspaces: 4)
    let client = try XClient(variables: rig.shell.variables)
    let id = try rig.open(client, "one", className: "Thing")
    let panel = try rig.panel
    #expect(try rig.wsctl("place", "left", "one") == done)
    #expect(try rig.frame("one") == [0, panel, 640, 720 - panel])
    #expect(try rig.wsctl("place", "bottom-right", "one") == done)
    let half = (720 - panel) / 2
    #expect(try rig.frame("one") == [640, panel + half, 640, 720 - panel - half])
    #expect(try rig.wsctl("place", "100,150", "300x200", "one") == done)
    #expect(try rig.frame("one") == [100, 150, 300, 200])
    let both = "[w.maximized_horizontally, w.maximized_vertically].join()"
    #expect(try rig.wsctl("place", "maximised") == done)
    #expect(try rig.window("one", both) == "\"true,true\"")
    #expect(try rig.wsctl("place", "centre") == done)
    #expect(try rig.window("one", both) == "\"false,false\"")
    // GNOME's own toggle never switches it off.
    for expected in ["true", "false", "true"] {
      #expect(try rig.wsctl("above", "toggle", "one") == done)
      #expect(try rig.window("one", "w.above") == expected)
    }
    #expect(try rig.wsctl("maximise", "one") == done)
    #expect(try rig.window("one", both) == "\"true,true\"")
    #expect(try rig.wsctl("maximise", "horizontal", "off", "one") == done)
    #expect(try rig.window("one", both) == "\"false,true\"")
    #expect(try rig.wsctl("maximise", "off", "one") == done)
    #expect(try rig.window("one", both) == "\"false,false\"")
    #expect(try rig.wsctl("fullscreen", "one") == done)
    #expect(try rig.window("one", "w.is_fullscreen()") == "true")
    #expect(try rig.wsctl("fullscreen", "toggle", "one") == done)
    #expect(try rig.window("one", "w.is_fullscreen()") == "false")
    #expect(try rig.wsctl("minimise", "one") == done)
    #expect(try rig.window("one", "w.minimized") == "true")
    #expect(try rig.wsctl("minimise", "toggle", "one") == done)
    #expect(try rig.window("one", "w.minimized") == "false")
    #expect(try rig.wsctl("sticky", "one") == done)
    #expect(try rig.window("one", "w.on_all_workspaces") == "true")
    #expect(try rig.wsctl("sticky", "off", "one") == done)
    #expect(try rig.window("one", "w.on_all_workspaces") == "false")
    try shade(rig, release)
    #expect(try rig.wsctl("move", "3", "one") == done)
    #expect(try rig.window("one", "w.get_workspace().index()") == "2")
    #expect(try rig.shell.activeWorkspace == 0)
    #expect(try rig.wsctl("activate", "one") == done)
    #expect(try rig.shell.activeWorkspace == 2)
    #expect(try rig.focus == "\"one\"")
    #expect(try rig.wsctl("move", "prev", "--follow") == done)
    #expect(try rig.shell.activeWorkspace == 1)
    #expect(try rig.wsctl("wait", "active", "one", "--timeout", "10") == done)
    #expect(try rig.wsctl("close", hexadecimal(id)) == done)
    #expect(try eventually { try !rig.titles.contains("one") })
  }

  /// mutter rolled windows up until GNOME 43.
  private func shade(_ rig: WsctlGnome, _ release: GnomeShell.Release) throws {
    guard release == .installed else {
      let refused = failed(
        "GNOME Shell does not support this: it does not know _NET_WM_STATE_SHADED")
      for change in ["on", "toggle"] {
        #expect(try rig.wsctl("shade", change, "one") == refused)
      }
      #expect(try rig.wsctl("shade", "off", "one") == done)
      return
    }
    for (change, expected) in [("on", "true"), ("toggle", "false"), ("off", "false")] {
      #expect(try rig.wsctl("shade", change, "one") == done)
      #expect(try rig.window("one", "w.is_shaded()") == expected, "\(change)")
    }
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `the desktop is shown, and programs are run or raised`(release: GnomeShell.Release) throws {
    let rig = try Self.rig(release, workspaces: 3)
    let client = try XClient(variables: rig.shell.variables)
    try rig.open(client, "one", className: "Term")
    try rig.open(client, "two", className: "Term")
    try rig.open(client, "other", className: "Other")

    // The shell hides windows that it has put away, and keeps them on their workspace.
    func showsDesktop() throws -> Bool {
      try rig.window("one", "!w.showing_on_its_workspace() && !w.minimized") == "true"
    }
    for (change, expected) in [
      ("show", true), ("show", true), ("hide", false), ("toggle", true), ("toggle", false),
    ] {
      #expect(try rig.wsctl("desktop", change) == done)
      #expect(try eventually { try showsDesktop() == expected }, "\(change)")
    }

    let mark = rig.shell.home + "/ran"
    let unseen = try rig.wsctl("run-or-raise", "class=Nobody", "--", "touch", mark)
    #expect(unseen.code == 1 && unseen.error.contains("nothing was started"), "\(unseen)")
    #expect(!FileManager.default.fileExists(atPath: mark))
    for outcome in [
      try rig.wsctl("wait", "closed", "title=Nobody"), try rig.wsctl("activate", "class=Nobody"),
    ] {
      #expect(outcome.code == 1 && outcome.error.contains("Wayland windows are out of reach"))
    }
    #expect(try rig.wsctl("run-or-raise", "class=Nobody", "--x11", "--", "touch", mark) == done)
    #expect(eventually { FileManager.default.fileExists(atPath: mark) })
    #expect(try rig.wsctl("move", "2", "one") == done)
    #expect(try rig.wsctl("activate", "two") == done)
    // The other of them is on another workspace: the shell goes there.
    for (title, workspace) in [("one", 1), ("two", 0), ("one", 1)] {
      #expect(try rig.wsctl("run-or-raise", "class=Term", "--", "false") == done)
      #expect(try rig.focus == "\"\(title)\"")
      #expect(try rig.shell.activeWorkspace == workspace)
    }
    #expect(try rig.wsctl("activate", "other") == done)
    #expect(try rig.wsctl("run-or-raise", "class=Term", "--", "false") == done)
    #expect(try rig.focus == "\"two\"", "the one of this workspace")
  }

  /// GNOME keeps one empty workspace at the end, and no other.
  @Test(arguments: GnomeShell.Release.allCases)
  func `dynamic workspaces are explained`(release: GnomeShell.Release) throws {
    let rig = try Self.rig(release)
    let client = try XClient(variables: rig.shell.variables)
    try rig.open(client, "one")
    #expect(try eventually { try rig.shell.workspaces == 2 })
    #expect(try rig.wsctl("switch", "2") == done)
    #expect(try rig.shell.activeWorkspace == 1)
    #expect(
      try rig.wsctl("switch", "7")
        == failed(
          "there is no workspace 7: there are 2; GNOME adds one when the last is in use,"
            + " unless its settings have a fixed number"))
    func setting() throws -> String {
      try run(
        ["gsettings", "get", "org.gnome.desktop.wm.preferences", "num-workspaces"],
        variables: rig.shell.variables
      ).output
    }
    let before = try setting()
    let keeps =
      ": GNOME keeps to its own number while its workspaces are dynamic"
      + " (gsettings set org.gnome.mutter dynamic-workspaces false)"
    #expect(
      try rig.wsctl("count", "5") == failed("GNOME Shell did not make it 5 workspaces" + keeps))
    #expect(
      try rig.wsctl("switch", "4", "--create")
        == failed("GNOME Shell did not make it 4 workspaces" + keeps))
    let original = try run([product("wmctrl"), "-n", "6"], variables: rig.shell.variables)
    #expect(original.code == 1 && original.error.contains("dynamic"), "\(original)")
    #expect(try setting() == before, "nothing is written for nothing")
    #expect(try rig.shell.activeWorkspace == 1)
    // The workspace that it leaves is taken away, and the one that it goes to becomes the first.
    #expect(try rig.wsctl("move", "2", "one", "--create", "--follow") == done)
    #expect(try rig.focus == "\"one\"")
    #expect(try eventually { try rig.shell.workspaces == 2 && rig.shell.activeWorkspace == 0 })
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `a window on a monitor without workspaces stays, and the reason is named`(
    release: GnomeShell.Release
  ) throws {
    let rig = try Self.rig(release, workspaces: 4)
    let client = try XClient(variables: rig.shell.variables)
    try rig.open(client, "far", x: 1400, y: 200)
    #expect(try rig.wsctl("place", "1400,200", "300x200", "far") == done)
    #expect(try rig.window("far", "w.get_monitor()") == "1")
    let outcome = try rig.wsctl("move", "2", "far")
    #expect(
      outcome
        == failed(
          "GNOME Shell did not move window \(try Self.id("far", rig)) to workspace 2: it is on a monitor"
            + " that has no workspaces (org.gnome.mutter workspaces-only-on-primary)"))
    // Each monitor has its own work area, and only the first has a panel.
    for (place, frame) in [
      ("right", [1792, 0, 512, 768]), ("top-left", [1280, 0, 512, 384]),
      ("bottom", [1280, 384, 1024, 384]),
    ] {
      #expect(try rig.wsctl("place", place, "far") == done)
      #expect(try rig.frame("far") == frame, "\(place)")
    }
    let panel = try rig.panel
    #expect(try rig.wsctl("place", "100,100", "300x200", "far") == done)
    #expect(try rig.window("far", "w.get_monitor()") == "0")
    #expect(try rig.wsctl("place", "right", "far") == done)
    #expect(try rig.frame("far") == [640, panel, 640, 720 - panel])
    #expect(try rig.wsctl("move", "2", "far") == done)
  }

  /// Each has its own work area, and only the first has a panel.
  @Test(arguments: GnomeShell.Release.allCases)
  func `a window goes to another monitor as large as it was`(
    release: GnomeShell.Release
  ) throws {
    let rig = try Self.rig(release, workspaces: 4)
    let client = try XClient(variables: rig.shell.variables)
    try rig.open(client, "one")
    let panel = try rig.panel
    #expect(try rig.wsctl("place", "1280,0", "300x200", "one") == done)
    #expect(try rig.wsctl("move", "--monitor", "primary", "one") == done)
    #expect(try rig.frame("one") == [0, panel, 300, 200])
    let large = "[w.maximized_horizontally, w.maximized_vertically, w.fullscreen].join()"
    #expect(try rig.wsctl("maximise", "one") == done)
    #expect(try rig.wsctl("fullscreen", "one") == done)
    for (monitor, frame) in [(1, [1280, 0, 1024, 768]), (0, [0, 0, 1280, 720])] {
      #expect(try rig.wsctl("move", "--monitor", "next", "one") == done)
      #expect(try rig.window("one", large) == "\"true,true,true\"")
      #expect(try rig.window("one", "w.get_monitor()") == "\(monitor)")
      #expect(try rig.frame("one") == frame)
    }
    #expect(try rig.wsctl("place", "centre", "one") == done)
    #expect(try rig.window("one", large) == "\"false,false,false\"")
  }

  private static func id(_ title: String, _ rig: WsctlGnome) throws -> String {
    let list = try run(["wmctrl", "-l"], variables: rig.shell.variables).output
    let line = list.split(separator: "\n").first { $0.hasSuffix(" \(title)") } ?? ""
    let digits = line.dropFirst(2).prefix { $0.isHexDigit }
    return hexadecimal(UInt32(digits, radix: 16) ?? 0)
  }

  /// What the shell does itself is seen as well, and is what is waited for.
  @Test(arguments: GnomeShell.Release.allCases)
  func `watch and wait see what the shell does`(release: GnomeShell.Release) throws {
    let rig = try Self.rig(release, workspaces: 4)
    let client = try XClient(variables: rig.shell.variables)
    func go(_ index: Int) throws {
      let workspace = "global.workspace_manager.get_workspace_by_index(\(index))"
      try rig.shell.evaluate("\(workspace).activate(global.get_current_time())")
    }
    let watcher = try Background([product("wsctl"), "watch"], variables: rig.shell.variables)
    func sees(_ text: String) -> Bool { eventually { watcher.output.contains(text) } }
    // Until it looks nothing is told.
    var turn = 0
    let isThere = try eventually {
      turn += 1
      try go(turn % 2)
      sleep(for: .milliseconds(50))
      return watcher.output.contains(#""event":"workspace""#)
    }
    #expect(isThere, "\(watcher.error)")
    let waiting = try Background(
      [product("wsctl"), "wait", "workspace", "4"], variables: rig.shell.variables)
    sleep(for: .milliseconds(300))
    #expect(waiting.isRunning)
    try go(3)
    #expect(sees(#""event":"workspace","number":4,"#))
    #expect(eventually { !waiting.isRunning })
    #expect(waiting.error == "")
    let id = try rig.open(client, "new", className: "Thing")
    #expect(sees(#""event":"opened","id":"\#(hexadecimal(id))","title":"new""#))
    #expect(sees(#""event":"active","id":"\#(hexadecimal(id))""#))
    // A window of Wayland takes the focus: X has none then.
    let native = try rig.openNative()
    #expect(sees(#""event":"active","id":null"#))
    native.stop()
    try client.destroy(id)
    #expect(sees(#""event":"closed","id":"\#(hexadecimal(id))""#))
    rig.shell.kill()
    #expect(eventually { !watcher.isRunning })
    #expect(eventually { watcher.error == "wsctl: the X server has closed the connection\n" })
  }
}
