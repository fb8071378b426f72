/// The outcome if the lid closes now, and who decides it.
///
/// The steps are logind's own: which of its three settings counts, then who holds the lid, then the
/// setting itself.
public struct LidDecision: Hashable, Sendable {
  /// `nothing`, or what logind does: `suspend`, `lock`, `poweroff`… as in logind.conf(5).
  public private(set) var outcome = "nothing"
  /// The steps in logind's order.
  public private(set) var steps: [Step] = []

  public enum Step: Hashable, Sendable {
    case noLid
    case docked(String)
    case onExternalPower(String)
    /// On external power, for which nothing is set.
    case externalPowerUnset(String)
    case onBattery(String)
    /// A lock that does not count: its session is in the background.
    case inBackground(InhibitorStatus)
    /// GNOME holds the lid while an external monitor is attached, and for some seconds after.
    case passing(InhibitorStatus)
    /// Another program handles the lid by its own settings, such as PowerDevil.
    case otherHandler(String, InhibitorStatus)
    case ignored
    case held(InhibitorStatus)
    case sleepHeld(InhibitorStatus)
    /// Locks on sleep and idle, which do not stop the lid.
    case sleepLocksPassed
    case logindDecides

    public var code: String {
      switch self {
      case .noLid: "no-lid"
      case .docked: "docked"
      case .onExternalPower: "external-power"
      case .externalPowerUnset: "external-power-unset"
      case .onBattery: "battery"
      case .inBackground: "lock-in-background"
      case .passing: "passing-lock"
      case .otherHandler: "other-handler"
      case .ignored: "ignored"
      case .held: "held"
      case .sleepHeld: "sleep-held"
      case .sleepLocksPassed: "sleep-locks-passed"
      case .logindDecides: "logind-decides"
      }
    }

    /// The lock that the step is about.
    public var lock: InhibitorStatus? {
      switch self {
      case .inBackground(let lock), .passing(let lock), .otherHandler(_, let lock),
        .held(let lock), .sleepHeld(let lock):
        lock
      default: nil
      }
    }
  }

  /// The other program that decides, such as PowerDevil; nil if logind or lidctl does.
  public var otherHandler: String? {
    for case .otherHandler(let name, _) in steps { return name }
    return nil
  }

  /// - Parameters:
  ///   - ignoresSleepLocks: `LidSwitchIgnoreInhibited` of logind.conf(5).
  public init(
    _ state: LidState, hasLid: Bool, locks: [InhibitorStatus], ignoresSleepLocks: Bool = true
  ) {
    guard hasLid else {
      steps.append(.noLid)
      return
    }
    let action = state.actionNow
    if state.docked {
      steps.append(.docked(action))
    } else if state.externalPower {
      steps.append(
        state.actionOnExternalPower.isEmpty
          ? .externalPowerUnset(action) : .onExternalPower(action))
    } else {
      steps.append(.onBattery(action))
    }
    let blocking = locks.filter { $0.inhibitor.mode != "delay" }
    let lid = locks.filter(\.isOnLid)
    for lock in lid {
      if !lock.counts { steps.append(.inBackground(lock)) }
      if lock.inhibitor.lidHolder == .passing { steps.append(.passing(lock)) }
    }
    var named: Set<String> = []
    for lock in locks {
      if let name = lock.lidHandler, named.insert(name).inserted {
        steps.append(.otherHandler(name, lock))
      }
    }
    if action == "ignore" {
      steps.append(.ignored)
      return
    }
    if let holder = lid.first(where: \.counts) {
      steps.append(.held(holder))
      return
    }
    let sleepers = blocking.filter { $0.inhibitor.what.contains(.sleep) }
    if let sleeper = sleepers.first, !ignoresSleepLocks {
      steps.append(.sleepHeld(sleeper))
      return
    }
    if !sleepers.isEmpty || blocking.contains(where: { $0.inhibitor.what.contains(.idle) }) {
      steps.append(.sleepLocksPassed)
    }
    steps.append(.logindDecides)
    outcome = action
  }
}

/// The part that the holder of a lid lock plays.
public enum LidHolder: Hashable, Sendable {
  case lidctl
  /// GNOME's lock while an external monitor is attached, which ends by itself.
  case passing
  /// A program that handles the lid itself, by its own settings.
  case handler(String)
  case other
}

extension Inhibitor {
  /// The part of this lock's holder, by what it says and by its program's name.
  public var lidHolder: LidHolder {
    if who == LidDaemon.who { return .lidctl }
    // The kernel cuts a program's name after fifteen bytes.
    let words = [who, command ?? ""]
    for (name, marks) in Self.handlers
    where words.contains(where: { word in marks.contains { word.hasPrefix($0) } })
      || marks.contains(where: { why.hasPrefix($0) })
    {
      return .handler(name)
    }
    // The latter are also the words of csd-power, which is a handler all the same.
    if why.hasPrefix("External monitor attached") || why.hasPrefix("Multiple displays attached") {
      return .passing
    }
    return .other
  }

  private static let handlers = [
    ("PowerDevil", ["PowerDevil", "org_kde_powerde", "KDE handles power events"]),
    ("csd-power", ["csd-power", "cinnamon-settings-daemon", "Cinnamon"]),
    ("mate-power-manager", ["mate-power-mana", "Mate power manager", "MATE"]),
    ("xfce4-power-manager", ["xfce4-power-man", "Xfce"]),
    ("lxqt-powermanagement", ["lxqt-powermanag", "LXQt"]),
  ]
}
