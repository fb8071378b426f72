import Login
import Support
import Testing

@testable import Quirks

@Suite struct LidSuspendsTests {
  static func lock(
    _ what: String, mode: String = "block", who: String = "someone", why: String = "because",
    counts: Bool = true
  ) -> InhibitorStatus {
    InhibitorStatus(
      Inhibitor(
        what: what.split(separator: ":").map { InhibitWhat(rawValue: String($0)) }, who: who,
        why: why, mode: mode, user: 1000, process: 4_194_305), session: nil, counts: counts)
  }

  static let gnome = lock(
    "handle-lid-switch", who: "root",
    why: "External monitor attached or configuration changed recently")
  static let kde = lock("handle-lid-switch", who: "PowerDevil", why: "KDE handles power events")

  static let cinnamon = lock("sleep", mode: "delay", why: "Cinnamon needs to lock the screen")

  @Test(arguments: [
    ("suspend", [], Verdict.affected),
    ("suspend", [lock("handle-lid-switch")], .fixed),
    ("suspend", [lock("sleep:handle-lid-switch")], .fixed),
    ("suspend", [lock("handle-lid-switch", mode: "block-weak")], .fixed),
    ("suspend", [lock("handle-lid-switch", mode: "delay")], .affected),
    ("suspend", [lock("handle-lid-switch", counts: false)], .affected),
    ("suspend", [lock("idle:sleep:shutdown")], .affected),
    // GNOME's own lock goes with the display.
    ("suspend", [gnome], .affected), ("suspend", [gnome, lock("handle-lid-switch")], .fixed),
    // What another lid daemon does is in its own settings.
    ("suspend", [kde], .unknown), ("suspend", [lock("handle-lid-switch"), kde], .unknown),
    ("suspend", [cinnamon], .unknown),
    ("lock", [], .fine), ("ignore", [], .fine), ("poweroff", [], .affected),
    ("hibernate", [], .affected),
  ])
  func `decides`(action: String, locks: [InhibitorStatus], verdict: Verdict) {
    #expect(LidSuspends.finding(LidState(action: action), locks).verdict == verdict)
  }

  @Test(arguments: [
    (LidState(action: "ignore", actionOnExternalPower: "suspend"), LidPlace.onExternalPower),
    (LidState(action: "lock", actionDocked: "suspend"), .docked),
  ])
  func `looks at all settings`(state: LidState, place: LidPlace) {
    let finding = LidSuspends.finding(state, [])
    #expect(finding.verdict == .affected)
    #expect(finding.evidence[0] == .lid(.acts(action: "suspend", place)), "\(finding)")
  }

  @Test func `names the locks that do not help`() {
    let beside = Self.lock("idle:sleep")
    #expect(
      LidSuspends.finding(LidState(), [beside, Self.gnome]).evidence == [
        .lid(.acts(action: "suspend", .anywhere)), .lid(.besideTheLid(beside.inhibitor)),
        .lid(.heldForMonitor(Self.gnome.inhibitor)),
      ])
  }

  @Test(arguments: [
    ("1", true), ("21", true), ("20", false), ("0 1", true), ("1 0", false), ("zz", false),
  ])
  func `sees the lid's switch`(mask: String, lid: Bool) throws {
    let root = try Scratch()
    try root.write("sys/class/input/event3/device/capabilities/sw", mask + "\n")
    let context = QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    #expect(LidSuspends().check(context).verdict == (lid ? .unknown : .notApplicable))
  }
}
