/// The decisions of the lid service, without any bus or clock: readings in, orders out.
public struct LidPolicy: Sendable {
  public enum Order: Hashable, Sendable {
    case take
    case release(LidObstacle)
    /// Do what `--on-close` says.
    case act(LidTrigger)
    /// The lid has opened after the action.
    case opened
    case sleep(SleepKind)
  }

  public private(set) var settings: LidSettings
  public private(set) var isHolding = false
  /// Why the lid does as it would without the lock, or why nothing happens yet.
  public private(set) var obstacle: LidObstacle?
  /// When ``update(_:at:)`` must be called again, in milliseconds.
  public private(set) var wakeUp: Int?

  private var before: LidReadings?
  private var wasActive = false
  /// The action was done since the lid closed.
  private var hasActed = false
  private var trigger: (moment: Int, why: LidTrigger)?
  /// Since when the lid is closed without a dock or display, and the same on battery.
  private var carriedSince: Int?
  private var bagSince: Int?
  private var sleepSince: Int?
  /// Why the lock was released until the lid opens again.
  private var gaveUp: LidObstacle?

  /// A lid that closes and opens again within this time was not closed.
  public static let debounce = 300
  private static let temperatureInterval = 15_000

  public init(_ settings: LidSettings) { self.settings = settings }

  /// Follows other settings from now on; the lock is kept if it may be.
  public mutating func follow(_ settings: LidSettings) {
    self.settings = settings
    gaveUp = nil
  }

  /// Tells the policy that the lock is held.
  public mutating func lockIsTaken() { isHolding = true }

  /// Tells the policy that logind did not give the lock, or has lost it.
  public mutating func lockIsMissing(_ obstacle: LidObstacle? = nil) {
    isHolding = false
    wasActive = false
    self.obstacle = obstacle
  }

  /// Tells the policy that the action failed.
  ///
  /// - Parameter suspends: logind itself puts the machine to sleep once the lid is let go of.
  /// - Returns: whether the machine is to sleep for it.
  @discardableResult
  public mutating func actionFailed(suspends: Bool) -> Bool {
    guard settings.ifLockFails == .suspend, let before, before.closed else { return false }
    gaveUp = .actionFailed
    return before.isCarried || suspends
  }

  /// Whether the lock is held and the action is done when the lid closes.
  public var isActive: Bool { isHolding && obstacle == nil }

  /// Decides what to do now.
  ///
  /// - Parameter now: milliseconds of a clock that nobody sets.
  public mutating func update(_ readings: LidReadings, at now: Int) -> [Order] {
    var orders: [Order] = []
    wakeUp = nil
    if !readings.closed {
      if hasActed { orders.append(.opened) }
      hasActed = false
      trigger = nil
      gaveUp = nil
    }
    let wasClosed = before?.closed
    let wasCarried = before?.isCarried
    carriedSince = readings.isCarried ? carriedSince ?? now : nil
    bagSince = readings.isCarried && !readings.externalPower ? bagSince ?? now : nil
    if carriedSince == nil { sleepSince = nil }
    limit(readings, now, &orders)

    let found = gaveUp ?? unmet(readings)
    // With a display in use logind ignores the lid by itself; holding the lock meanwhile keeps it
    // from suspending in the moment in which the display goes.
    let mayHold = found == nil || (found!.isDisplay && readings.docked && ignores(readings))
    if !mayHold, let found {
      if isHolding { orders.append(.release(found)) }
      isHolding = false
    } else if mayHold, !isHolding {
      orders.append(.take)
      isHolding = true
    }
    obstacle = found
    let isActive = self.isActive

    if readings.closed, isActive {
      if wasClosed == false {
        trigger = (now + Self.debounce, .closed)
      } else if readings.isCarried, wasCarried == false, wasClosed == true {
        trigger = (now + Self.debounce, .undocked)
      } else if readings.isCarried, !wasActive, !hasActed {
        trigger = (now, .foundClosed)
      }
    } else {
      trigger = nil
    }
    if let due = trigger, now >= due.moment {
      trigger = nil
      hasActed = true
      sleepSince = carriedSince
      orders.append(.act(due.why))
    }
    if isActive { later(readings, now, &orders) }
    if let trigger { wake(trigger.moment) }
    before = readings
    wasActive = isActive
    return orders
  }

  private func ignores(_ readings: LidReadings) -> Bool { readings.action == "ignore" }

  private func unmet(_ readings: LidReadings) -> LidObstacle? {
    let missing = settings.only.filter { !$0.holds(readings) }
    // The one that the lock must be released for comes first.
    if let condition = missing.min(by: { rank($0) < rank($1) }) { return .condition(condition) }
    if settings.minimumBattery > 0, !readings.externalPower, let battery = readings.battery,
      battery < settings.minimumBattery
    {
      return .battery(percent: battery, below: settings.minimumBattery)
    }
    return nil
  }

  private func rank(_ condition: LidClause) -> String {
    (LidObstacle.condition(condition).isDisplay ? "1" : "0") + condition.word
  }

  /// Gives up when the machine was closed for too long, or is too hot.
  private mutating func limit(_ readings: LidReadings, _ now: Int, _ orders: inout [Order]) {
    guard isHolding, gaveUp == nil, readings.isCarried else { return }
    if settings.bag > 0, let bagSince {
      let due = bagSince + settings.bag * 1000
      if now >= due {
        gaveUp = .bag(seconds: settings.bag)
      } else {
        wake(due)
      }
    }
    if settings.maximumTemperature > 0 {
      if let temperature = readings.temperature, temperature >= settings.maximumTemperature {
        gaveUp = .hot(degrees: temperature, limit: settings.maximumTemperature)
      } else {
        wake(now + Self.temperatureInterval)
      }
    }
  }

  /// Sleeps when the lid has been closed for as long as `--after` says.
  private mutating func later(_ readings: LidReadings, _ now: Int, _ orders: inout [Order]) {
    guard hasActed, let since = sleepSince,
      let later = readings.externalPower ? settings.thenOnPower : settings.thenOnBattery
    else { return }
    let due = since + later.seconds * 1000
    guard now >= due else { return wake(due) }
    orders.append(.sleep(later.kind))
    // A machine that woke up with its lid closed sleeps again, but not at once.
    sleepSince = now
    wake(now + max(later.seconds, 60) * 1000)
  }

  private mutating func wake(_ moment: Int) { wakeUp = min(wakeUp ?? moment, moment) }
}

/// The reason why the action is done.
public enum LidTrigger: String, Hashable, Sendable {
  case closed
  /// The last external display or the dock went while the lid was closed.
  case undocked
  /// The lid was closed already when the lock was taken.
  case foundClosed = "found-closed"
}

/// The reason why lidctl currently leaves the lid to logind.
public enum LidObstacle: Hashable, Sendable {
  case condition(LidClause)
  case battery(percent: Int, below: Int)
  case bag(seconds: Int)
  case hot(degrees: Int, limit: Int)
  /// The screen could not be locked, or another action failed.
  case actionFailed
  case noLogind
  case silentLogind
  /// logind refused the lock.
  case refused(Refusal)

  /// Whether it is about a display or a dock that is in use.
  var isDisplay: Bool {
    guard case .condition(let condition) = self else { return false }
    return condition.alternatives.contains { $0.subject != .ac && $0.isNegated }
  }

  /// Whether it is a limit for a machine that is carried closed.
  public var isLimit: Bool {
    switch self {
    case .bag, .hot, .battery: true
    default: false
    }
  }

  /// Whether a machine that is carried closed is to sleep for it.
  var endsInSleep: Bool { isLimit || self == .actionFailed }

  /// The first of ``fields``, for programs.
  public var code: String { fields[0] }

  /// The form of messages on the bus: a code, and what it is about.
  public var fields: [String] {
    switch self {
    case .condition(let condition): ["condition", condition.word]
    case .battery(let percent, let limit): ["battery", String(percent), String(limit)]
    case .bag(let seconds): ["bag", String(seconds)]
    case .hot(let degrees, let limit): ["hot", String(degrees), String(limit)]
    case .actionFailed: ["action-failed"]
    case .noLogind: ["no-logind"]
    case .silentLogind: ["silent-logind"]
    case .refused(let refusal): ["refused"] + refusal.fields
    }
  }

  public init?(_ words: [String]) {
    func number(_ index: Int) -> Int { words.count > index ? Int(words[index]) ?? 0 : 0 }
    switch words.first {
    case "condition":
      guard words.count > 1, let condition = LidClause(words[1]) else { return nil }
      self = .condition(condition)
    case "battery": self = .battery(percent: number(1), below: number(2))
    case "bag": self = .bag(seconds: number(1))
    case "hot": self = .hot(degrees: number(1), limit: number(2))
    case "action-failed": self = .actionFailed
    case "no-logind": self = .noLogind
    case "silent-logind": self = .silentLogind
    case "refused":
      guard let refusal = Refusal(Array(words.dropFirst())) else { return nil }
      self = .refused(refusal)
    default: return nil
    }
  }
}
