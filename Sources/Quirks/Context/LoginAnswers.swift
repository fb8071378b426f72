import DBus
import Login
import System

/// The parts that quirks about the lid share: logind is asked, and lidctl is the fix.
extension QuirkContext {
  /// The machine's lid and displays, as the kernel has them.
  var sysfs: Sysfs { Sysfs(root: root + "/sys") }

  /// Asks logind about the lid, where the machine has one.
  ///
  /// - Parameter find: makes the finding of logind's state and of all locks.
  func findingOfLid(_ find: (LidState, [InhibitorStatus]) -> Finding) -> Finding {
    let none = Finding(.notApplicable, [.lid(.none)])
    guard let bus = systemBus else { return sysfs.hasLid ? .noBus("system", for: "logind") : none }
    do throws(DBusError) {
      let login = try login(on: bus)
      guard let lid = login.lid else { return none }
      return find(try lid.get(), try login.locks.get())
    } catch {
      return sysfs.hasLid ? .unanswered("logind", error) : none
    }
  }

  /// Returns what logind answers to all that checks ask of it.
  func login(on bus: Bus) throws(DBusError) -> LoginAnswers {
    try once("logind") { LoginAnswers.result(on: bus, self) }.get()
  }

  /// The change that has lidctl hold the lid, now and from each login on.
  func holdingLid(only conditions: [String] = []) -> [any Change] {
    [LidChoice(programs + "/lidctl", only: conditions)]
  }
}

/// Logind's answers about the lid and all locks, over one connection.
struct LoginAnswers: Sendable {
  /// Nil where the machine has no lid.
  let lid: Result<LidState, DBusError>?
  let locks: Result<[InhibitorStatus], DBusError>

  /// - Returns: the failure where the bus does not let us in.
  fileprivate static func result(
    on bus: Bus, _ context: QuirkContext
  ) -> Result<LoginAnswers, DBusError> {
    Result { () throws(DBusError) in
      let logind = Logind(try Connection(bus, within: QuirkContext.patience))
      // A logind that hangs is waited for once.
      let locks = Result { () throws(DBusError) in
        try logind.inhibitorStatuses(root: context.root)
      }
      if case .failure(let error) = locks, error.name == .noReply {
        return LoginAnswers(lid: context.sysfs.hasLid ? .failure(error) : nil, locks: locks)
      }
      return LoginAnswers(
        lid: logind.hasLid(context.sysfs)
          ? Result { () throws(DBusError) in try logind.lidState() } : nil,
        locks: locks)
    }
  }
}

extension Finding {
  /// The finding where somebody holds the lid for good, or handles it; nil where nobody does.
  static func ofHolders(_ locks: [InhibitorStatus]) -> Finding? {
    for lock in locks {
      guard let name = lock.lidHandler else { continue }
      return Finding(
        .unknown,
        [.lid(.handled(by: name, process: lock.inhibitor.process))])
    }
    let holders = locks.filter(\.keepsLid).map(\.inhibitor)
    guard !holders.isEmpty else { return nil }
    return Finding(
      .fixed, holders.map { .lid(.held($0)) })
  }
}
