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
    ("lock", [], .fine), ("ignore", [], .fine), ("poweroff", [], .affected),
    ("hibernate", [], .affected),
  ])
  func decides(action: String, locks: [InhibitorStatus], verdict: Verdict) {
    #expect(LidSuspends.finding(LidState(action: action), locks).verdict == verdict)
  }

  @Test(arguments: [
    (LidState(action: "ignore", actionOnExternalPower: "suspend"), "closes on external power, and"),
    (LidState(action: "lock", actionDocked: "suspend"), "in a dock or at an external display, and"),
  ])
  func looksAtAllSettings(state: LidState, words: String) {
    let finding = LidSuspends.finding(state, [])
    #expect(finding.verdict == .affected)
    #expect(finding.evidence[0].contains(words), "\(finding)")
  }

  @Test func namesTheLocksThatDoNotHelp() {
    #expect(
      LidSuspends.finding(LidState(), [Self.lock("idle:sleep"), Self.gnome]).evidence == [
        "logind is set to suspend when the lid closes, and nobody holds handle-lid-switch",
        "someone holds idle:sleep, which does not stop the lid",
        "root (process 4194305) holds it only while an external monitor is attached, and for some "
          + "seconds after",
      ])
  }

  @Test(arguments: [
    ("1", true), ("21", true), ("20", false), ("0 1", true), ("1 0", false), ("zz", false),
  ])
  func seesTheLidsSwitch(mask: String, lid: Bool) throws {
    let root = try Scratch()
    try root.write("sys/class/input/event3/device/capabilities/sw", mask + "\n")
    let context = QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    #expect(LidSuspends().check(context).verdict == (lid ? .unknown : .notApplicable))
  }
}
