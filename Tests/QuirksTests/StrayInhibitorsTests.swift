import Login
import Support
import Testing

@testable import Quirks

@Suite struct StrayInhibitorsTests {
  @Test(arguments: [
    ("sleep", "block", 13, Verdict.affected), ("idle", "block", 13, .affected),
    ("sleep", "block-weak", 13, .affected), ("sleep", "block", 11, .fine),
    ("sleep", "delay", 99, .fine),
    ("handle-lid-switch", "block", 99, .fine),
  ])
  func `decides`(what: String, mode: String, hours: Int64, verdict: Verdict) {
    let lock = LidSuspendsTests.lock(what, mode: mode).inhibitor
    let now: Int64 = 1_800_000_000
    #expect(
      StrayInhibitors.finding([(lock, now - hours * 3600)], now: now).verdict == verdict)
    #expect(StrayInhibitors.finding([(lock, nil)], now: now).verdict == .fine)
  }

  /// What GNOME's session holds is for programs that have told it so, and ending it ends all.
  @Test func `names whom the session holds it for`() {
    let lock = Inhibitor(
      what: [.sleep], who: "me", why: "user session inhibited", mode: "block", user: 1000,
      process: 4_194_305)
    let player = SessionManagerInhibitor(
      application: "org.example.Player", reason: "playing", what: ["suspend"])
    let finding = StrayInhibitors.finding([(lock, 0)], now: 100 * 3600, session: { [player] })
    #expect(finding.verdict == .affected)
    #expect(finding.evidence.last == .lid(.lockIsFor(player)))
    #expect(finding.remedy == nil)
  }

  /// As logind writes its files, of which one is another lock's of the same process.
  @Test func `takes the age of the lock and not of its holder`() throws {
    let root = try Scratch()
    try root.write(
      "run/systemd/inhibit/1",
      "# This is private data. Do not parse.\nWHAT=sleep\nMODE=block\nUID=1000\nPID=4194305\nWHO=someone\nWHY=because\n"
    )
    try root.write("run/systemd/inhibit/2", "WHAT=idle\nUID=1000\nPID=4194305\nWHO=someone\n")
    try root.write("run/systemd/inhibit/1.ref", "WHAT=sleep\nPID=4194305\nWHO=someone\n")
    try shell(
      "touch -d @1000000 1; touch -d @2000000 2", directory: root.path("run/systemd/inhibit"))
    let ages = InhibitorAge.all(root: root.path)
    #expect(ages.count == 2)
    let lock = LidSuspendsTests.lock("sleep").inhibitor
    #expect(ages.filter { $0.isOf(lock) }.map(\.since) == [1_000_000])
    #expect(ages.filter { $0.isOf(LidSuspendsTests.lock("sleep:idle").inhibitor) }.isEmpty)
  }
}
