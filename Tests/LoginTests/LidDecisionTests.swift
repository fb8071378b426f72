import Login
import Testing

@Suite struct LidDecisionTests {
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
  func `foretells`(state: LidState, locks: [InhibitorStatus], outcome: String) {
    #expect(LidDecision(state, hasLid: true, locks: locks).outcome == outcome)
    #expect(LidDecision(state, hasLid: false, locks: locks).outcome == "nothing")
  }

  @Test func `heeds sleep only where logind does`() {
    let locks = [Self.lock([.sleep])]
    #expect(
      LidDecision(LidState(), hasLid: true, locks: locks, ignoresSleepLocks: false).outcome
        == "nothing")
  }

  @Test func `says each step`() {
    let decision = LidDecision(
      LidState(externalPower: true), hasLid: true,
      locks: [
        Self.lock([.sleep], who: "player"),
        Self.lock([.lid], who: "me", counts: false),
        Self.lock([.lid], who: "you", why: "External monitor attached or whatever", counts: true),
      ])
    #expect(
      decision.steps.map(\.code) == [
        "external-power-unset", "lock-in-background", "passing-lock", "held",
      ])
    #expect(decision.steps.compactMap(\.lock).map(\.inhibitor.who) == ["me", "you", "you"])
  }

  @Test(arguments: [
    ("PowerDevil", "KDE handles power events", LidHolder.handler("PowerDevil")),
    ("ada", "Mate power manager handles these events", .handler("mate-power-manager")),
    ("xfce4-power-manager", "", .handler("xfce4-power-manager")),
    ("csd-power", "Multiple displays attached", .handler("csd-power")),
    ("ada", "External monitor attached or configuration changed recently", .passing),
    ("ada", "Multiple displays attached", .passing), ("lidctl", "closing the lid: lock", .lidctl),
    ("rsync", "a command runs", .other),
  ])
  func `knows who handles the lid`(who: String, why: String, holder: LidHolder) {
    let lock = Self.lock([.lid], who: who, why: why)
    #expect(lock.inhibitor.lidHolder == holder)
    let decision = LidDecision(LidState(), hasLid: true, locks: [lock])
    #expect(
      (decision.otherHandler != nil) == { if case .handler = holder { true } else { false } }())
  }

  /// Without an external monitor csd-power holds no lid, and acts on it all the same.
  @Test func `knows who handles the lid by a lock on sleep`() {
    func decision(_ who: String, _ why: String, counts: Bool = true) -> LidDecision {
      let lock = Self.lock([.sleep], who: who, why: why, mode: "delay", counts: counts)
      return LidDecision(LidState(), hasLid: true, locks: [lock])
    }
    let why = "Cinnamon needs to lock the screen"
    #expect(decision("ada", why).otherHandler == "csd-power")
    #expect(decision("ada", why).outcome == "suspend")
    #expect(decision("ada", why, counts: false).otherHandler == nil)
    #expect(decision("PowerDevil", "a lock on sleep").otherHandler == nil)
  }
}

@Suite struct LidSettingsTests {
  @Test func `come back as they were`() throws {
    var settings = LidSettings()
    settings.onClose = .command("echo a=b; true")
    settings.only = [
      LidClause(LidCondition(.externalDisplay, negated: true)),
      LidClause(LidCondition(.ac), LidCondition(.docked)),
    ]
    settings.onOpen = "echo open"
    settings.bag = 1800
    settings.maximumTemperature = 85
    settings.thenOnBattery = .init(.suspendThenHibernate, after: 600)
    settings.minimumBattery = 20
    settings.ifLockFails = .alarm
    settings.until = 1_800_000_000
    settings.process = 42
    #expect(try LidSettings(settings.entries) == settings)
    #expect(try LidSettings([:]) == LidSettings())
  }

  @Test(arguments: [
    ["only": "moon"], ["min-battery": "101"], ["min-battery": "x"], ["if-lock-fails": "cry"],
    ["only": "ac battery"], ["only": "ac/moon"], ["only": "ac/"],
    ["only": "ac/docked battery undocked"], ["bag": "x"], ["then-on-ac": "nap 5"],
    ["max-temperature": "900"], ["until": "-1"], ["until": "99999999999999999999"], ["pid": "0"],
    ["on-close": ""],
  ])
  func `refuse`(entries: [String: String]) {
    #expect(throws: Refusal.self) { _ = try LidSettings(entries) }
  }
}
