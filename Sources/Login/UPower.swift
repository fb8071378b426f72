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

  /// Calls `body` when UPower says that something has changed.
  ///
  /// - Returns: whether it is there and has a lid to tell of.
  static func follow(
    _ connection: Connection, _ body: @escaping () throws -> Void
  ) throws(Failure) -> Bool {
    try connection.onChange(of: name, name, path) { _, _ in try body() }
    let present = try? connection.property(
      "LidIsPresent", of: name, name, path, within: .seconds(5))
    return present?.boolean ?? false
  }
}
