import DBus
import Login
import System

/// What quirks about the lid have in common: logind is asked, and lidctl is the fix.
extension QuirkContext {
  /// The machine's lid and displays, as the kernel has them.
  var sysfs: Sysfs { Sysfs(root: root + "/sys") }

  /// Asks logind about the lid, where the machine has one.
  ///
  /// - Parameter find: makes the finding of logind's state and of all locks.
  func findingOfLid(_ find: (LidState, [InhibitorStatus]) -> Finding) -> Finding {
    let none = Finding(.notApplicable, ["this machine has no lid"])
    guard let bus = systemBus else { return sysfs.hasLid ? .noBus("system", for: "logind") : none }
    do throws(DBusError) {
      let logind = Logind(try Connection(bus, within: Self.patience))
      guard logind.hasLid(sysfs) else { return none }
      return find(try logind.lidState(), try logind.inhibitorStatuses())
    } catch {
      return sysfs.hasLid ? .unanswered("logind", error) : none
    }
  }

  /// The change that has lidctl hold the lid, now and from each login on.
  func holdingLid(only conditions: [String] = []) -> [any Change] {
    [LidChoice(programs + "/lidctl", only: conditions)]
  }
}

extension Finding {
  /// The finding where somebody holds the lid for good, or handles it; nil where nobody does.
  static func ofHolders(_ locks: [InhibitorStatus]) -> Finding? {
    for lock in locks where lock.isOnLid && lock.counts {
      guard case .handler(let name) = lock.inhibitor.lidHolder else { continue }
      return Finding(
        .unknown,
        [
          "\(name) (process \(lock.inhibitor.process)) handles the lid by its own settings: what "
            + "it does is set there"
        ])
    }
    let holders = locks.filter(\.keepsLid).map(\.inhibitor)
    guard !holders.isEmpty else { return nil }
    return Finding(
      .fixed, holders.map { "\($0.who) (process \($0.process)) holds the lid: \($0.why)" })
  }
}
