import Login
import Support
import Testing

@testable import Quirks

@Suite struct DisplayStandbySuspendsTests {
  typealias Lid = LidSuspendsTests
  static let gnome = Inhibitor(
    what: [.lid], who: "root", why: "External monitor attached or configuration changed recently",
    mode: "block", user: 0, process: 9)

  @Test(arguments: [
    (false, ["card0-DP-1"], "suspend", String?.none, "ignore", [], Verdict.notApplicable),
    (true, [], "suspend", nil, "ignore", [], .notApplicable),
    (true, ["card0-DP-1"], "suspend", nil, "ignore", [], .affected),
    (true, ["card0-DP-1"], "suspend", "ignore", "ignore", [], .fine),
    (true, ["card0-DP-1"], "ignore", "suspend", "ignore", [], .affected),
    (true, ["card0-DP-1"], "suspend", "", "ignore", [], .affected),
    (true, ["card0-DP-1"], "lock", nil, "ignore", [], .fine),
    // GNOME's own lock goes with the display.
    (true, ["card0-DP-1"], "suspend", nil, "ignore", [gnome], .affected),
    (true, ["card0-DP-1"], "suspend", nil, "ignore", [Lid.lock("handle-lid-switch")], .fixed),
    (true, ["card0-DP-1"], "suspend", nil, "ignore", [Lid.lock("sleep")], .affected),
  ])
  func decides(
    isClosed: Bool, displays: [String], action: String, onPower: String?, docked: String,
    locks: [Inhibitor], verdict: Verdict
  ) {
    #expect(
      DisplayStandbySuspends.finding(
        isClosed: isClosed, displays: displays, action: action, onPower: onPower, docked: docked,
        locks: locks
      ).verdict == verdict)
  }

  /// The panel of the laptop itself is no external display, nor is one that is not there.
  @Test func seesExternalDisplays() throws {
    let root = try Scratch()
    for (name, status) in [
      "card0-eDP-1": "connected", "card0-HDMI-A-1": "connected", "card0-DP-1": "disconnected",
      "card1-Virtual-1": "connected", "card0-LVDS-1": "connected",
    ] { try root.write("sys/class/drm/\(name)/status", status + "\n") }
    try root.write("sys/class/drm/card0/dev", "226:0\n")
    let context = QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    #expect(DisplayStandbySuspends.displays(context) == ["card0-HDMI-A-1"])
  }
}
