import Support
import Testing
import X11

@testable import Quirks

@Suite struct UnlockBlockedTests {
  static func machine(_ display: VirtualDisplay, root: String = "/nonexistent") -> QuirkContext {
    var context = QuirkContext(root: root, home: "/", systemBus: nil, sessionBus: nil)
    context.display = display.name
    return context
  }

  /// A real grab on a real server, with the window that its program shows.
  @Test func `names what may hold the keyboard`() throws {
    let server = try VirtualDisplay()
    let manager = try WindowManager(.openbox, on: server)
    defer { withExtendedLifetime(manager) {} }
    let client = try XClient(server)
    let context = Self.machine(server)
    #expect(
      UnlockBlocked().check(context)
        == Finding(.fine, [.session(.nothingBlocks)]))

    #expect(try client.ask("hold") == "done")
    let window = try client.window(x: 10, y: 10, width: 300, height: 20, overrideRedirect: true)
    try client.set("WM_CLASS", of: window, type: "STRING", Array("menu\0Menu\0".utf8))
    try client.set("_NET_WM_PID", of: window, type: "CARDINAL", numbers: [4711])
    try client.map(window)
    let menu = WindowEvidence(name: "Menu", process: 4711, window: Window(rawValue: window))
    #expect(
      UnlockBlocked().check(context)
        == Finding(
          .affected,
          [
            .session(.grabbed(keyboard: true, pointer: true)), .session(.mayBe(menu)),
          ]))
    // A window of the usual kind, such as a game's, that has the focus.
    let game = try client.open("Chess", className: "Chess", process: 4712)
    let active = WindowEvidence(name: "Chess", process: 4712, window: Window(rawValue: game))
    #expect(
      eventually { UnlockBlocked().check(context).evidence.last == .session(.mayBeActive(active)) })

    #expect(try client.ask("release") == "done")
    #expect(UnlockBlocked().check(context).verdict == .fine)
  }

  @Test func `sees what covers the screen`() throws {
    let server = try VirtualDisplay()
    let client = try XClient(server)
    let window = try client.window(x: 0, y: 0, width: 1280, height: 720, overrideRedirect: true)
    try client.map(window)
    // Without a name it is the window manager's or the compositor's.
    #expect(UnlockBlocked().check(Self.machine(server)).verdict == .fine)
    try client.set("WM_CLASS", of: window, type: "STRING", Array("rest\0Rest\0".utf8))
    let finding = UnlockBlocked().check(Self.machine(server))
    #expect(finding.verdict == .affected)
    let rest = WindowEvidence(name: "Rest", process: nil, window: Window(rawValue: window))
    #expect(finding.evidence == [.session(.covers(rest))])
    #expect(finding.remedy == .fix)
    // Under another window it covers nothing.
    let other = try client.window()
    try client.map(other)
    #expect(UnlockBlocked().check(Self.machine(server)).verdict == .fine)
  }

  @Test func `is not for Wayland, and unknown without a display`() throws {
    let server = try VirtualDisplay()
    var context = Self.machine(server)
    context.isWayland = true
    #expect(UnlockBlocked().check(context).verdict == .notApplicable)
    context.isWayland = false
    context.display = ":987654"
    #expect(UnlockBlocked().check(context).verdict == .unknown)
  }

  @Test(arguments: [
    (Int?.some(0), Verdict.fine), (1, .affected), (2, .affected), (nil, .fine),
  ])
  func `takes Workrave's own setting`(mode: Int?, verdict: Verdict) {
    let finding = UnlockBlocked.finding(held: [], windows: [], workrave: mode)
    #expect(finding.verdict == verdict)
    #expect(finding.remedy == (verdict == .affected ? .fix : nil))
  }
}
