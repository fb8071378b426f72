import DBus
import Login
import System

/// A program has kept the machine from sleeping for so long that it has probably forgotten it.
struct StrayInhibitors: Quirk {
  let name = "stray-inhibitors"
  let title = "a forgotten lock keeps the machine awake"
  let explanation = """
    A program may keep the machine from sleeping while it works. One that fails to give its lock \
    back keeps a laptop awake until its battery is empty. A lock that blocks sleep or idleness and \
    is older than twelve hours is named here, and where GNOME's session holds it for others, so are \
    they; ending the program releases it.
    """

  /// Seconds.
  static let limit: Int64 = 12 * 3600

  func check(_ context: QuirkContext) -> Finding {
    guard let bus = context.systemBus else {
      return .noBus("system", for: "logind")
    }
    do {
      let logind = Logind(try Connection(bus, within: QuirkContext.patience))
      let ages = InhibitorAge.all(root: context.root)
      return Self.finding(
        try logind.inhibitors().map { lock in
          (lock, ages.first { $0.isOf(lock) }.map { Int64($0.since) })
        },
        now: Status.Time.now.seconds, session: { Self.sessionInhibitors(context) })
    } catch {
      return .unanswered("logind", error)
    }
  }

  /// - Parameters:
  ///   - locks: each with when it was taken at the latest, where that is known.
  ///   - session: what GNOME's session manager holds its own lock for.
  static func finding(
    _ locks: [(Inhibitor, Int64?)], now: Int64, session: () -> [SessionManagerInhibitor] = { [] }
  ) -> Finding {
    let stray = locks.filter { lock, since in
      guard lock.mode != "delay", let since else { return false }
      return (lock.what.contains(.sleep) || lock.what.contains(.idle)) && now - since > limit
    }
    guard let first = stray.first?.0 else {
      return Finding(.fine, ["no lock on sleep or idleness is older than twelve hours"])
    }
    var evidence: [String] = []
    // Ending the session's manager would end the session.
    let isManagers = first.why == SessionManagerInhibitor.managersReason
    for (lock, since) in stray {
      let hours = (now - (since ?? now)) / 3600
      let what = lock.what.map(\.rawValue).joined(separator: ":")
      evidence.append(
        "\(lock.who) (process \(lock.process)) holds \(what) for \(hours) hours: \(lock.why)")
      guard lock.why == SessionManagerInhibitor.managersReason else { continue }
      evidence += session().map { "that is for \($0.application): \($0.reason)" }
    }
    return Finding(.affected, evidence, remedy: isManagers ? nil : .run("kill \(first.process)"))
  }

  /// What GNOME's session manager keeps the machine awake for.
  private static func sessionInhibitors(_ context: QuirkContext) -> [SessionManagerInhibitor] {
    guard let bus = context.sessionBus,
      let connection = try? Connection(bus, within: .milliseconds(500))
    else { return [] }
    return SessionManagerInhibitor.all(on: connection).filter(\.keepsAwake)
  }
}
