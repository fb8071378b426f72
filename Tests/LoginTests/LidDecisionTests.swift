import Login
import Testing

@Suite struct ForecastTests {
  private static func lock(
    _ what: [InhibitWhat], who: String = "x", why: String = "", mode: String = "block",
    counts: Bool = true
  ) -> InhibitorStatus {
    InhibitorStatus(
      Inhibitor(what: what, who: who, why: why, mode: mode, user: 1, process: 4_000_000_000),
      session: counts ? nil : "c1", counts: counts)
  }

  @Test(arguments: [
    (LidState(), [], "suspend"),
    (LidState(action: "lock"), [], "lock"),
    (LidState(docked: true), [], "nothing"),
    (LidState(docked: true, actionDocked: "suspend"), [], "suspend"),
    (LidState(externalPower: true), [], "suspend"),
    (LidState(externalPower: true, actionOnExternalPower: "lock"), [], "lock"),
    (LidState(docked: true, externalPower: true, actionOnExternalPower: "lock"), [], "nothing"),
    (LidState(), [lock([.lid])], "nothing"),
    (LidState(), [lock([.sleep, .idle])], "suspend"),
    (LidState(), [lock([.lid], mode: "delay")], "suspend"),
    (LidState(), [lock([.lid], counts: false)], "suspend"),
    (LidState(), [lock([.lid], counts: false), lock([.lid])], "nothing"),
  ])
  func foretells(state: LidState, locks: [InhibitorStatus], outcome: String) {
    #expect(LidDecision(state, hasLid: true, locks: locks).outcome == outcome)
    #expect(LidDecision(state, hasLid: false, locks: locks).outcome == "nothing")
  }

  @Test func heedsSleepOnlyWhereLogindDoes() {
    let locks = [Self.lock([.sleep])]
    #expect(
      LidDecision(LidState(), hasLid: true, locks: locks, ignoresSleepLocks: false).outcome
        == "nothing")
  }

  @Test func saysEachStep() {
    let decision = LidDecision(
      LidState(externalPower: true), hasLid: true,
      locks: [
        Self.lock([.sleep], who: "player"),
        Self.lock([.lid], who: "me", counts: false),
        Self.lock([.lid], who: "you", why: "External monitor attached or whatever", counts: true),
      ])
    #expect(
      decision.reasons == [
        "on external power, for which nothing is set, and not docked: HandleLidSwitch=suspend counts",
        "the lock of me (process 4000000000, which has ended) does not count: its session c1 is not in front",
        "GNOME holds the lid while an external monitor is attached, and for some seconds after: "
          + "the settings of logind.conf have no effect meanwhile",
        "you (process 4000000000, which has ended) holds handle-lid-switch: logind does nothing",
      ])
  }
}

@Suite struct ChoicesTests {
  @Test func comeBackAsTheyWere() throws {
    var settings = LidSettings()
    settings.onClose = .command("echo a=b; true")
    settings.only = [.ac, .externalDisplay]
    settings.minimumBattery = 20
    settings.ifLockFails = .alarm
    settings.until = 1_800_000_000
    settings.process = 42
    #expect(try LidSettings(settings.entries) == settings)
    #expect(try LidSettings([:]) == LidSettings())
  }

  @Test(arguments: [
    ["only": "moon"], ["min-battery": "101"], ["min-battery": "x"], ["if-lock-fails": "cry"],
    ["until": "-1"], ["until": "99999999999999999999"], ["pid": "0"], ["on-close": ""],
  ])
  func refuse(entries: [String: String]) {
    #expect(throws: Refusal.self) { _ = try LidSettings(entries) }
  }
}
