import Support
import Testing

/// `wsctl` where there are several monitors, or views of one large workspace; xwininfo, xprop and the
/// Shell are the witnesses.
struct WsctlMonitorTests {
  /// These tell one work area for the whole screen.
  @Test(arguments: [WindowManager.Kind.openbox, .fluxbox, .jwm])
  func `a window is placed on its own monitor, and goes to others`(
    kind: WindowManager.Kind
  ) throws {
    let rig = try WsctlRig(kind)
    try rig.split(into: [("DP-1", 768), ("HDMI-2", 512)])
    let id = try rig.open("one", x: 900, y: 300)
    func placed(_ words: String..., at expected: [Int]) throws {
      let outcome = try run([product("wsctl")] + words, variables: rig.variables)
      #expect(outcome == done, "\(words)")
      #expect(try rig.frame(id, comingTo: expected) == expected, "\(words)")
    }
    try placed("place", "left", "one", at: [768, 0, 256, 720])
    try placed("place", "bottom-right", "one", at: [1024, 360, 256, 360])
    // Where it was against the right and the lower edge it is so again.
    try placed("move", "--monitor", "left", "one", at: [512, 360, 256, 360])
    try placed("move", "--monitor", "next", at: [1024, 360, 256, 360])
    try placed("move", "--monitor", "DP-1", at: [512, 360, 256, 360])
    try placed("place", "left", at: [0, 0, 384, 720])
    try placed("move", "--monitor", "HDMI-2", "title=one", at: [768, 0, 384, 720])
    try placed("move", "--monitor", "primary", at: [0, 0, 384, 720])
    let none = try rig.wsctl("move", "--monitor", "left")
    #expect(
      none == failed("there is no monitor \"left\" from here; there are DP-1, HDMI-2"))
    #expect(try rig.wsctl("move", "--monitor", "VGA-9").code == 1)
  }

  /// What is maximised is so on the other monitor again.
  @Test func `a maximised window fills the other monitor`() throws {
    let rig = try WsctlRig(.openbox)
    let id = try rig.open("one", x: 10, y: 10)
    try rig.split(into: [("DP-1", 768), ("HDMI-2", 512)])
    #expect(try rig.wsctl("maximise", "one") == done)
    #expect(try rig.wsctl("move", "--monitor", "next", "one") == done)
    let states = try property("_NET_WM_STATE", of: id, on: rig.display)
    #expect(states.contains("MAXIMIZED_VERT") && states.contains("MAXIMIZED_HORZ"), "\(states)")
  }

  /// Compiz has one workspace, four screens wide.
  @Test func `views of one large workspace are workspaces`() throws {
    let rig = try WsctlRig(.compiz)
    let id = try rig.open("one", x: 200, y: 150)
    let other = try rig.open("other", x: 300, y: 250)
    let geometry = try property("_NET_DESKTOP_GEOMETRY", on: rig.display)
    #expect(geometry.contains("= 5120, 720"), "\(geometry)")
    func corner() throws -> String { try property("_NET_DESKTOP_VIEWPORT", on: rig.display) }
    #expect(try rig.wsctl("count") == Outcome(output: "4\n"))
    #expect(try rig.wsctl("grid") == Outcome(output: "4x1\n"))
    #expect(try rig.wsctl("current") == Outcome(output: "1\n"))
    #expect(try rig.wsctl("switch", "3") == done)
    #expect(try corner().contains("= 2560, 0"))
    #expect(try rig.wsctl("switch", "left") == done)
    #expect(try corner().contains("= 1280, 0"))
    #expect(try rig.wsctl("current") == Outcome(output: "2\n"))
    #expect(try rig.wsctl("switch", "9").code == 1)
    #expect(try rig.wsctl("windows", "workspace=1").output.split(separator: "\n").count == 2)
    #expect(try rig.wsctl("move", "current", "title=one") == done)
    let frame = try rig.frame(id)
    #expect((0..<1280).contains(frame[0]), "\(frame)")
    #expect(try rig.wsctl("windows", "workspace=2").output.contains("  one\n"))
    #expect(try rig.frame(other)[0] < 0)
    #expect(try rig.wsctl("activate", "title=other") == done)
    #expect(try eventually { try corner().contains("= 0, 0") })
    let watcher = try Background([product("wsctl"), "watch"], variables: rig.variables)
    #expect(
      try eventually {
        try rig.wsctl("switch", "4")
        try rig.wsctl("switch", "1")
        return watcher.output.contains(#""event":"workspace","number":4"#)
      })
  }

  /// At such a scale places are whole only before they are scaled.
  @Test(arguments: [GnomeShell.Release.newer, .newest])
  func `places are exact to the pixels of a scaled monitor`(
    release: GnomeShell.Release
  ) throws {
    let rig = try WsctlGnome(
      release, monitors: ["1280x800"], workspaces: 4,
      settings: [
        .init("org.gnome.mutter", "experimental-features", "['scale-monitor-framebuffer']")
      ])
    let scaled = try run(
      ["/usr/bin/python3", Support.rig("scale-monitor.py"), "1.25"],
      variables: rig.shell.variables)
    #expect(scaled == done, "\(scaled)")
    let client = try XClient(variables: rig.shell.variables)
    // WM_NORMAL_HINTS: the least and the greatest size, the steps, the ratio and the base.
    let sizes = [
      "steps": [16 | 64 | 256, 0, 0, 0, 0, 80, 60, 0, 0, 7, 13, 0, 0, 0, 0, 3, 3, 0],
      "fixed": [16 | 32, 0, 0, 0, 0, 221, 141, 221, 141, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      "least": [16, 0, 0, 0, 0, 701, 501, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      "ratio": [128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 9, 16, 9, 0, 0, 0],
    ]
    for (title, numbers) in sizes.sorted(by: { $0.key < $1.key }) {
      let id = try client.window(x: 100, y: 120, width: 283, height: 211)
      try client.set("_NET_WM_NAME", of: id, type: "UTF8_STRING", Array(title.utf8))
      try client.set("WM_NORMAL_HINTS", of: id, type: "WM_SIZE_HINTS", numbers: numbers)
      try client.map(id)
      try rig.shell.focus(title)
    }
    let terminal = try Background(
      ["xterm", "-title", "terminal", "-e", "sleep", "1000"], variables: rig.shell.variables)
    defer { withExtendedLifetime(terminal) {} }
    try rig.shell.focus("terminal")
    try rig.open(client, "plain")
    let area = try rig.shell.evaluate(
      "(a => [a.x, a.y, a.width, a.height].join(' '))"
        + "(Main.layoutManager.getWorkAreaForMonitor(0))"
    ).split { !$0.isNumber }.compactMap { Int($0) }
    for title in ["plain", "terminal"] + sizes.keys {
      for words in ["centre", "left", "bottom-right", "centre"] {
        let outcome = try rig.wsctl("place", words, "title=\(title)")
        #expect(outcome.code == 0, "\(title) \(words) \(outcome)")
        // What it took instead of a size that it cannot have is said.
        let isSaid = outcome.error.hasSuffix(", which is as near as it can be\n")
        #expect(title != "fixed" || words == "centre" || isSaid, "\(words) \(outcome)")
      }
      let frame = try rig.frame(title)
      let beside = (frame[0] - area[0], area[0] + area[2] - frame[0] - frame[2])
      let over = (frame[1] - area[1], area[1] + area[3] - frame[1] - frame[3])
      // In the middle, but for what is rounded.
      #expect(abs(beside.0 - beside.1) <= 16 && abs(over.0 - over.1) <= 16, "\(frame) in \(area)")
    }
  }
}
