import Foundation
import Support
import System
import Testing

/// `wsctl` and windows, with xprop, xwininfo and the original wmctrl as witnesses.
struct WsctlWindowTests {
  @Test(arguments: WindowManager.Kind.usual)
  func `windows are selected by all that they have`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind)
    let one = try rig.open("Alpha – mail", className: "Mailer", process: 4711)
    let two = try rig.open("beta", className: "Editor")
    let three = try rig.open("BETA two", className: "Editor")
    func line(_ id: UInt32, _ rest: String) -> String { "\(hexadecimal(id))  1  \(rest)\n" }
    let alpha = line(one, "Mailer  Alpha – mail")
    for words in [
      "alpha", "title=ALPHA", "=Alpha – mail", "/^Alpha/", "class=mailer", "pid=4711",
      hexadecimal(one), "id=\(one)", "class==instance.Mailer",
    ] {
      #expect(try rig.wsctl("windows", words) == Outcome(output: alpha), "\(words)")
    }
    #expect(
      try rig.wsctl("windows", "class=Editor")
        == Outcome(output: line(two, "Editor  beta") + line(three, "Editor  BETA two")))
    #expect(try rig.wsctl("windows", ":active").output == line(three, "Editor  BETA two"))
    #expect(try rig.wsctl("windows", "workspace=2") == failed("no window matches \"workspace=2\""))
    let several =
      "2 windows match \"beta\": \(hexadecimal(two)) \"beta\", \(hexadecimal(three)) \"BETA two\";"
      + " say which, or use --first or --all-matches"
    #expect(try rig.wsctl("activate", "beta") == failed(several))
    #expect(try rig.wsctl("activate", "beta", "--first") == done)
    #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(two)))
    #expect(try rig.wsctl("activate", "/(/").code == 2)
    #expect(try rig.wsctl("activate", "nobody") == failed("no window matches \"nobody\""))
    #expect(try rig.wsctl("activate", "0x7") == failed("there is no window 0x7"))
    // What matches nothing is one failure, in JSON too.
    #expect(
      try rig.wsctl("windows", "nobody", "--json")
        == Outcome(
          output: #"{"version":1,"windows":[]}"# + "\n",
          error: "wsctl: no window matches \"nobody\"\n", code: 1))
    try oddNames(rig)
    #expect(try rig.wsctl("close", "class=Editor", "--all-matches") == done)
    let left = try property("_NET_CLIENT_LIST", on: rig.display)
    #expect(!left.contains(hexadecimal(two)) && !left.contains(hexadecimal(three)), "\(left)")
  }

  /// A title like an option, and a class of more than ASCII.
  private func oddNames(_ rig: WsctlRig) throws {
    let id = try rig.open("-dash", className: "Größe")
    let line = Outcome(output: "\(hexadecimal(id))  1  Größe  -dash\n")
    #expect(try rig.wsctl("windows", "--", "-dash") == line)
    #expect(try rig.wsctl("windows", "title=-dash") == line)
    #expect(try rig.wsctl("windows", "class=größe") == line)
    for verb in ["windows", "activate", "close"] {
      let outcome = try rig.wsctl(verb, "-dash")
      #expect(outcome.code == 2 && outcome.error.contains("goes after --"), "\(verb): \(outcome)")
    }
    #expect(try rig.wsctl("close", "--", "-dash") == done)
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `windows move, alone or followed`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind)
    let one = try rig.open("one")
    let two = try rig.open("two")
    #expect(try rig.wsctl("move", "3", "one") == done)
    #expect(try rig.has("_NET_WM_DESKTOP", "= 2\n", of: one))
    #expect(try rig.current == 0)
    #expect(try rig.wsctl("move", "next", "--follow") == done)
    #expect(try rig.has("_NET_WM_DESKTOP", "= 1\n", of: two))
    #expect(try rig.current == 1)
    #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(two)))
    #expect(try rig.wsctl("activate", "one") == done)
    #expect(try rig.current == 2)
    #expect(try rig.has("_NET_ACTIVE_WINDOW", hexadecimal(one)))
    #expect(
      try rig.wsctl("move", "9", "one")
        == failed("there is no workspace 9: there are 4; --create adds what is missing"))
    #expect(try rig.wsctl("move", "5", "one", "--create") == done)
    #expect(try rig.has("_NET_NUMBER_OF_DESKTOPS", "= 5\n"))
    #expect(try rig.has("_NET_WM_DESKTOP", "= 4\n", of: one))
    #expect(try rig.wsctl("sticky", "on", "one") == done)
    #expect(try rig.has("_NET_WM_DESKTOP", "= 4294967295\n", of: one))
    #expect(try rig.wsctl("windows", "one").output.contains("  *  "))
    #expect(try rig.wsctl("windows", "workspace=4").output.contains("  one\n"))
    #expect(try rig.wsctl("sticky", "toggle", "one") == done)
    #expect(try rig.has("_NET_WM_DESKTOP", "= 2\n", of: one))
  }

  @Test(arguments: WindowManager.Kind.usual)
  func `states are switched on and off`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind)
    let id = try rig.open("one")
    for (words, state) in [
      (["fullscreen"], "FULLSCREEN"), (["above"], "ABOVE"), (["below"], "BELOW"),
      (["shade"], "SHADED"), (["maximise", "vertical"], "MAXIMIZED_VERT"),
      (["maximize", "horizontal"], "MAXIMIZED_HORZ"),
    ] {
      func isOn() throws -> Bool { try rig.has("_NET_WM_STATE", "_NET_WM_STATE_\(state)", of: id) }
      for (change, expected) in [
        ("on", true), ("on", true), ("toggle", false), ("toggle", true), ("off", false),
      ] {
        let outcome = try run(
          [product("wsctl")] + words + [change, "one"], variables: rig.variables)
        #expect(outcome == done, "\(words) \(change)")
        #expect(try isOn() == expected, "\(words) \(change)")
      }
    }
    #expect(try rig.wsctl("maximise") == done)
    let both = try property("_NET_WM_STATE", of: id, on: rig.display)
    #expect(both.contains("MAXIMIZED_VERT") && both.contains("MAXIMIZED_HORZ"), "\(both)")
    #expect(try rig.wsctl("minimise", "one") == done)
    // Two properties tell it, and a window manager writes one after the other.
    #expect(try eventually { try rig.has("_NET_WM_STATE", "HIDDEN", of: id) })
    #expect(try rig.wsctl("minimise", "off", "one") == done)
    #expect(try eventually { try !rig.has("_NET_WM_STATE", "HIDDEN", of: id) })
    for isPutAway in [true, false] {
      #expect(try rig.wsctl("minimise", "toggle", "one") == done)
      #expect(try eventually { try rig.has("_NET_WM_STATE", "HIDDEN", of: id) == isPutAway })
    }
    #expect(
      try rig.wsctl("above", "one", "two")
        == misused("\"two\" is one word too many: a title with spaces needs quotes"))
  }

  /// The witness is xwininfo: where the frame is, not what anybody says of it.
  @Test(arguments: WindowManager.Kind.usual)
  func `a window is put where it is wanted`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind)
    let id = try rig.open("one", x: 200, y: 150)
    for (words, expected) in [
      (["left"], [0, 0, 640, 720]), (["bottom-right"], [640, 360, 640, 360]),
      (["100,50", "600x400"], [100, 50, 600, 400]), (["centre"], [340, 160, 600, 400]),
      (["top"], [0, 0, 1280, 360]),
    ] {
      let outcome = try run(
        [product("wsctl"), "place"] + words + ["one"], variables: rig.variables)
      #expect(outcome == done, "\(words)")
      #expect(try rig.frame(id, comingTo: expected) == expected, "\(words)")
    }
    try sizes(rig)
    #expect(try rig.wsctl("activate", "one") == done)
    #expect(try rig.wsctl("place", "maximised") == done)
    #expect(try rig.has("_NET_WM_STATE", "MAXIMIZED_VERT", of: id))
    #expect(try rig.wsctl("place", "right") == done)
    #expect(try rig.frame(id, comingTo: [640, 0, 640, 720]) == [640, 0, 640, 720])
    for bad in [["middle"], ["1,2"], ["1,2", "3"], []] {
      let outcome = try run([product("wsctl"), "place"] + bad, variables: rig.variables)
      #expect(outcome.code == 2 && outcome.error.split(separator: "\n").count == 1, "\(bad)")
    }
  }

  /// A size that the program does not take ends as near as can be, which is said.
  private func sizes(_ rig: WsctlRig) throws {
    // WM_NORMAL_HINTS: the least and the greatest size, the steps, the aspect and the base.
    for (title, numbers) in [
      ("fixed", [16 | 32, 0, 0, 0, 0, 220, 140, 220, 140, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("least", [16, 0, 0, 0, 0, 700, 500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
      ("steps", [16 | 64 | 256, 0, 0, 0, 0, 80, 60, 0, 0, 37, 53, 0, 0, 0, 0, 3, 3, 0]),
      ("aspect", [128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 9, 16, 9, 0, 0, 0]),
    ] {
      let id = try rig.client.window(x: 300, y: 200, width: 220, height: 140)
      try rig.client.set("_NET_WM_NAME", of: id, type: "UTF8_STRING", Array(title.utf8))
      try rig.client.set("WM_NORMAL_HINTS", of: id, type: "WM_SIZE_HINTS", numbers: numbers)
      try rig.client.map(id)
      #expect(try eventually { try rig.has("_NET_CLIENT_LIST", hexadecimal(id)) })
      let outcome = try rig.wsctl("place", "left", title)
      var (frame, isTaken) = ([Int](), false)
      let isSo = try eventually(within: .seconds(5)) {
        frame = try rig.frame(id)
        isTaken = frame == [0, 0, 640, 720]
        let text = "\(hexadecimal(id)) is \(frame[2])x\(frame[3]) at \(frame[0]),\(frame[1])"
        return frame[..<2] == [0, 0] && (isTaken || outcome.error.contains("window \(text)"))
      }
      #expect(outcome.code == 0 && isSo, "\(title) \(outcome) \(frame)")
      // Xfwm4 minds neither steps nor ratios where a pager asks.
      #expect(isTaken == (rig.manager?.kind == .xfwm4 && ["steps", "aspect"].contains(title)))
      try rig.client.destroy(id)
    }
  }

  @Test func `a window's own shadow is not counted`() throws {
    let rig = try WsctlRig(.openbox)
    let id = try rig.open("shadowed")
    try rig.client.set(
      "_GTK_FRAME_EXTENTS", of: id, type: "CARDINAL", numbers: [20, 20, 10, 30])
    #expect(try rig.wsctl("place", "left", "shadowed") == done)
    #expect(try rig.frame(id, comingTo: [-20, -10, 680, 760]) == [-20, -10, 680, 760])
  }

  @Test func `each monitor has its own work area`() throws {
    let rig = try WsctlRig(.openbox)
    let id = try rig.open("one", x: 900, y: 300)
    try rig.client.set(
      "_GTK_WORKAREAS_D0", type: "CARDINAL", numbers: [0, 30, 640, 690, 640, 0, 640, 500])
    #expect(try rig.wsctl("place", "left") == done)
    #expect(try rig.frame(id, comingTo: [640, 0, 320, 500]) == [640, 0, 320, 500])
    #expect(try rig.wsctl("place", "10,100", "300x200") == done)
    #expect(try rig.wsctl("place", "bottom") == done)
    #expect(try rig.frame(id, comingTo: [0, 375, 640, 345]) == [0, 375, 640, 345])
  }

  @Test func `titles of every kind are read, and steer no terminal`() throws {
    let rig = try WsctlRig(.openbox)
    let utf8 = try rig.open("x")
    try rig.client.set(
      "_NET_WM_NAME", of: utf8, type: "UTF8_STRING", Array("日本\n\u{1b}]0;evil\u{7}\u{9b}31m".utf8))
    let latin = try rig.open("y")
    try rig.client.delete("_NET_WM_NAME", of: latin)
    try rig.client.set("WM_NAME", of: latin, type: "STRING", [0x54, 0xe9, 0x72, 0x6d])
    let compound = try rig.open("z")
    try rig.client.delete("_NET_WM_NAME", of: compound)
    try rig.client.set(
      "WM_NAME", of: compound, type: "COMPOUND_TEXT", [0x41, 0x1b, 0x2d, 0x42, 0xa3])
    let broken = try rig.open("w")
    try rig.client.set("_NET_WM_NAME", of: broken, type: "UTF8_STRING", [0x41, 0xff, 0xfe])
    let none = try rig.open("v")
    try rig.client.delete("_NET_WM_NAME", of: none)
    try rig.client.set("WM_NAME", of: none, type: "CARDINAL", numbers: [1, 2])
    let titles = try rig.wsctl("windows").output.split(separator: "\n").map {
      $0.components(separatedBy: "Class  ").last ?? ""
    }
    #expect(
      titles == ["日本\\n\\x1b]0;evil\\x07\\x9b31m", "Térm", "AŁ", "A\u{fffd}\u{fffd}", ""])
    let json = try rig.wsctl("windows", "--json").output
    #expect(json.contains(#""title":"日本\n\u001b]0;evil\u0007\u009b31m""#), "\(json)")
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(object?["version"] as? Int == 1)
    #expect((object?["windows"] as? [Any])?.count == 5)
    #expect(try rig.wsctl("activate", "AŁ") == done)
  }

  @Test func `two hundred windows are listed as wmctrl lists them`() throws {
    let rig = try WsctlRig(.openbox)
    for number in 0..<200 { try rig.client.open("window \(number)") }
    #expect(
      try eventually {
        try run(["wmctrl", "-l"], variables: rig.variables).output.split(separator: "\n").count
          == 200
      })
    let ours = try rig.wsctl("windows").output.split(separator: "\n").map {
      $0.components(separatedBy: "Class  ").last ?? ""
    }
    #expect(ours.sorted() == (0..<200).map { "window \($0)" }.sorted())
  }

  /// Windows come and go all the time: what is listed was there, and nothing else happens.
  @Test func `windows that die meanwhile are left out`() throws {
    let rig = try WsctlRig(.openbox)
    try rig.open("lasting")
    for round in 0..<15 {
      let brief = try XClient(rig.display)
      for number in 0..<8 { try brief.open("brief \(round) \(number)") }
      let outcome = try withExtendedLifetime(brief) { try rig.wsctl("windows") }
      #expect(outcome.code == 0 && outcome.error == "", "\(outcome)")
      #expect(outcome.output.contains("lasting\n"))
      #expect(outcome.output.split(separator: "\n").allSatisfy { $0.hasPrefix("0x") })
    }
  }

  /// The click goes to the frame, or to the window in it; both mean the window.
  @Test(arguments: WindowManager.Kind.usual)
  func `a window is picked by a click`(kind: WindowManager.Kind) throws {
    let rig = try WsctlRig(kind)
    let one = try rig.open("one")
    #expect(try rig.wsctl("place", "left", "one") == done)
    let two = try rig.open("two")
    #expect(try rig.wsctl("place", "right", "two") == done)
    for (x, id) in [(320, one), (960, two)] {
      for y in [5, 400] {
        let picking = try Background(
          [product("wsctl"), "windows", ":select"], variables: rig.variables)
        sleep(for: .milliseconds(50))
        // A click that comes before the pointer is held goes to the window, so it is done again; but
        // never as the second half of a double click, which maximises the window by its title.
        let picked = try eventually {
          try run(
            ["xdotool", "mousemove", "\(x)", "\(y)", "click", "1"], variables: rig.variables)
          return eventually(within: .seconds(1)) { !picking.isRunning }
        }
        #expect(picked)
        #expect(picking.output.hasPrefix(hexadecimal(id)), "\(x),\(y) \(picking.error)")
      }
    }
  }

  @Test func `panels are listed when all are asked for`() throws {
    let rig = try WsctlRig(.openbox)
    let dock = try rig.client.window()
    try rig.client.set(
      "_NET_WM_WINDOW_TYPE", of: dock, atoms: ["_NET_WM_WINDOW_TYPE_DOCK"])
    try rig.client.set("_NET_WM_NAME", of: dock, type: "UTF8_STRING", Array("panel".utf8))
    try rig.client.map(dock)
    let id = try rig.open("one")
    #expect(try rig.wsctl("windows").output.hasPrefix(hexadecimal(id)))
    #expect(try !rig.wsctl("windows").output.contains("panel"))
    #expect(try rig.wsctl("windows", "--all").output.contains("panel"))
    #expect(try rig.wsctl("windows", "panel").output.contains("panel"))
    #expect(try !rig.wsctl("windows", "workspace=1").output.contains("panel"))
    #expect(try rig.wsctl("windows", hexadecimal(dock)).output.contains("panel"))
  }
}
