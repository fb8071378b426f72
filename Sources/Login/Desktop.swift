public import DBus

/// What a desktop does when it is asked over the session's bus.
public struct Desktop {
  private let bus: Connection

  public init(_ bus: Connection) { self.bus = bus }

  /// Shows a notification that stays until it is seen.
  ///
  /// Wraps `Notify` of org.freedesktop.Notifications. Where nobody shows notifications there is
  /// nobody to tell.
  public func notify(_ summary: String, _ text: String) {
    _ = try? bus.call(
      "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
      "org.freedesktop.Notifications", "Notify",
      [
        .string("lidctl"), .uint32(0), .string("dialog-warning"), .string(summary), .string(text),
        .array([], of: "s"), .dictionary(["urgency": .byte(2)]), .int32(0),
      ], returning: "u", within: .seconds(2))
  }

  /// Switches the monitors off, or on again.
  ///
  /// Wraps `PowerSaveMode` of org.gnome.Mutter.DisplayConfig.
  public func setDark(_ dark: Bool) throws(Failure) {
    try bus.setProperty(
      "PowerSaveMode", of: "org.gnome.Mutter.DisplayConfig", "org.gnome.Mutter.DisplayConfig",
      "/org/gnome/Mutter/DisplayConfig", to: .int32(dark ? 3 : 0), within: .seconds(2))
  }

  /// A lock that a program has from GNOME's session manager, which the lid passes over.
  public struct Inhibitor: Hashable, Sendable {
    public let application: String
    public let reason: String
    /// Of `logout`, `switch-user`, `suspend`, `idle` and `automount`.
    public let what: [String]
  }

  /// All locks of the session manager; none where there is no such thing.
  public func inhibitors() -> [Inhibitor] {
    let name = "org.gnome.SessionManager"
    guard let owner = try? bus.owner(of: name), !owner.isEmpty,
      let paths = try? bus.call(
        name, "/org/gnome/SessionManager", name, "GetInhibitors", returning: "ao"
      ).first?.elements
    else { return [] }
    return paths.compactMap(\.string).compactMap { path in
      func ask(_ method: String, _ type: String) -> Value? {
        try? bus.call(name, path, "\(name).Inhibitor", method, returning: type).first
      }
      guard let flags = ask("GetFlags", "u")?.integer else { return nil }
      let words = ["logout", "switch-user", "suspend", "idle", "automount"]
      return Inhibitor(
        application: ask("GetAppId", "s")?.string ?? "",
        reason: ask("GetReason", "s")?.string ?? "",
        what: words.indices.filter { flags & (1 << $0) != 0 }.map { words[$0] })
    }
  }
}
