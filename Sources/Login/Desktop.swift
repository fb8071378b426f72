public import DBus

/// A desktop's services on the session bus.
public struct Desktop {
  private let bus: Connection

  public init(_ bus: Connection) { self.bus = bus }

  /// Shows a notification that stays until it is seen.
  ///
  /// Wraps `Notify` of org.freedesktop.Notifications. Where nobody shows notifications there is
  /// nobody to tell.
  public func notify(_ summary: String, _ text: String) {
    _ = try? Proxy(
      bus, "org.freedesktop.Notifications", path: "/org/freedesktop/Notifications"
    ).call(
      "Notify",
      [
        .string("lidctl"), .uint32(0), .string("dialog-warning"), .string(summary), .string(text),
        .array([], of: "s"), .dictionary(["urgency": .byte(2)]), .int32(0),
      ], returning: "u", within: .seconds(2))
  }

  /// Switches the monitors off, or on again.
  ///
  /// Wraps `PowerSaveMode` of org.gnome.Mutter.DisplayConfig.
  public func setDark(_ dark: Bool) throws(DBusError) {
    try Proxy(bus, "org.gnome.Mutter.DisplayConfig", path: "/org/gnome/Mutter/DisplayConfig")
      .setProperty("PowerSaveMode", to: .int32(dark ? 3 : 0), within: .seconds(2))
  }
}
