/// The address of a message bus.
public struct Bus: Hashable, Sendable {
  /// A D-Bus address, such as `unix:path=/run/dbus/system_bus_socket`.
  public let address: String

  public init(address: String) { self.address = address }

  /// The system bus: `$DBUS_SYSTEM_BUS_ADDRESS`, or its usual socket.
  public static func system(_ variable: String?) -> Bus {
    Bus(address: present(variable) ?? "unix:path=/run/dbus/system_bus_socket")
  }

  /// The session bus: `$DBUS_SESSION_BUS_ADDRESS`, or the socket in `$XDG_RUNTIME_DIR`; nil if
  /// neither is set. No bus is ever started.
  @export(interface)
  public static func session(_ variable: String?, runtimeDirectory: String?) -> Bus? {
    if let address = present(variable) { return Bus(address: address) }
    guard let directory = present(runtimeDirectory) else { return nil }
    return Bus(address: "unix:path=" + escaped(directory) + "/bus")
  }

  private static func present(_ variable: String?) -> String? {
    variable.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A path, escaped for an address: D-Bus Specification, "Server Addresses".
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "."):
        return String(Character(Unicode.Scalar(byte)))
      default: return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
  }
}
