public import DBus

/// A way to put the machine to sleep, in logind's words.
public enum SleepKind: String, Hashable, Sendable, CaseIterable {
  case suspend, hibernate
  case suspendThenHibernate = "suspend-then-hibernate"

  /// The method of org.freedesktop.login1.Manager.
  var method: String {
    switch self {
    case .suspend: "Suspend"
    case .hibernate: "Hibernate"
    case .suspendThenHibernate: "SuspendThenHibernate"
    }
  }

  /// What logind.conf(5) may name that is a kind of sleep.
  public static let actions: Set = [
    "suspend", "hibernate", "hybrid-sleep", "suspend-then-hibernate", "sleep",
  ]
}

extension Logind {
  /// Puts the machine to sleep.
  ///
  /// - Parameter interactive: lets polkit ask the person at the terminal for a password.
  public func sleep(_ kind: SleepKind, interactive: Bool = false) throws(DBusError) {
    try manager.call(kind.method, [.boolean(interactive)], within: .seconds(30))
  }

  /// Returns whether the machine can sleep so: `yes`, `no`, `na`, `challenge`…
  public func canSleep(_ kind: SleepKind) throws(DBusError) -> String {
    try manager.call("Can" + kind.method, returning: "s").first?.string ?? "na"
  }
}
