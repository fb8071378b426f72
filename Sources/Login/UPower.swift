import DBus

extension Logind {
  /// Whether logind sends a signal when the lid closes: not before 257, as its own description says.
  func announcesLid() throws(Failure) -> Bool {
    let text =
      try connection.call(
        Self.name, Self.path, "org.freedesktop.DBus.Introspectable", "Introspect", returning: "s"
      ).first?.string ?? ""
    return Self.announces("LidClosed", in: text)
  }

  /// Whether an introspection says of a property that its changes are told.
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

/// UPower, which tells of the lid and of the power where logind does not.
enum UPower {
  private static let name = "org.freedesktop.UPower"
  private static let path = "/org/freedesktop/UPower"
  /// All of the machine's batteries together.
  private static let batteries = "/org/freedesktop/UPower/devices/DisplayDevice"

  /// Calls `body` when UPower says that the lid or the power has changed.
  ///
  /// - Returns: whether it is there, and whether it sees a lid, of which it tells then.
  static func follow(
    _ connection: Connection, _ body: @escaping () throws -> Void
  ) throws(Failure) -> (isThere: Bool, hasLid: Bool) {
    try connection.onChange(of: name, name, path) { _, _ in try body() }
    let properties = try? connection.properties(of: name, name, path, within: .seconds(5))
    return (properties?.isEmpty == false, properties?["LidIsPresent"]?.boolean ?? false)
  }

  /// Whether the lid is closed, as far as it knows.
  static func isLidClosed(_ connection: Connection) -> Bool {
    let closed = try? connection.property("LidIsClosed", of: name, name, path, within: .seconds(5))
    return closed?.boolean ?? false
  }

  /// Calls `body` when UPower says that the charge has changed, which may be every half minute.
  static func followCharge(
    _ connection: Connection, _ body: @escaping () throws -> Void
  ) throws(Failure) -> Connection.Token {
    try connection.onChange(of: "\(name).Device", name, batteries) { _, _ in try body() }
  }
}
