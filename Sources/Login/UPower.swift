import DBus

extension Logind {
  /// Returns whether logind sends a signal when the lid closes: not before 257, as its own
  /// description says.
  func announcesLid() throws(DBusError) -> Bool {
    let text =
      try manager.interface("org.freedesktop.DBus.Introspectable").call(
        "Introspect", returning: "s"
      ).first?.string ?? ""
    return Self.announces("LidClosed", in: text)
  }

  /// Returns whether an introspection says of a property that its changes are told.
  static func announces(_ property: String, in introspection: String) -> Bool {
    let parts = introspection.split(separator: "<property ")
    guard let part = parts.first(where: { $0.hasPrefix("name=\"\(property)\"") }) else {
      return false
    }
    // Without an annotation it is told; so says the specification.
    let silent = ["false", "const"].map { "EmitsChangedSignal\" value=\"\($0)\"" }
    let own = part.split(separator: "</property>").first ?? part
    return !silent.contains { own.contains($0) }
  }
}

/// UPower, which reports the lid and the power where logind does not.
struct UPower {
  private let manager: Proxy

  init(_ connection: Connection) {
    manager = Proxy(
      connection, "org.freedesktop.UPower", path: "/org/freedesktop/UPower")
  }

  /// All of the machine's batteries together.
  private var batteries: Proxy {
    manager.object(
      "/org/freedesktop/UPower/devices/DisplayDevice", interface: "org.freedesktop.UPower.Device")
  }

  /// Calls `body` when UPower reports a change of the lid or the power.
  ///
  /// - Returns: whether UPower runs, and whether it sees a lid, whose changes it then reports.
  func follow(_ body: @escaping () -> Void) throws(DBusError) -> (isThere: Bool, hasLid: Bool) {
    try manager.onChange { _, _ in body() }
    let properties = try? manager.properties(within: .seconds(5))
    return (properties?.isEmpty == false, properties?["LidIsPresent"]?.boolean ?? false)
  }

  var hasLid: Bool {
    (try? manager.property("LidIsPresent", within: .seconds(2)).boolean) ?? false
  }

  /// Whether the lid is closed, as far as UPower knows.
  var isLidClosed: Bool {
    (try? manager.property("LidIsClosed", within: .seconds(5)).boolean) ?? false
  }

  /// Calls `body` when UPower reports another charge, which may be every half minute.
  func followCharge(_ body: @escaping () -> Void) throws(DBusError) -> Connection.Subscription {
    try batteries.onChange { _, _ in body() }
  }
}
