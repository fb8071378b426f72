public import DBus

/// The login manager over the system bus: org.freedesktop.login1(5).
public struct Logind {
  /// The interface org.freedesktop.login1.Manager.
  public let manager: Proxy

  static let name = "org.freedesktop.login1"

  public init(_ connection: Connection) {
    manager = Proxy(
      connection, Self.name, path: "/org/freedesktop/login1",
      interface: "org.freedesktop.login1.Manager")
  }

  public var connection: Connection { manager.connection }

  /// All inhibitors: `ListInhibitors`.
  public func inhibitors() throws(DBusError) -> [Inhibitor] {
    let reply = try manager.call("ListInhibitors", returning: "a(ssssuu)")
    return (reply.first?.elements ?? []).compactMap { row in
      guard let fields = row.elements, fields.count == 6,
        let what = fields[0].string, let who = fields[1].string, let why = fields[2].string,
        let mode = fields[3].string, case .uint32(let user) = fields[4],
        case .uint32(let process) = fields[5]
      else { return nil }
      return Inhibitor(
        what: what.split(separator: ":").map { InhibitWhat(rawValue: String($0)) }, who: who,
        why: why, mode: mode, user: user, process: process)
    }
  }

  /// A property of the manager, such as `HandleLidSwitch`.
  public func property(_ name: String) throws(DBusError) -> Value { try manager.property(name) }
}
