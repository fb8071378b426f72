import Login
import Testing

/// The lid service's decisions, without logind: readings in, orders out.
@Suite struct LidPolicyTests {
  private static func readings(
    closed: Bool = false, docked: Bool = false, ac: Bool = true, battery: Int? = 80,
    temperature: Int? = nil
  ) -> LidReadings {
    var readings = LidReadings()
    readings.closed = closed
    readings.docked = docked
    readings.externalDisplay = docked
    readings.externalPower = ac
    readings.battery = battery
    readings.temperature = temperature
    readings.action = docked ? "ignore" : "suspend"
    return readings
  }

  private static func policy(_ entries: [String: String] = [:]) throws -> LidPolicy {
    LidPolicy(try LidSettings(entries))
  }

  @Test func `acts once the lid stays closed`() throws {
    var policy = try Self.policy()
    #expect(policy.update(Self.readings(), at: 0) == [.take])
    #expect(policy.update(Self.readings(closed: true), at: 1000) == [])
    #expect(policy.wakeUp == 1000 + LidPolicy.debounce)
    #expect(policy.update(Self.readings(closed: true), at: 1300) == [.act(.closed)])
    #expect(policy.update(Self.readings(closed: true), at: 9000) == [])
    #expect(policy.wakeUp == nil)
    #expect(policy.update(Self.readings(), at: 9100) == [.opened])
  }

  @Test func `each condition can hold, and none together with its opposite`() throws {
    #expect(LidCondition.words.contains("not-external-display"))
    for word in LidCondition.words {
      let clause = try #require(LidClause(word))
      #expect(try LidSettings.conditions(word) == [clause])
      let opposite = try #require(clause.opposites.first).word
      #expect(throws: Refusal.self) { try LidSettings.conditions("\(word),\(opposite)") }
      #expect(try LidSettings.conditions("\(word)/\(opposite)").count == 1)
    }
  }

  @Test func `takes a quick closing for none`() throws {
    var policy = try Self.policy()
    _ = policy.update(Self.readings(), at: 0)
    #expect(policy.update(Self.readings(closed: true), at: 1000) == [])
    #expect(policy.update(Self.readings(), at: 1100) == [])
    #expect(policy.update(Self.readings(), at: 2000) == [])
  }

  @Test func `acts again when the last display goes`() throws {
    var policy = try Self.policy()
    _ = policy.update(Self.readings(docked: true), at: 0)
    _ = policy.update(Self.readings(closed: true, docked: true), at: 1000)
    #expect(policy.update(Self.readings(closed: true, docked: true), at: 1300) == [.act(.closed)])
    #expect(policy.update(Self.readings(closed: true), at: 5000) == [])
    // It may come back at once, as when a mode is set.
    #expect(policy.update(Self.readings(closed: true, docked: true), at: 5100) == [])
    #expect(policy.update(Self.readings(closed: true), at: 6000) == [])
    #expect(policy.update(Self.readings(closed: true), at: 6300) == [.act(.undocked)])
  }

  @Test func `leaves a lid that was closed already alone at a display`() throws {
    var docked = try Self.policy()
    #expect(docked.update(Self.readings(closed: true, docked: true), at: 0) == [.take])
    #expect(docked.update(Self.readings(closed: true, docked: true), at: 9000) == [])
    var alone = try Self.policy()
    #expect(alone.update(Self.readings(closed: true), at: 0) == [.take, .act(.foundClosed)])
    // The mains come, with the lid closed at a display.
    var waiting = try Self.policy(["only": "ac"])
    #expect(waiting.update(Self.readings(closed: true, docked: true, ac: false), at: 0) == [])
    #expect(waiting.update(Self.readings(closed: true, docked: true), at: 1000) == [.take])
    #expect(waiting.update(Self.readings(closed: true, docked: true), at: 9000) == [])
  }

  @Test func `holds on at a display that it is inactive for`() throws {
    var policy = try Self.policy(["only": "undocked"])
    #expect(policy.update(Self.readings(docked: true), at: 0) == [.take])
    #expect(!policy.isActive)
    #expect(policy.obstacle == .condition(LidClause(LidCondition(.docked, negated: true))))
    _ = policy.update(Self.readings(closed: true, docked: true), at: 1000)
    #expect(policy.update(Self.readings(closed: true, docked: true), at: 2000) == [])
    // The display goes: the lock is there already, and the action follows.
    #expect(
      policy.update(Self.readings(closed: true), at: 3000).contains(.release(.actionFailed))
        == false)
    #expect(policy.update(Self.readings(closed: true), at: 3300) == [.act(.undocked)])
  }

  @Test(arguments: [
    ("only", "ac", readings(ac: false)), ("only", "battery", readings()),
    ("only", "docked", readings()), ("only", "ac/docked", readings(ac: false)),
    ("min-battery", "20", readings(ac: false, battery: 19)),
  ])
  func `releases while a condition does not hold`(name: String, value: String, unmet: LidReadings)
    throws
  {
    var policy = try Self.policy([name: value])
    policy.lockIsTaken()
    let orders = policy.update(unmet, at: 0)
    #expect(orders.count == 1)
    #expect(policy.obstacle.map { orders == [.release($0)] } == true)
  }

  @Test func `ends in a bag`() throws {
    var policy = try Self.policy(["bag": "1800"])
    _ = policy.update(Self.readings(ac: false), at: 0)
    _ = policy.update(Self.readings(closed: true, ac: false), at: 1000)
    #expect(policy.update(Self.readings(closed: true, ac: false), at: 1300) == [.act(.closed)])
    #expect(policy.wakeUp == 1_801_000)
    #expect(
      policy.update(Self.readings(closed: true, ac: false), at: 1_801_000)
        == [.release(.bag(seconds: 1800))])
    #expect(policy.update(Self.readings(closed: true, ac: false), at: 1_900_000) == [])
    #expect(policy.update(Self.readings(ac: false), at: 2_000_000) == [.opened, .take])
    // External power, or a display, is no bag.
    var mains = try Self.policy(["bag": "1800"])
    _ = mains.update(Self.readings(closed: true), at: 0)
    #expect(mains.update(Self.readings(closed: true), at: 9_000_000) == [])
    _ = mains.update(Self.readings(closed: true, docked: true, ac: false), at: 9_000_001)
    #expect(
      mains.update(Self.readings(closed: true, docked: true, ac: false), at: 19_000_000) == [])
  }

  @Test func `ends when it gets hot`() throws {
    var policy = try Self.policy(["max-temperature": "85"])
    _ = policy.update(Self.readings(temperature: 99), at: 0)
    #expect(policy.isActive)
    _ = policy.update(Self.readings(closed: true, temperature: 60), at: 1000)
    #expect(policy.wakeUp != nil)
    #expect(
      policy.update(Self.readings(closed: true, temperature: 91), at: 1200)
        == [.release(.hot(degrees: 91, limit: 85))])
  }

  @Test func `sleeps later`() throws {
    var policy = try Self.policy(["then-on-ac": "hibernate 3600", "then-on-battery": "suspend 600"])
    _ = policy.update(Self.readings(), at: 0)
    _ = policy.update(Self.readings(closed: true), at: 1000)
    _ = policy.update(Self.readings(closed: true), at: 1300)
    #expect(policy.wakeUp == 3_601_000)
    // The mains go: the shorter time counts, from the closing on.
    #expect(policy.update(Self.readings(closed: true, ac: false), at: 500_000) == [])
    #expect(policy.wakeUp == 601_000)
    #expect(
      policy.update(Self.readings(closed: true, ac: false), at: 601_000) == [.sleep(.suspend)])
    #expect(policy.update(Self.readings(closed: true, ac: false), at: 601_100) == [])
    #expect(policy.update(Self.readings(), at: 700_000) == [.opened])
  }

  @Test(arguments: [("suspend", true), ("alarm", false)])
  func `obeys what to do after a failure`(choice: String, releases: Bool) throws {
    var policy = try Self.policy(["if-lock-fails": choice])
    _ = policy.update(Self.readings(), at: 0)
    _ = policy.update(Self.readings(closed: true), at: 1000)
    #expect(policy.update(Self.readings(closed: true), at: 1300) == [.act(.closed)])
    policy.actionFailed(suspends: true)
    #expect(
      policy.update(Self.readings(closed: true), at: 1400)
        == (releases ? [.release(.actionFailed)] : []))
  }
}
