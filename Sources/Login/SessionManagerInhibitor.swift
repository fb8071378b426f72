public import DBus

/// An inhibitor of GNOME's session manager, which has no effect on the lid.
public struct SessionManagerInhibitor: Hashable, Sendable {
  /// The program's own name for itself.
  public let application: String
  public let reason: String
  /// Of `logout`, `switch-user`, `suspend`, `idle` and `automount`.
  public let what: [String]

  public init(application: String, reason: String, what: [String]) {
    self.application = application
    self.reason = reason
    self.what = what
  }

  /// Whether it keeps the machine awake.
  public var keepsAwake: Bool { what.contains("suspend") || what.contains("idle") }

  /// The reason of the session manager's own inhibitor at logind, which stands for all of these.
  public static let managersReason = "user session inhibited"

  private static let words = ["logout", "switch-user", "suspend", "idle", "automount"]

  /// The inhibitors of the session whose bus this is; none without GNOME's session manager.
  ///
  /// A program can take any number of them: the first 64 are read.
  public static func all(
    on bus: Connection, within limit: Duration = .milliseconds(500)
  ) -> [SessionManagerInhibitor] {
    let manager = Proxy(bus, "org.gnome.SessionManager", path: "/org/gnome/SessionManager")
    // Asking a name without an owner would start the session manager.
    guard let owner = try? bus.owner(of: manager.destination), !owner.isEmpty,
      let paths = try? manager.call("GetInhibitors", returning: "ao", within: limit).first?.elements
    else { return [] }
    return paths.prefix(64).compactMap(\.string).compactMap { path in
      let object = manager.object(path, interface: "org.gnome.SessionManager.Inhibitor")
      func ask(_ method: String, _ type: String) -> Value? {
        try? object.call(method, returning: type, within: limit).first
      }
      guard let flags = ask("GetFlags", "u")?.integer else { return nil }
      return SessionManagerInhibitor(
        application: ask("GetAppId", "s")?.string ?? "",
        reason: ask("GetReason", "s")?.string ?? "",
        what: words.indices.filter { flags & (1 << $0) != 0 }.map { words[$0] })
    }
  }
}
