public import DBus

/// The login manager, asked over the system bus: org.freedesktop.login1(5).
public struct Logind {
  public let connection: Connection

  static let name = "org.freedesktop.login1"
  static let path = "/org/freedesktop/login1"
  static let manager = "org.freedesktop.login1.Manager"

  public init(_ connection: Connection) { self.connection = connection }

  /// All locks that are held now: `ListInhibitors`.
  public func inhibitors() throws(Failure) -> [Inhibitor] {
    let reply = try connection.call(
      Self.name, Self.path, Self.manager, "ListInhibitors", returning: "a(ssssuu)")
    return (reply.first?.elements ?? []).compactMap { row in
      guard let fields = row.elements, fields.count == 6,
        let what = fields[0].string, let who = fields[1].string, let why = fields[2].string,
        let mode = fields[3].string, case .uint32(let user) = fields[4],
        case .uint32(let process) = fields[5]
      else { return nil }
      return Inhibitor(
        what: what.split(separator: ":").map { Inhibition(rawValue: String($0)) }, who: who,
        why: why, mode: mode, user: user, process: process)
    }
  }

  /// A property of the manager, such as `HandleLidSwitch`.
  public func property(_ name: String) throws(Failure) -> Value {
    try connection.property(name, of: Self.manager, Self.name, Self.path)
  }
}
