import CX11
import Glibc
import System

/// The socket that a server of a display's name listens on.
struct ServerSocket: Sendable {
  let name: String
  /// The machine; nil for this one.
  let host: String?
  let number: Int
  let screen: Int
  /// The path of a socket that was named instead of a display's number.
  private let path: String?

  /// Reads a display's name, such as `:0` or `localhost:10.0`: XOpenDisplay(3).
  init(_ name: String) throws(X11Error) {
    var host: UnsafeMutablePointer<CChar>?
    var number: CInt = 0
    var screen: CInt = 0
    guard !name.isEmpty, xcb_parse_display(name, &host, &number, &screen) != 0 else {
      throw .noDisplay(name, .badName)
    }
    defer { free(host) }
    let machine = host.map { String(cString: $0) } ?? ""
    self.name = name
    self.number = Int(number)
    self.screen = Int(screen)
    path = machine.hasPrefix("/") ? machine : nil
    // The protocol stands before the host, or for it.
    let isLocal = machine.isEmpty || machine == "unix" || path != nil || name.hasPrefix("unix/")
    self.host = isLocal ? nil : machine
  }

  /// The cookie for this server in the file at `authority`; nil if Xlib is to look for it.
  func cookie(in authority: String?) -> Authority.Entry? {
    guard let authority, host == nil, let bytes = try? File.read(authority, limit: 1 << 20) else {
      return nil
    }
    return Authority(bytes).entry(forLocalDisplay: number)
  }

  /// Sees that somebody listens, and takes connections.
  func look(until deadline: Deadline) throws(X11Error) {
    do throws(Errno) {
      if let host {
        try lookAt(host, until: deadline)
      } else if path == nil {
        do throws(Errno) {
          // The abstract socket, which no old file can stand in the way of.
          try connect(Self.address([0] + unixPath), until: deadline)
        } catch {
          guard error != .timedOut else { throw error }
          try connect(Self.address(unixPath + [0]), until: deadline)
        }
      }
    } catch {
      let refusal: X11Error.Refusal =
        error == .timedOut
        ? .silent : error.rawValue == ECONNREFUSED || host == nil ? .nothingListens : .unreachable
      throw .noDisplay(name, refusal)
    }
  }

  /// Breaks what this process has begun to connect to the server.
  func breakConnections() {
    guard var directory = try? Directory("/proc/self/fd") else { return }
    while let entry = (try? directory.next()) ?? nil {
      guard let socket = CInt(String(decoding: entry.name, as: UTF8.self)),
        !EstablishedConnections.contains(socket), isPeer(of: socket)
      else { continue }
      shutdown(socket, CInt(SHUT_RDWR))
    }
  }

  private func isPeer(of socket: CInt) -> Bool {
    var address = [UInt8](repeating: 0, count: 128)
    var length = socklen_t(address.count)
    let result = address.withUnsafeMutableBytes {
      getpeername(socket, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
    }
    guard result == 0, length >= 4 else { return false }
    address.removeLast(address.count - min(address.count, Int(length)))
    switch CInt(address[0]) | CInt(address[1]) << 8 {
    case AF_UNIX:
      guard host == nil else { return false }
      let wanted = path.map { Array($0.utf8) } ?? unixPath
      return Array(address.dropFirst(2).filter { $0 != 0 }) == wanted
    case AF_INET, AF_INET6:
      return host != nil && Int(address[2]) << 8 | Int(address[3]) == port
    default: return false
    }
  }

  private var unixPath: [UInt8] { Self.unixPath(number) }

  fileprivate static func unixPath(_ number: Int) -> [UInt8] {
    Array("/tmp/.X11-unix/X\(number)".utf8)
  }

  private var port: Int { 6000 + number }

  fileprivate static func address(_ path: [UInt8]) -> [UInt8] {
    [UInt8(AF_UNIX), 0] + path
  }

  private func lookAt(_ host: String, until deadline: Deadline) throws(Errno) {
    let port = port
    let addresses = withTimeout(deadline) { Self.addresses(of: host, port: port) }
    guard let addresses else { throw .timedOut }
    var reason = Errno.notFound
    for address in addresses {
      do throws(Errno) {
        return try connect(address, until: deadline)
      } catch {
        reason = error
      }
    }
    throw reason
  }

  /// The addresses of a machine: getaddrinfo(3), which has no deadline.
  private static func addresses(of host: String, port: Int) -> [[UInt8]] {
    var hints = addrinfo()
    hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [[UInt8]] = []
    var next = list
    while let entry = next?.pointee {
      addresses.append(
        Array(UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen))))
      next = entry.ai_next
    }
    return addresses
  }

  /// Connects and closes again.
  private func connect(_ address: [UInt8], until deadline: Deadline) throws(Errno) {
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let number = Glibc.socket(CInt(address[0]), type, 0)
    guard number != -1 else { throw .last }
    let socket = FileDescriptor(owning: number)
    while true {
      let result = address.withUnsafeBytes {
        Glibc.connect(
          number, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(address.count))
      }
      if result == 0 { return }
      let error = Errno.last
      if error.rawValue == EINPROGRESS {
        guard try !wait(for: socket.rawValue, .writing, until: deadline).isEmpty else {
          throw .timedOut
        }
        var code: CInt = 0
        var length = socklen_t(MemoryLayout<CInt>.size)
        getsockopt(number, SOL_SOCKET, SO_ERROR, &code, &length)
        guard code == 0 else { throw Errno(rawValue: code) }
        return
      }
      // The server's queue is full: a unix socket can only be tried again.
      guard error == .wouldBlock || error == .interrupted else { throw error }
      if deadline.hasPassed { throw .timedOut }
      sleep(for: .milliseconds(5))
    }
  }
}

/// Finds the process that listens for a display of this machine; nil if there is none.
///
/// Wraps connect(2) and the socket option `SO_PEERCRED`.
@export(interface) public func listener(ofLocalDisplay number: Int) -> Int? {
  for path in [[0] + ServerSocket.unixPath(number), ServerSocket.unixPath(number) + [0]] {
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_UNIX, type, 0)
    guard descriptor != -1 else { return nil }
    let end = FileDescriptor(owning: descriptor)
    let address = ServerSocket.address(path)
    let result = address.withUnsafeBytes {
      connect(
        end.rawValue, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        socklen_t(address.count))
    }
    guard result == 0 else { continue }
    // The process, its user and its group.
    var credentials: (pid_t, uid_t, gid_t) = (0, 0, 0)
    var length = socklen_t(MemoryLayout.size(ofValue: credentials))
    let found = getsockopt(end.rawValue, SOL_SOCKET, SO_PEERCRED, &credentials, &length)
    return found == 0 && credentials.0 > 0 ? Int(credentials.0) : nil
  }
  return nil
}
