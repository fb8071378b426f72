import CLinux
import Glibc

/// The kernel's news of its devices: netlink(7), `NETLINK_KOBJECT_UEVENT`.
///
/// They are hints to look again. Only the kernel and root can send them, and some may be lost when
/// too many come at once.
public struct DeviceEvents: ~Copyable {
  private let socket: FileDescriptor

  /// - Throws: when the kernel gives none, as in a sandbox without netlink.
  public init() throws(Errno) {
    let kind =
      CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue) | CInt(SOCK_NONBLOCK.rawValue)
    let socket = FileDescriptor(
      owning: try throwing { Glibc.socket(AF_NETLINK, kind, CInt(NETLINK_KOBJECT_UEVENT)) })
    try throwing { detour_join_devices(socket.rawValue) }
    self.socket = socket
  }

  /// A descriptor that is ready for reading once there is news.
  public var rawValue: CInt { socket.rawValue }

  /// Takes all that has come, and gives the subsystems it was of, such as `power_supply`.
  public borrowing func subsystems() -> Set<String> {
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

  /// The subsystem that an event is of: the value of `SUBSYSTEM` among its texts with NUL between.
  public static func subsystem(of event: some Collection<UInt8>) -> String? {
    let key = Array("SUBSYSTEM=".utf8)
    return event.split(separator: 0).first { $0.starts(with: key) }
      .map { String(decoding: $0.dropFirst(key.count), as: UTF8.self) }
  }
}
