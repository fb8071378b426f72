import Login
import Testing

@testable import Quirks

@Suite struct StrayInhibitorsTests {
  @Test(arguments: [
    ("sleep", "block", 13, Verdict.affected), ("idle", "block", 13, .affected),
    ("sleep", "block", 11, .fine), ("sleep", "delay", 99, .fine),
    ("handle-lid-switch", "block", 99, .fine),
  ])
  func decides(what: String, mode: String, hours: Int64, verdict: Verdict) {
    let lock = LidSuspendsTests.lock(what, mode: mode)
    let now: Int64 = 1_800_000_000
    #expect(
      StrayInhibitors.finding([(lock, now - hours * 3600)], now: now).verdict == verdict)
    #expect(StrayInhibitors.finding([(lock, nil)], now: now).verdict == .fine)
  }
}
