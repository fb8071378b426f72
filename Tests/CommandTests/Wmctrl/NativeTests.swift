import Foundation
import Support
import Testing

/// wmctrl on every window of GNOME Shell on Wayland, by the extension; the Shell is the witness.
@Suite(.serialized) struct WmctrlNativeTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `lists and steers native windows`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    let both = WmctrlPair(variables: shell.variables)
    let client = try XClient(variables: shell.variables)
    let xid = try client.open("of X11", instance: "first", className: "Alpha", x: 500, y: 250)
    try shell.focus("of X11")
    let foot = try Self.foot("native one", "some.App", in: shell)
    let other = try Self.foot("two", "other.App", in: shell)
    func done(_ line: String...) throws {
      let outcome = try both.run(.ours, line)
      #expect(outcome == Outcome(), "\(line)")
    }
    func window(_ title: String, _ what: String) throws -> String {
      try shell.evaluate(
        "(w => \(what))(global.get_window_actors().map(a => a.meta_window)"
          + ".find(w => w.title == '\(title)'))")
    }

    // One list, in the columns of the original, each window once.
    let host = ProcessInfo.processInfo.hostName
    let list = try both.run(.ours, ["-lpx"]).output.split(separator: "\n").map(String.init)
    #expect(list.count == 3, "\(list)")
    let x = String(xid, radix: 16)
    #expect(list.contains { $0.hasPrefix("0x" + String(repeating: "0", count: 8 - x.count) + x) })
    let row = try #require(list.first { $0.hasSuffix(" native one") })
    let fields = row.split(separator: " ").map(String.init)
    let number = try #require(UInt64(window("native one", "w.get_id()")))
    let id = "0x" + String(0x2000_0000 | number & 0x1fff_ffff, radix: 16)
    #expect(
      Array(fields.prefix(5))
        == [id, "0", try window("native one", "w.get_pid()"), "some.App.some.App", host], "\(row)")
    let frame = try window(
      "native one", "(r => [r.x, r.y, r.width, r.height].join(' '))(w.get_frame_rect())")
    let placed = try both.run(.ours, ["-lG"]).output
    let columns = try #require(
      placed.split(separator: "\n").first { $0.hasSuffix(" native one") }
    ).split(separator: " ").dropFirst(2).prefix(4).joined(separator: " ")
    #expect("\"\(columns)\"" == frame)
    // The X11 window has the place that xwininfo tells.
    let told = try run(["xwininfo", "-id", "\(xid)"], variables: shell.variables).output
    let line = try #require(placed.split(separator: "\n").first { $0.hasSuffix(" of X11") })
    let corner = line.split(separator: " ").dropFirst(2).prefix(2).joined(separator: ",")
    let shown = told.split(separator: "\n").filter { $0.contains("Absolute") }
      .compactMap { $0.split(separator: " ").last }.joined(separator: ",")
    #expect(corner == shown)
    // The original's letter of behaviour is X11's alone.
    let compatible = try both.run(.compatible, ["-l"]).output
    #expect(compatible.contains("of X11") && !compatible.contains("native one"))

    try done("-a", "native one")
    #expect(try window("native one", "w.has_focus()") == "true")
    #expect(try both.run(.ours, ["-E", ":ACTIVE:"]) == Outcome(output: "native one\n"))
    #expect(
      try both.run(.ours, ["-r", "native one", "-L"])
        == Outcome(output: "\(id)  0 \(host) native one\n"))
    try done("-ir", id, "-t", "2")
    #expect(try window("native one", "w.get_workspace().index()") == "2")
    #expect(try shell.activeWorkspace == 0)
    try done("-R", "NATIVE ONE")
    #expect(try window("native one", "w.get_workspace().index()") == "0")
    try done("-s", "1")
    try done("-ia", id)
    #expect(try shell.activeWorkspace == 0)
    #expect(try window("native one", "w.has_focus()") == "true")
    for (word, isOn) in [("add", "true"), ("remove", "false"), ("toggle", "true")] {
      try done("-r", ":ACTIVE:", "-b", "\(word),maximized_vert,maximized_horz")
      #expect(
        try window("native one", "w.maximized_vertically && w.maximized_horizontally") == isOn)
    }
    try done("-r", "native one", "-b", "remove,maximized_vert,maximized_horz")
    for state in ["above", "fullscreen"] {
      for (word, isOn) in [("add", "true"), ("toggle", "false")] {
        try done("-r", "native one", "-b", "\(word),\(state)")
        #expect(try window("native one", "w.\(state)") == isOn, "\(word) \(state)")
      }
    }
    // Terminals take whole cells: the corner is what can be told.
    try done("-r", "native one", "-e", "0,80,90,-1,-1")
    #expect(
      try window("native one", "(r => [r.x, r.y].join(' '))(w.get_frame_rect())") == "\"80 90\"")
    try done("-r", "native one", "-e", "0,40,50,500,300")
    #expect(
      try window(
        "native one",
        "(r => r.x == 40 && r.y == 50 && Math.abs(r.width - 500) < 30)"
          + "(w.get_frame_rect())") == "true")
    try done("-Y", "native one")
    #expect(try window("native one", "w.minimized") == "true")
    try done("-xa", "some.App")
    #expect(try window("native one", "w.minimized") == "false")

    for (line, reason) in [
      (["-r", "native one", "-N", "new"], "native Wayland window"),
      (["-r", "native one", "-b", "add,below"], "does not support this"),
      (["-r", "native one", "-t", "9"], "there is no desktop 9"),
      (["-ia", "0x3fffffff"], "there is no window 0x3fffffff"),
      (["-a", "nobody"], "no window matches"),
    ] {
      let outcome = try both.run(.ours, line)
      #expect(outcome.code == 1 && outcome.output == "", "\(line) \(outcome)")
      #expect(
        outcome.error.hasPrefix("wmctrl: ") && outcome.error.contains(reason)
          && outcome.error.count { $0 == "\n" } == 1, "\(line) \(outcome)")
    }
    // Titles of X11's windows are X11's.
    try done("-r", "of X11", "-N", "renamed")
    #expect(try eventually { try window("renamed", "w != null") == "true" })
    try done("-ic", id)
    #expect(eventually { !foot.isRunning })
    try done("-c", "two")
    #expect(eventually { !other.isRunning })
    withExtendedLifetime((client, shell)) {}
  }

  /// The Shell is asked only where there is Wayland; a display that answers alone is enough.
  @Test func `asks no bus where only X11 is there`() throws {
    let ground = try WmctrlFixture(.openbox)
    let scratch = try Scratch()
    let trace = scratch.path("trace")
    let variables = ground.display.variables.merging([
      "DBUS_SESSION_BUS_ADDRESS": "unix:path=\(scratch.path("bus"))",
      "XDG_RUNTIME_DIR": scratch.path,
    ]) { $1 }
    for words in [["-l"], ["-s", "1"], ["-a", "alpha"]] {
      let outcome = try run(
        ["strace", "-f", "-e", "trace=connect", "-o", trace, product("wmctrl")] + words,
        variables: variables)
      #expect(outcome.code == 0, "\(outcome)")
      let calls = try String(contentsOfFile: trace, encoding: .utf8)
      #expect(calls.contains(".X11-unix") && !calls.contains("bus"), "\(words) \(calls)")
    }
  }

  private static func foot(
    _ title: String, _ app: String, in shell: GnomeShell
  ) throws -> Background {
    let foot = try Background(
      ["foot", "--config=/dev/null", "--app-id=\(app)", "--title=\(title)", "sleep", "1000"],
      variables: shell.variables.merging(["LC_ALL": "C.UTF-8"]) { $1 })
    try shell.focus(title)
    return foot
  }
}
