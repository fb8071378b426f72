import DBus

/// What a program has told GNOME's session manager not to do: `org.gnome.SessionManager.Inhibitor`.
struct SessionLock: Equatable {
  let program: String
  let reason: String

  /// Why the session manager holds a lock of logind's, in its own words: for those it was told of.
  static let managersReason = "user session inhibited"

  /// Flags of those that keep the machine awake: suspend and idle.
  private static let awake = 4 | 8

  /// Those of this session that keep the machine awake.
  static func all(on context: QuirkContext) -> [SessionLock] {
    let name = "org.gnome.SessionManager"
    guard let bus = context.sessionBus,
      let connection = try? Connection(bus, within: .milliseconds(500)),
      let paths = try? Proxy(connection, name, path: "/org/gnome/SessionManager").call(
        "GetInhibitors", returning: "ao", within: .milliseconds(500)
      ).first?.elements
    else { return [] }
    // A joker could make them without end.
    return paths.prefix(32).compactMap(\.string).compactMap { path in
      func ask(_ method: String, _ type: String) -> Value? {
        try? Proxy(connection, name, path: path, interface: name + ".Inhibitor").call(
          method, returning: type, within: .milliseconds(500)
        ).first
      }
      guard let flags = ask("GetFlags", "u")?.integer, flags & awake != 0,
        let program = ask("GetAppId", "s")?.string, let reason = ask("GetReason", "s")?.string
      else { return nil }
      return SessionLock(program: program, reason: reason)
    }
  }
}
