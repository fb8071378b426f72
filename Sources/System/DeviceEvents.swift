import CLinux
import Glibc

/// The kernel's device events: netlink(7), `NETLINK_KOBJECT_UEVENT`.
///
/// Treat them as hints to look again: events may be lost if too many come at once. Only the kernel
/// and root can send them.
public struct DeviceEvents: ~Copyable {
  private let socket: FileDescriptor

  /// - Throws: if netlink is not available, as in some sandboxes.
  public init() throws(Errno) {
    let socket = FileDescriptor(owning: try throwing { detour_device_socket() })
    try throwing { detour_join_devices(socket.rawValue) }
    self.socket = socket
  }

  /// A descriptor that is readable once there are events.
  public var fileDescriptor: CInt { socket.rawValue }

  /// Reads all pending events, and returns their subsystems, such as `power_supply`.
  @export(interface) public borrowing func subsystems() -> Set<String> {
    var found: Set<String> = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = recv(socket.rawValue, &buffer, buffer.count, 0)
      if count > 0 {
        if let name = Self.subsystem(of: buffer[..<count]) { found.insert(name) }
      } else if count == 0 || ![EINTR, ENOBUFS].contains(errno) {
        return found
      }
    }
  }

  /// The value of `SUBSYSTEM` in an event, which is a list of NUL-terminated strings.
  public static func subsystem(of event: some Collection<UInt8>) -> String? {
    let key = Array("SUBSYSTEM=".utf8)
    return event.split(separator: 0).first { $0.starts(with: key) }
      .map { String(decoding: $0.dropFirst(key.count), as: UTF8.self) }
  }
}
