import Login
import Support
import Testing

@testable import Quirks

@Suite struct DisplayStandbySuspendsTests {
  typealias Lid = LidSuspendsTests

  private static func state(
    _ action: String = "suspend", onPower: String? = nil, closed: Bool = true
  ) -> LidState {
    LidState(
      closed: closed, docked: true, externalPower: onPower != nil, action: action,
      actionOnExternalPower: onPower ?? "suspend")
  }

  @Test(arguments: [
    (state(closed: false), ["card0-DP-1"], [], Verdict.notApplicable),
    (state(), [], [], .notApplicable), (state(), ["card0-DP-1"], [], .affected),
    (state(onPower: "ignore"), ["card0-DP-1"], [], .fine),
    (state("ignore", onPower: "suspend"), ["card0-DP-1"], [], .affected),
    (state(onPower: ""), ["card0-DP-1"], [], .affected),
    (state("poweroff"), ["card0-DP-1"], [], .affected), (state("lock"), ["card0-DP-1"], [], .fine),
    // GNOME's own lock goes with the display.
    (state(), ["card0-DP-1"], [Lid.gnome], .affected),
    (state(), ["card0-DP-1"], [Lid.kde], .unknown),
    (state(), ["card0-DP-1"], [Lid.lock("handle-lid-switch")], .fixed),
    (state(), ["card0-DP-1"], [Lid.lock("sleep")], .affected),
  ])
  func `decides`(
    state: LidState, displays: [String], locks: [InhibitorStatus], verdict: Verdict
  ) {
    #expect(DisplayStandbySuspends.finding(state, displays: displays, locks).verdict == verdict)
  }

  /// The panel of the laptop itself is no external display, nor is one that is not there.
  @Test func `sees external displays`() throws {
    let root = try Scratch()
    for (name, status) in [
      "card0-eDP-1": "connected", "card0-HDMI-A-1": "connected", "card0-DP-1": "disconnected",
      "card1-Virtual-1": "connected", "card0-LVDS-1": "connected",
    ] {
      try root.write("sys/class/drm/\(name)/status", status + "\n")
      try root.write("sys/class/drm/\(name)/enabled", "enabled\n")
    }
    try root.write("sys/class/drm/card0/dev", "226:0\n")
    let context = QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    #expect(context.sysfs.externalDisplays == ["card0-HDMI-A-1"])
  }
}
