import Support
import Testing

/// wmctrl on windows of X11 where the extension of GNOME Shell is on: as where it is not. xprop,
/// xwininfo and the original are the witnesses.
@Suite(.serialized) struct WmctrlNativeX11Tests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `X11 windows have all states and sizes of X11`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let both = WmctrlPair(variables: shell.variables)
    let client = try XClient(variables: shell.variables)
    let id = try client.open("of X11", x: 200, y: 200, width: 400, height: 300)
    try shell.focus("of X11")
    func done(_ line: String...) throws {
      let outcome = try both.run(.ours, line)
      #expect(outcome == Outcome(), "\(line)")
    }
    func holds(_ state: String) throws -> Bool {
      try property("_NET_WM_STATE", of: id, variables: shell.variables)
        .contains("_NET_WM_STATE_\(state)")
    }
    for (word, state) in [
      ("below", "BELOW"), ("skip_taskbar", "SKIP_TASKBAR"), ("skip_pager", "SKIP_PAGER"),
    ] {
      for (change, isOn) in [
        ("add", true), ("remove", false), ("toggle", true), ("toggle", false),
      ] {
        try done("-ir", "\(id)", "-b", "\(change),\(word)")
        #expect(try holds(state) == isOn, "\(change) \(word)")
      }
    }
    try done("-r", "of X11", "-b", "add,above,skip_pager")
    #expect(try holds("ABOVE") && holds("SKIP_PAGER"))
    try done("-r", "of X11", "-b", "remove,above,skip_pager")
    let unknown = try both.run(.ours, ["-r", "of X11", "-b", "add,strange"])
    #expect(unknown.code == 1 && unknown.error.contains("_NET_WM_STATE_STRANGE"), "\(unknown)")

    // Numbers are of what is inside the frame, and gravity counts.
    func area() throws -> [Int] {
      let told = try run(["xwininfo", "-id", "\(id)"], variables: shell.variables).output
      return ["Absolute upper-left X:", "Absolute upper-left Y:", "Width:", "Height:"].map { name in
        told.split(separator: "\n").first { $0.contains(name) }
          .flatMap { $0.split(separator: " ").last }.flatMap { Int($0) } ?? -1
      }
    }
    for place in ["0,150,160,500,350", "10,150,160,500,350", "0,-1,-1,420,310"] {
      try done("-r", "of X11", "-e", "10,60,90,300,200")
      #expect(try area().suffix(2) == [300, 200])
      #expect(try both.run(.original, ["-r", "of X11", "-e", place]) == Outcome())
      #expect(try eventually(within: .seconds(5)) { try area()[2] > 400 })
      let expected = try area()
      try done("-r", "of X11", "-e", "10,60,90,300,200")
      try done("-r", "of X11", "-\(place.hasPrefix("0") ? "e" : "y")", place)
      var now: [Int] = []
      let isThere = try eventually(within: .seconds(5)) {
        now = try area()
        return now == expected
      }
      #expect(isThere, "\(place): \(now) instead of \(expected)")
    }
    // What -lG shows puts it back.
    let before = try area()
    for _ in 0..<3 {
      let line = try both.run(.ours, ["-lG"]).output.split(separator: "\n")
        .first { $0.hasSuffix(" of X11") }
      let numbers = (line ?? "").split(separator: " ").dropFirst(2).prefix(4)
      try done("-r", "of X11", "-e", "10,\(numbers.joined(separator: ","))")
    }
    #expect(try area() == before)
  }

  /// The Shell's own numbers are others there.
  @Test func `what -lG shows puts a window back on a scaled screen`() throws {
    let shell = try ExtensionRig.start(
      .newest, monitors: ["1280x800"], workspaces: 4,
      settings: [
        .init("org.gnome.mutter", "experimental-features", "['scale-monitor-framebuffer']")
      ])
    let scaled = try run(
      ["/usr/bin/python3", rig("scale-monitor.py"), "1.25"], variables: shell.variables)
    #expect(scaled == Outcome(), "\(scaled)")
    let both = WmctrlPair(variables: shell.variables)
    let client = try XClient(variables: shell.variables)
    let id = try client.open("of X11", x: 200, y: 200, width: 400, height: 300)
    try shell.focus("of X11")
    func row(_ which: WmctrlPair.Which) throws -> [Substring] {
      let line = try both.run(which, ["-lG"]).output.split(separator: "\n")
        .first { $0.hasSuffix(" of X11") }
      return Array((line ?? "").split(separator: " ").dropFirst(2).prefix(4))
    }
    func size() throws -> [String] {
      try run(["xwininfo", "-id", "\(id)"], variables: shell.variables).output
        .split(separator: "\n").filter { $0.contains("Width:") || $0.contains("Height:") }
        .compactMap { $0.split(separator: " ").last.map(String.init) }
    }
    let before = try size()
    #expect(try row(.ours).suffix(2).map(String.init) == before)
    for _ in 0..<3 {
      let place = try row(.ours).joined(separator: ",")
      #expect(try both.run(.ours, ["-r", "of X11", "-e", "10,\(place)"]) == Outcome())
      #expect(try size() == before)
    }
  }

  /// A program that xvfb-run starts, or that runs in a VNC session, has the `WAYLAND_DISPLAY` of the
  /// session too.
  @Test(arguments: GnomeShell.Release.allCases)
  func `DISPLAY tells whose windows are meant`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let foot = try Background(
      ["foot", "--config=/dev/null", "--title=native one", "sleep", "1000"],
      variables: shell.variables.merging(["LC_ALL": "C.UTF-8"]) { $1 })
    try shell.focus("native one")
    let rig = try WsctlRig(.openbox)
    try rig.open("elsewhere")
    let foreign = shell.variables.merging(["DISPLAY": rig.display.name]) { $1 }
    let both = WmctrlPair(variables: foreign)
    #expect(try both.run(.original, ["-l"]).output.hasSuffix(" elsewhere\n"))
    #expect(try both.run(.ours, ["-l"]) == both.run(.original, ["-l"]))
    #expect(
      try both.run(.ours, ["-c", "native one"])
        == Outcome(error: "wmctrl: no window matches \"native one\"\n", code: 1))
    func wsctl(_ words: String..., variables: [String: String?]) throws -> Outcome {
      try run([product("wsctl")] + words, variables: variables)
    }
    let list = try wsctl("windows", variables: foreign)
    #expect(list.code == 0 && list.output.hasSuffix("  elsewhere\n"), "\(list)")
    #expect(try wsctl("close", "title=native one", variables: foreign).code == 1)
    #expect(foot.isRunning)
    // The Shell's own display, by either name of it, and none.
    let own = try #require(shell.variables["DISPLAY"] ?? nil)
    for name in [own, "\(own).0", nil] {
      let variables = shell.variables.merging(["DISPLAY": name]) { $1 }
      let list = try WmctrlPair(variables: variables).run(.ours, ["-l"])
      #expect(list.output.hasSuffix(" native one\n"), "\(name ?? "none"): \(list)")
      let windows = try wsctl("windows", variables: variables)
      #expect(windows.output.hasSuffix("  native one\n"), "\(name ?? "none"): \(windows)")
    }
    // A display of another machine, and one that nobody serves.
    for name in ["localhost:4242", ":4242"] {
      let outcome = try both.run(.ours, ["-c", "native one"], variables: ["DISPLAY": name])
      #expect(outcome == Outcome(error: "Cannot open display.\n", code: 1), "\(name)")
    }
    #expect(foot.isRunning)
  }
}
