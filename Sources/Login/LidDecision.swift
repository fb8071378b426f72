/// What happens when the lid closes now, and who decides it.
///
/// It goes through what logind goes through: which of its three settings counts, then who holds
/// the lid, then the setting itself.
public struct LidDecision: Hashable, Sendable {
  /// `nothing`, or what logind does: `suspend`, `lock`, `poweroff`… as in logind.conf(5).
  public private(set) var outcome = "nothing"
  /// Each step, in words, in the order in which logind takes them.
  public private(set) var reasons: [String] = []

  /// - Parameters:
  ///   - ignoresSleepLocks: `LidSwitchIgnoreInhibited` of logind.conf(5).
  public init(
    _ state: LidState, hasLid: Bool, locks: [InhibitorStatus], ignoresSleepLocks: Bool = true
  ) {
    guard hasLid else {
      reasons.append("this machine has no lid that the kernel knows of")
      return
    }
    let action: String
    if state.docked {
      action = state.actionDocked
      reasons.append(
        "docked, or with an external display: HandleLidSwitchDocked=\(action) counts")
    } else if state.externalPower, !state.actionOnExternalPower.isEmpty {
      action = state.actionOnExternalPower
      reasons.append("on external power: HandleLidSwitchExternalPower=\(action) counts")
    } else {
      action = state.action
      reasons.append(
        state.externalPower
          ? "on external power, for which nothing is set, and not docked: HandleLidSwitch=\(action) counts"
          : "on battery and not docked: HandleLidSwitch=\(action) counts")
    }
    let blocking = locks.filter { $0.inhibitor.mode != "delay" }
    let lid = blocking.filter { $0.inhibitor.what.contains(.lid) }
    for lock in lid where !lock.counts {
      reasons.append(
        "the lock of \(lock.name) does not count: its session \(lock.session ?? "") is not in front"
      )
    }
    for lock in lid where lock.inhibitor.why.hasPrefix("External monitor attached") {
      reasons.append(
        "GNOME holds the lid while an external monitor is attached, and for some seconds after: "
          + "the settings of logind.conf have no effect meanwhile")
    }
    if action == "ignore" {
      reasons.append("logind is set to do nothing")
      return
    }
    if let holder = lid.first(where: \.counts) {
      reasons.append("\(holder.name) holds handle-lid-switch: logind does nothing")
      return
    }
    let sleepers = blocking.filter { $0.inhibitor.what.contains(.sleep) }
    if let sleeper = sleepers.first, !ignoresSleepLocks {
      reasons.append(
        "\(sleeper.name) holds sleep, and LidSwitchIgnoreInhibited=no: logind does nothing")
      return
    }
    if !sleepers.isEmpty || blocking.contains(where: { $0.inhibitor.what.contains(.idle) }) {
      reasons.append("locks on sleep and idle do not stop the lid")
    }
    reasons.append("nobody whose lock counts holds handle-lid-switch: logind decides")
    outcome = action
  }
}
