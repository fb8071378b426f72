import Foundation
import Support
import System
import Testing

/// What `wsctl` says when something is missing or wrong.
struct WsctlTroubleTests {
  @Test func `without a display`() throws {
    let scratch = try Scratch()
    let nowhere: [String: String?] = [
      "DISPLAY": nil, "XAUTHORITY": nil, "WAYLAND_DISPLAY": nil, "HOME": scratch.path,
      "XDG_RUNTIME_DIR": scratch.path,
    ]
    let missing = failed(
      "cannot open display: DISPLAY is not set, and no X server of this user was found;"
        + " run it in a graphical session")
    for words in [["list"], ["switch", "1"], ["windows"], ["watch"]] {
      #expect(try run([product("wsctl")] + words, variables: nowhere) == missing, "\(words)")
    }
    let dead = nowhere.merging(["DISPLAY": ":4711"]) { $1 }
    #expect(
      try run([product("wsctl"), "list"], variables: dead)
        == failed("cannot open display \":4711\": no X server listens there"))
    let bad = nowhere.merging(["DISPLAY": "what\u{1b}"]) { $1 }
    #expect(
      try run([product("wsctl"), "list"], variables: bad)
        == failed(
          "cannot open display \"what\\x1b\": this is not a display's name;"
            + " it should look like :0"))
  }

  @Test func `without a window manager`() throws {
    let rig = try WsctlRig(nil)
    let none = failed("no window manager runs on this display, or none that speaks EWMH")
    let id = try rig.client.window()
    try rig.client.map(id)
    for words in [
      ["list"], ["current"], ["switch", "2"], ["switch", "next"], ["count", "3"], ["windows"],
      ["desktop", "show"], ["name", "1", "x"], ["grid", "2x2"], ["move", "2"],
      ["close", "title=x"],
    ] {
      let outcome = try run([product("wsctl")] + words, variables: rig.variables)
      #expect(outcome == none, "\(words)")
    }
    #expect(
      try rig.wsctl("close", hexadecimal(id))
        == failed("window \(hexadecimal(id)) is not one that the window manager manages"))
  }

  /// A window manager that was killed leaves its properties on the root window behind.
  @Test func `after a window manager has died`() throws {
    let rig = try WsctlRig(.openbox)
    let id = try rig.open("one")
    rig.manager?.kill()
    let none = failed("no window manager runs on this display, or none that speaks EWMH")
    _ = try eventually { try rig.wsctl("list") == none }
    #expect(try rig.wsctl("switch", "2") == none)
    #expect(try rig.wsctl("activate", hexadecimal(id)) == none)
    #expect(try rig.wsctl("above", hexadecimal(id)) == none)
  }

  /// The recorder is a window manager that says it can do little, and does nothing.
  @Test func `what had no effect is said, and what the window manager does not know`() throws {
    let rig = try WsctlRig(nil)
    let check = try rig.client.window(overrideRedirect: true)
    let id = try rig.client.window()
    func pretend(_ supported: [String]) throws {
      try rig.client.set(
        "_NET_WM_NAME", of: check, type: "UTF8_STRING", Array("Lame".utf8))
      for window in [nil, check] {
        try rig.client.set(
          "_NET_SUPPORTING_WM_CHECK", of: window, type: "WINDOW", numbers: [Int(check)])
      }
      try rig.client.set("_NET_SUPPORTED", atoms: supported)
      try rig.client.set("_NET_CLIENT_LIST", type: "WINDOW", numbers: [Int(id)])
      try rig.client.set("_NET_NUMBER_OF_DESKTOPS", type: "CARDINAL", numbers: [2])
      try rig.client.set("_NET_CURRENT_DESKTOP", type: "CARDINAL", numbers: [0])
      try rig.client.set("_NET_WM_DESKTOP", of: id, type: "CARDINAL", numbers: [0])
    }
    try pretend(["_NET_CLIENT_LIST"])
    try rig.client.record()
    _ = try rig.client.events()
    let window = hexadecimal(id)
    for (words, name) in [
      (["switch", "2"], "_NET_CURRENT_DESKTOP"), (["activate", window], "_NET_ACTIVE_WINDOW"),
      (["close", window], "_NET_CLOSE_WINDOW"), (["move", "2", window], "_NET_WM_DESKTOP"),
      (["above", window], "_NET_WM_STATE"), (["desktop", "show"], "_NET_SHOWING_DESKTOP"),
      (["count", "3"], "_NET_NUMBER_OF_DESKTOPS"), (["name", "1", "x"], "_NET_DESKTOP_NAMES"),
    ] {
      let outcome = try run([product("wsctl")] + words, variables: rig.variables)
      #expect(
        outcome == failed("Lame does not support this: it does not know \(name)"), "\(words)")
    }
    // The window itself is asked to move where no message does it, and this one lets it.
    #expect(try rig.wsctl("place", "left", window) == done)
    _ = try rig.client.events()

    // One that says it can, and does not: the fault is seen, and what was sent is as EWMH has it.
    try pretend([
      "_NET_CURRENT_DESKTOP", "_NET_ACTIVE_WINDOW", "_NET_CLOSE_WINDOW", "_NET_WM_DESKTOP",
      "_NET_WM_STATE", "_NET_WM_STATE_ABOVE",
    ])
    #expect(
      try rig.wsctl("switch", "2")
        == failed("Lame did not switch to workspace 2; it still shows workspace 1"))
    #expect(
      try rig.wsctl("above", window)
        == failed("Lame did not switch above of window \(window) on"))
    #expect(
      try rig.wsctl("close", window)
        == failed("window \(window) is still open: its program may be asking something"))
    #expect(
      try rig.wsctl("activate", window) == failed("Lame did not activate window \(window)"))
    #expect(try rig.wsctl("move", "2", window, "--no-verify") == done)
    let events = try rig.client.events().map { $0.split(separator: " ").map(String.init) }
    let names = events.map { $0[1] }
    #expect(
      names == [
        "_NET_CURRENT_DESKTOP", "_NET_WM_STATE", "_NET_CLOSE_WINDOW", "_NET_ACTIVE_WINDOW",
        "_NET_ACTIVE_WINDOW", "_NET_WM_DESKTOP",
      ])
    // The source of each is 2, a pager, where it has a place.
    #expect(events[1].suffix(5).first == "1" && events[1].suffix(2) == ["2", "0"])
    #expect(events[2].suffix(4).first == "2")
    #expect(events[3].suffix(5).first == "2")
    #expect(events[3].suffix(4).first != "0")
    #expect(events[5].suffix(5) == ["1", "2", "0", "0", "0"])
  }

  /// A compositor starts Xwayland when the first program connects: its window manager comes later.
  @Test func `a window manager that is starting is waited for`() throws {
    let rig = try WsctlRig(nil)
    let onWayland = rig.variables.merging(["WAYLAND_DISPLAY": "wayland-0"]) { $1 }
    let waiting = try Background([product("wsctl"), "list"], variables: onWayland)
    sleep(for: .milliseconds(200))
    #expect(waiting.isRunning)
    let manager = try WindowManager(.openbox, on: rig.display, workspaces: 1)
    #expect(eventually { !waiting.isRunning })
    #expect(waiting.output.hasPrefix("1 *"), "\(waiting.error)")
    _ = manager
    let never = try WsctlRig(nil)
    let outcome = try run(
      [product("wsctl"), "list"],
      variables: never.variables.merging(["WAYLAND_DISPLAY": "wayland-0"]) { $1 })
    #expect(outcome == failed("no window manager runs on this display, or none that speaks EWMH"))
  }

  /// Any client may write anything into the properties of its windows, and of the root window.
  @Test func `hostile properties are no more than wrong`() throws {
    let rig = try WsctlRig(.openbox)
    let id = try rig.open("hostile", className: "Hostile")
    let names = [
      "_NET_WM_NAME", "WM_NAME", "WM_CLASS", "_NET_WM_PID", "WM_CLIENT_MACHINE",
      "_NET_FRAME_EXTENTS", "_GTK_FRAME_EXTENTS", "_NET_WM_WINDOW_TYPE", "WM_NORMAL_HINTS",
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<25 {
      for name in names {
        let count = [0, 1, 3, 4, 5, 40].randomElement(using: &random) ?? 0
        let type =
          ["CARDINAL", "STRING", "UTF8_STRING", "COMPOUND_TEXT", "WINDOW"]
          .randomElement(using: &random) ?? ""
        if Bool.random(using: &random) {
          let numbers = (0..<max(1, count)).map { _ in Int.random(in: 0...0xffff_ffff) }
          try rig.client.set(name, of: id, type: type, numbers: numbers)
        } else {
          let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
          try rig.client.set(name, of: id, type: type, bytes)
        }
      }
      let outcome = try rig.wsctl("windows", "--json", "--all")
      #expect(outcome.code == 0 && outcome.error == "", "\(outcome)")
      let isVisible = outcome.output.utf8.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7f }
      #expect(isVisible)
      #expect([0, 1].contains(try rig.wsctl("place", "left", hexadecimal(id)).code))
    }
    for (name, numbers) in [
      ("_NET_DESKTOP_LAYOUT", [0, 0, 0, 0]),
      ("_NET_DESKTOP_LAYOUT", [9, 0xffff_ffff, 0xffff_ffff]),
      ("_NET_WORKAREA", [1, 2, 3]), ("_NET_WORKAREA", [0xffff_ffff, 0, 0xffff_ffff, 0x8000_0000]),
      ("_NET_CURRENT_DESKTOP", [0xffff_ffff]), ("_NET_NUMBER_OF_DESKTOPS", [0]),
      ("_NET_NUMBER_OF_DESKTOPS", [0xffff_ffff]),
      ("_NET_ACTIVE_WINDOW", [0xffff_ffff]), ("_NET_CLIENT_LIST", [1, 2, 3, 0xffff_ffff]),
    ] {
      let type = name.hasSuffix("LIST") || name.hasSuffix("WINDOW") ? "WINDOW" : "CARDINAL"
      try rig.client.set(name, type: type, numbers: numbers)
      for words in [["current"], ["switch", "next"], ["windows"], ["list"], ["place", "left"]] {
        let outcome = try run([product("wsctl")] + words, variables: rig.variables)
        #expect([0, 1].contains(outcome.code), "\(name) \(numbers) \(words): \(outcome)")
      }
    }
  }

  @Test func `misuse is one line, and exit 2`() throws {
    let rig = try WsctlRig(.openbox)
    for words in [
      ["--bogus"], ["switch"], ["switch", "1", "2"], ["nonsense"], ["desktop", "maybe"],
      ["activate"], ["wait", "sometime", "x"], ["close", "--first", "--all-matches"],
    ] {
      let outcome = try run([product("wsctl")] + words, variables: rig.variables)
      #expect(outcome.code == 2, "\(words): \(outcome)")
      #expect(outcome.output == "", "\(words)")
      #expect(outcome.error.hasPrefix("wsctl: "), "\(words)")
      #expect(outcome.error.split(separator: "\n").count == 1, "\(words): \(outcome)")
    }
  }

  @Test func `a gsettings that never answers is given up`() throws {
    let scratch = try Scratch()
    let home = scratch.path("home")
    try Support.shell(
      """
      extension='\(home)/.local/share/gnome-shell/extensions/\(ExtensionRig.uuid)'
      mkdir -p "$extension" '\(scratch.path("bin"))'
      echo '{}' >"$extension/metadata.json"
      printf '#!/bin/sh\\nexec sleep 100\\n' >'\(scratch.path("bin"))/gsettings'
      chmod +x '\(scratch.path("bin"))/gsettings'
      """)
    let outcome = try run(
      [product("wsctl"), "extension", "remove"],
      variables: [
        "HOME": home, "XDG_DATA_HOME": nil, "XDG_RUNTIME_DIR": home,
        "DBUS_SESSION_BUS_ADDRESS": nil, "PATH": "\(scratch.path("bin")):/usr/bin:/bin",
      ])
    let line = "wsctl: gsettings get org.gnome.shell enabled-extensions did not end within 10 s\n"
    #expect(outcome == Outcome(error: line, code: 1))
  }

  @Test func `each verb has help and a manual with an example`() throws {
    let manual = try String(
      contentsOfFile: "\(packageRoot)/desktop/man/man1/wsctl.1", encoding: .utf8)
    let chapters = manual.components(separatedBy: ".SS ")
    let verbs = [
      "switch", "list", "current", "count", "name", "grid", "desktop", "windows", "activate",
      "move", "place", "close", "minimise", "maximise", "fullscreen", "above", "below", "sticky",
      "shade", "run-or-raise", "wait", "watch",
    ]
    for verb in verbs {
      let outcome = try run([product("wsctl"), verb, "--help"])
      #expect(outcome.code == 0 && outcome.error == "")
      #expect(outcome.output.contains("Examples:"), "\(verb)")
      #expect(outcome.output.contains("wsctl \(verb)"), "\(verb)")
      let name = verb.replacing("-", with: "\\-")
      let chapter = chapters.first { $0.hasPrefix("\"\(name)\"") } ?? ""
      #expect(chapter.contains("  wsctl \(name)") || chapter.contains("$ wsctl \(name)"), "\(verb)")
    }
  }
}
