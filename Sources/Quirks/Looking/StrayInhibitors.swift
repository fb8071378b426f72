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
    is older than twelve hours is named here; ending its process releases it.
    """

  /// Seconds.
  static let limit: Int64 = 12 * 3600

  func look(at machine: Machine) -> Finding {
    guard let bus = machine.systemBus else {
      return Finding(.notApplicable, ["there is no system bus to ask logind on"])
    }
    do {
      let logind = Logind(try Connection(bus, within: .milliseconds(500)))
      let now = Status.Time.now.seconds
      return Self.finding(
        try logind.inhibitors().map { ($0, Self.start(of: $0.process, machine)) }, now: now)
    } catch {
      return Finding(.notApplicable, ["logind does not answer: \(error)"])
    }
  }

  static func finding(_ locks: [(Inhibitor, Int64?)], now: Int64) -> Finding {
    let stray = locks.filter { lock, start in
      guard lock.mode == "block", let start else { return false }
      return (lock.what.contains(.sleep) || lock.what.contains(.idle)) && now - start > limit
    }
    guard !stray.isEmpty else {
      return Finding(.fine, ["no lock on sleep or idleness is older than twelve hours"])
    }
    return Finding(
      .affected,
      stray.map { lock, start in
        let hours = (now - (start ?? now)) / 3600
        let what = lock.what.map(\.rawValue).joined(separator: ":")
        return
          "\(lock.who) (process \(lock.process)) holds \(what), and runs for \(hours) hours: \(lock.why)"
      }, remedy: "kill \(stray[0].0.process)")
  }

  /// When a process began: a lock is not older than its holder. Seconds since 1970.
  static func start(of process: UInt32, _ machine: Machine) -> Int64? {
    (try? Status(of: "\(machine.root)/proc/\(process)")).map { $0.changed.seconds }
  }
}
