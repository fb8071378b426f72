import CX11
import Glibc
import System

/// A connection that libxcb has made within a deadline.
///
/// libxcb waits for ever for the server's first answer. An Xwayland that its compositor starts on
/// demand listens before it runs, and may never run; so the socket is made here, and a thread
/// breaks it when the deadline passes.
struct Connecting {
  let handle: OpaquePointer
  let root: Window
  let width: Int
  let height: Int

  init(_ name: String, authority: String?, until deadline: Deadline) throws(Failure) {
    let (handle, number) = try Self.connect(name, authority: authority, until: deadline)
    var screens = xcb_setup_roots_iterator(xcb_get_setup(handle))
    for _ in 0..<number where screens.rem > 1 { xcb_screen_next(&screens) }
    guard screens.rem > 0, let screen = screens.data else {
      xcb_disconnect(handle)
      throw .noDisplay(name, .badName)
    }
    self.handle = handle
    root = Window(rawValue: screen.pointee.root)
    width = Int(screen.pointee.width_in_pixels)
    height = Int(screen.pointee.height_in_pixels)
  }

  private static func connect(
    _ name: String, authority: String?, until deadline: Deadline
  ) throws(Failure) -> (OpaquePointer, screen: Int) {
    var host: UnsafeMutablePointer<CChar>?
    var display: CInt = 0
    var screen: CInt = 0
    guard xcb_parse_display(name, &host, &display, &screen) != 0 else {
      throw .noDisplay(name, .badName)
    }
    defer { free(host) }
    let machine = host.map { String(cString: $0) } ?? ""
    let cookie = authority.flatMap { path -> Authority.Entry? in
      guard let bytes = try? File.read(path, limit: 1 << 20) else { return nil }
      return Authority(bytes).entry(forLocalDisplay: Int(display))
    }
    guard machine.isEmpty || machine == "unix" else {
      // Another machine, or ssh's forwarding: libxcb resolves the name and finds the cookie.
      return (try established(xcb_connect(name, nil), name), Int(screen))
    }
    let socket: FileDescriptor
    do throws(Errno) {
      socket = try connect(toDisplay: Int(display), until: deadline)
    } catch {
      throw .noDisplay(name, error == .timedOut ? .silent : .nothingListens)
    }
    let watchdog = Watchdog(breaking: socket.rawValue, at: deadline)
    // libxcb owns the descriptor from here on, also when it fails.
    let opened = handshake(socket.release(), cookie)
    let barked = watchdog?.callOff() ?? false
    if barked { xcb_disconnect(opened) }
    guard !barked else { throw .noDisplay(name, .silent) }
    return (try established(opened, name), Int(screen))
  }

  private static func established(
    _ handle: OpaquePointer?, _ name: String
  ) throws(Failure) -> OpaquePointer {
    guard let handle else { throw .noDisplay(name, .nothingListens) }
    let error = xcb_connection_has_error(handle)
    guard error == 0 else {
      xcb_disconnect(handle)
      throw .noDisplay(
        name,
        error == XCB_CONN_CLOSED_PARSE_ERR
          ? .badName : error == XCB_CONN_ERROR ? .notAllowed : .nothingListens)
    }
    return handle
  }

  private static func handshake(_ socket: CInt, _ entry: Authority.Entry?) -> OpaquePointer? {
    guard var entry else { return xcb_connect_to_fd(socket, nil) }
    return entry.method.withUnsafeMutableBytes { method in
      entry.cookie.withUnsafeMutableBytes { cookie in
        var information = xcb_auth_info_t(
          namelen: CInt(method.count),
          name: method.baseAddress?.assumingMemoryBound(to: CChar.self),
          datalen: CInt(cookie.count), data: cookie.baseAddress?.assumingMemoryBound(to: CChar.self)
        )
        return xcb_connect_to_fd(socket, &information)
      }
    }
  }

  /// Connects to the socket of a display of this machine: the abstract one, which no old file can
  /// stand in the way of, and then the one in the file system.
  private static func connect(
    toDisplay number: Int, until deadline: Deadline
  ) throws(Errno) -> FileDescriptor {
    let path = Array("/tmp/.X11-unix/X\(number)".utf8)
    do throws(Errno) {
      return try connect(to: [0] + path, until: deadline)
    } catch {
      return try connect(to: path + [0], until: deadline)
    }
  }

  private static func connect(
    to path: [UInt8], until deadline: Deadline
  ) throws(Errno) -> FileDescriptor {
    let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let number = Glibc.socket(AF_UNIX, type, 0)
    guard number != -1 else { throw .last }
    let descriptor = FileDescriptor(owning: number)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.prefix($0.count)) }
    let length = MemoryLayout<sa_family_t>.size + path.count
    while true {
      let result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.connect(number, $0, socklen_t(length))
        }
      }
      if result == 0 { return descriptor }
      let error = Errno.last
      // The server's queue is full: a unix socket can only be tried again.
      guard error == .wouldBlock || error == .interrupted else { throw error }
      if deadline.hasPassed { throw .timedOut }
      sleep(for: .milliseconds(5))
    }
  }
}
