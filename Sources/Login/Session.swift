public import DBus
import System

/// The login session that the user looks at.
///
/// It is `session/auto`, which logind finds for a process of a session, and for a service of the
/// user's, too, which belongs to none.
public struct Session {
  let logind: Logind

  static let interface = "org.freedesktop.login1.Session"
  static let path = "/org/freedesktop/login1/session/auto"

  public init(_ logind: Logind) { self.logind = logind }

  /// Whether the screen is locked, as its locker told logind: `LockedHint`.
  public func isLocked() throws(Failure) -> Bool {
    let value = try logind.connection.property(
      "LockedHint", of: Self.interface, Logind.name, Self.path)
    guard let locked = value.boolean else {
      throw Failure(.invalidSignature, "LockedHint is of type \(value.signature)")
    }
    return locked
  }

  /// Asks whoever locks the session to lock it; that it did is another matter.
  func lock() throws(Failure) {
    _ = try logind.connection.call(
      Logind.name, Self.path, Self.interface, "Lock", returning: "")
  }

  /// The id of the session whose scope a process is in, by its cgroup.
  static func id(of process: UInt32) -> String? {
    guard let bytes = try? contents(of: "/proc/\(process)/cgroup", limit: 65536) else { return nil }
    return id(inCgroups: String(decoding: bytes, as: UTF8.self))
  }

  static func id(inCgroups text: String) -> String? {
    for line in text.split(separator: "\n") {
      for part in line.split(separator: "/")
      where part.hasPrefix("session-") && part.hasSuffix(".scope") {
        return String(part.dropFirst("session-".count).dropLast(".scope".count))
      }
    }
    return nil
  }
}
