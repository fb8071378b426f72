/// Where a message bus is.
public struct Bus: Hashable, Sendable {
  /// A D-Bus address, such as `unix:path=/run/dbus/system_bus_socket`.
  public let address: String

  public init(address: String) { self.address = address }

  /// The system bus: what `$DBUS_SYSTEM_BUS_ADDRESS` holds, or its usual socket.
  public static func system(_ variable: String?) -> Bus {
    Bus(address: present(variable) ?? "unix:path=/run/dbus/system_bus_socket")
  }

  /// The session's bus: what `$DBUS_SESSION_BUS_ADDRESS` holds, or the socket in
  /// `$XDG_RUNTIME_DIR`; nothing where neither is set. No bus is ever started.
  public static func session(_ variable: String?, runtimeDirectory: String?) -> Bus? {
    if let address = present(variable) { return Bus(address: address) }
    guard let directory = present(runtimeDirectory) else { return nil }
    return Bus(address: "unix:path=" + escaped(directory) + "/bus")
  }

  private static func present(_ variable: String?) -> String? {
    variable.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A path as addresses hold it: D-Bus Specification, "Server Addresses".
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let plain =
        scalar.properties.isASCIIHexDigit || ("a"..."z").contains(scalar)
        || ("A"..."Z").contains(scalar) || "-_/\\*.0123456789".unicodeScalars.contains(scalar)
      return plain
        ? String(Character(scalar)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
