import DBus
import Login
import System

/// A program has kept the machine from sleeping for so long that it has probably forgotten it.
struct StrayInhibitors: Quirk {
  let name = "stray-inhibitors"
  let title = "a forgotten lock keeps the machine awake"
  let explanation = """
    A program may keep the machine from sleeping while it works. One that fails to release its \
    lock keeps a laptop awake until its battery is empty. A lock that blocks sleep or idleness and \
    is older than twelve hours is named here, and where GNOME's session manager holds it for other \
    programs, they are named, too; ending the program releases it.
    """

  /// Seconds.
  static let limit: Int64 = 12 * 3600

  var source: EvidenceSource { .logind }

  func check(_ context: QuirkContext) -> Finding {
    guard let bus = context.systemBus else {
      return .noBus("system", for: "logind")
    }
    do throws(DBusError) {
      return Self.finding(
        try context.login(on: bus).locks.get().map {
          ($0.inhibitor, $0.since.map { Int64($0) })
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
      return Finding(.fine, [.lid(.noOldLock)])
    }
    var evidence: [LidEvidence] = []
    // Ending the session's manager would end the session.
    let isManagers = first.why == SessionManagerInhibitor.managersReason
    for (lock, since) in stray {
      evidence.append(.oldLock(lock, hours: Int((now - (since ?? now)) / 3600)))
      guard lock.why == SessionManagerInhibitor.managersReason else { continue }
      evidence += session().map { .lockIsFor($0) }
    }
    return Finding(
      .affected, evidence.map { .lid($0) },
      remedy: isManagers ? nil : .run("kill \(first.process)"))
  }

  /// Returns what GNOME's session manager keeps the machine awake for.
  private static func sessionInhibitors(_ context: QuirkContext) -> [SessionManagerInhibitor] {
    guard let bus = context.sessionBus,
      let connection = try? Connection(bus, within: .milliseconds(500))
    else { return [] }
    return SessionManagerInhibitor.all(on: connection).filter(\.keepsAwake)
  }
}
