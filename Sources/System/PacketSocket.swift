import CLinux
import Glibc

/// One end of a connection that carries whole messages on this machine: unix(7),
/// `SOCK_SEQPACKET`.
///
/// No call on it waits.
public struct PacketConnection: ~Copyable, Sendable {
  private let socket: FileDescriptor

  /// The process at the other end.
  public struct Peer: Equatable, Sendable {
    public let process: Int32
    /// The effective user and group when it connected.
    public let user: UInt32
    public let group: UInt32
  }

  /// Connects to the listener at `path`: connect(2).
  ///
  /// - Throws: ``Errno/notFound`` where there is no such socket, ``Errno/connectionRefused`` where
  ///   nobody listens, ``Errno/wouldBlock`` where too many wait, ``Errno/nameTooLong``.
  public init(to path: String) throws(Errno) {
    let socket = FileDescriptor(owning: try throwing { detour_packet_socket() })
    let descriptor = socket.rawValue
    let bytes = path.pathBytes
    try throwing { detour_connect_local(descriptor, bytes, bytes.count) }
    self.socket = socket
  }

  fileprivate init(owning descriptor: CInt) { socket = FileDescriptor(owning: descriptor) }

  public var fileDescriptor: CInt { socket.rawValue }

  /// The process at the other end: `SO_PEERCRED`.
  public var peer: Peer? {
    var numbers: [UInt32] = [0, 0, 0]
    guard detour_peer(socket.rawValue, &numbers) == 0 else { return nil }
    return Peer(process: Int32(bitPattern: numbers[0]), user: numbers[1], group: numbers[2])
  }

  /// Sends a message: send(2).
  ///
  /// - Throws: ``Errno/wouldBlock`` where the other end has too much to read, ``Errno/brokenPipe``
  ///   where it has gone.
  public borrowing func send(_ message: [UInt8]) throws(Errno) {
    let descriptor = socket.rawValue
    let count = try throwing { detour_send(descriptor, message, message.count) }
    guard count == message.count else { throw .tooLarge }
  }

  /// The next message; empty where the other end has gone: recv(2).
  ///
  /// - Throws: ``Errno/wouldBlock`` where there is none yet, ``Errno/tooLarge`` for one that is
  ///   longer than `limit`.
  @export(interface) public borrowing func receive(limit: Int) throws(Errno) -> [UInt8] {
    let descriptor = socket.rawValue
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: limit + 1) { buffer, count in
      do throws(Errno) {
        count = try throwing { detour_receive(descriptor, buffer.baseAddress, buffer.count) }
      } catch {
        count = 0
        failure = error
      }
    }
    if let failure { throw failure }
    guard bytes.count <= limit else { throw .tooLarge }
    return bytes
  }
}

/// A socket at which ``PacketConnection``s arrive.
public struct PacketListener: ~Copyable, Sendable {
  private let socket: FileDescriptor

  /// Listens at `path`, where nothing may be: bind(2), listen(2).
  ///
  /// The socket has mode 0600.
  @export(interface) public init(at path: String) throws(Errno) {
    let socket = FileDescriptor(owning: try throwing { detour_packet_socket() })
    let descriptor = socket.rawValue
    let bytes = path.pathBytes
    // Until then the directory, which is the user's alone, keeps others out.
    try throwing { detour_bind_local(descriptor, bytes, bytes.count) }
    try throwing { path.withPointer { chmod($0, 0o600) } }
    try throwing { listen(descriptor, 64) }
    self.socket = socket
  }

  /// Takes over a socket that listens already, such as systemd hands over.
  public init(owning descriptor: CInt) throws(Errno) {
    let socket = FileDescriptor(owning: descriptor)
    try socket.setNonBlocking()
    try socket.setInherited(false)
    self.socket = socket
  }

  public var fileDescriptor: CInt { socket.rawValue }

  /// The next connection, if one waits: accept4(2).
  public borrowing func accept() throws(Errno) -> PacketConnection? {
    let descriptor = socket.rawValue
    do throws(Errno) {
      return PacketConnection(owning: try throwing { detour_accept(descriptor) })
    } catch .wouldBlock {
      return nil
    }
  }
}
