import Login
import Support
import Testing

@testable import Quirks

@Suite struct LidSuspendsTests {
  static func lock(_ what: String, mode: String = "block") -> Inhibitor {
    Inhibitor(
      what: what.split(separator: ":").map { InhibitWhat(rawValue: String($0)) }, who: "someone",
      why: "because", mode: mode, user: 1000, process: 7)
  }

  @Test(arguments: [
    ("suspend", [], Verdict.affected),
    ("suspend", [lock("handle-lid-switch")], .fixed),
    ("suspend", [lock("sleep:handle-lid-switch")], .fixed),
    ("suspend", [lock("handle-lid-switch", mode: "delay")], .affected),
    ("suspend", [lock("idle:sleep:shutdown")], .affected),
    ("lock", [], .fine), ("ignore", [], .fine),
  ])
  func decides(action: String, locks: [Inhibitor], verdict: Verdict) {
    #expect(LidSuspends.finding(action: action, locks: locks).verdict == verdict)
  }

  @Test func namesTheLocksThatDoNotHelp() {
    #expect(
      LidSuspends.finding(action: "suspend", locks: [Self.lock("idle:sleep")]).evidence == [
        "logind is set to suspend when the lid closes, and nobody holds handle-lid-switch",
        "someone holds idle:sleep, which does not stop the lid",
      ])
  }

  @Test(arguments: [
    ("1", true), ("21", true), ("20", false), ("0 1", true), ("1 0", false), ("zz", false),
  ])
  func seesTheLidsSwitch(mask: String, lid: Bool) throws {
    let root = try Scratch()
    try root.write("sys/class/input/event3/device/capabilities/sw", mask + "\n")
    let context = QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    #expect(LidSuspends.hasLid(context) == lid)
  }
}
