public import DBus
import Glibc
import System

/// A login session, as logind has it.
public struct Session: Hashable, Sendable {
  public let id: String
  let path: String
  public let user: UInt32
  /// `user`, or what a login screen is: `greeter`, `lock-screen`, `background`…
  public let kind: String
  /// `x11`, `wayland`, `tty`…
  public let type: String
  /// Whether its seat shows it.
  public let isActive: Bool
  /// Whether the screen is locked, as its locker told logind: `LockedHint`.
  public let isLocked: Bool

  static let interface = "org.freedesktop.login1.Session"

  /// Whether somebody could look at it, and a locker could lock it.
  var isGraphical: Bool { kind.hasPrefix("user") && type != "tty" && type != "unspecified" }

  /// From its properties; missing ones get logind's defaults.
  init(id: String, path: String, _ properties: [String: Value]) {
    self.id = id
    self.path = path
    user = properties["User"]?.elements?.first?.integer.flatMap(UInt32.init(exactly:)) ?? .max
    kind = properties["Class"]?.string ?? "user"
    type = properties["Type"]?.string ?? "unspecified"
    isActive = properties["Active"]?.boolean ?? false
    isLocked = properties["LockedHint"]?.boolean ?? false
  }
}

extension Logind {
  /// The session that logind finds for this process: of a service of the user's, which belongs to
  /// none, it is the one that the user looks at.
  public func ownSession() throws(DBusError) -> Session {
    try session("auto", "/org/freedesktop/login1/session/auto")
  }

  /// The sessions of the seat that the lid is of.
  public func seatedSessions() throws(DBusError) -> [Session] {
    let rows = try manager.call("ListSessions", returning: "a(susso)")
    var sessions: [Session] = []
    for row in rows.first?.elements ?? [] {
      guard let fields = row.elements, fields.count == 5, let id = fields[0].string,
        fields[3].string == "seat0", let path = fields[4].string
      else { continue }
      // One that ended in between is none.
      if let session = try? session(id, path) { sessions.append(session) }
    }
    return sessions
  }

  private func session(_ id: String, _ path: String) throws(DBusError) -> Session {
    Session(
      id: id, path: path,
      try manager.object(path, interface: Session.interface).properties())
  }

  /// Calls `body` when a session changes, as when its screen is locked or unlocked.
  func onChange(
    of session: Session, _ body: @escaping () -> Void
  ) throws(DBusError) -> Connection.Subscription {
    try manager.object(session.path, interface: Session.interface).onChange { _, _ in body() }
  }

  /// Asks whoever locks a session to lock it; that it did is another matter.
  func lock(_ session: Session) throws(DBusError) {
    try manager.object(session.path, interface: Session.interface).call("Lock")
  }

  /// The session that a process belongs to, by its cgroup, and whether that is in front.
  ///
  /// - Returns: nothing for a process of no session, such as a service of the user's.
  public func session(of process: UInt32) -> (id: String, isActive: Bool)? {
    guard let id = Session.id(of: process) else { return nil }
    guard
      let path = try? manager.call("GetSession", [.string(id)], returning: "o").first?.string,
      let active = try? manager.object(path, interface: Session.interface).property("Active")
    else { return nil }
    return (id, active.boolean ?? true)
  }
}

extension Session {
  /// The id of the session whose scope a process is in, by its cgroup.
  static func id(of process: UInt32) -> String? {
    guard let bytes = try? File.read("/proc/\(process)/cgroup", limit: 65536) else { return nil }
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
