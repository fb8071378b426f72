import CX11
import Glibc
import Synchronization
import System

/// A display that Xlib has opened within a deadline, and the XCB connection under it.
struct Connection {
  let xlib: OpaquePointer
  let xcb: OpaquePointer

  /// Opens the display called `name`.
  ///
  /// Xlib waits for ever, for the connection and for the server's first answers. An Xwayland that
  /// its compositor starts on demand listens before it runs, and may never run; so whether somebody
  /// listens is looked at first, and a watchdog breaks the connection when the deadline passes.
  init(_ name: String, authority: String?, until deadline: Deadline) throws(X11Error) {
    let place = try ServerSocket(name)
    try place.look(until: deadline)
    let watchdog = Watchdog(at: deadline) { place.breakConnections() }
    let (display, said) = Self.open(name, place.cookie(in: authority))
    let fired = watchdog?.cancel() ?? false
    guard let display, let xcb = XGetXCBConnection(display), !fired else {
      if let display { Self.close(display) }
      throw .noDisplay(name, fired ? .silent : Self.reason(said, screen: place.screen))
    }
    xlib = display
    self.xcb = xcb
    EstablishedConnections.insert(XConnectionNumber(display))
  }

  /// Closes the connection of the display, without waiting for the server.
  ///
  /// XCloseDisplay(3) asks the server for an answer first, and where the connection is broken it
  /// writes to standard error. So Xlib's own record of the display, some kilobytes, stays.
  static func close(_ display: OpaquePointer) {
    EstablishedConnections.remove(XConnectionNumber(display))
    xcb_disconnect(XGetXCBConnection(display))
  }

  /// - Returns: the display, and what the libraries wrote to standard error.
  private static func open(
    _ name: String, _ entry: Authority.Entry?
  ) -> (display: OpaquePointer?, said: String) {
    var said = [CChar](repeating: 0, count: 1024)
    var display: OpaquePointer?
    if var entry {
      entry.method.withUnsafeMutableBytes { method in
        entry.cookie.withUnsafeMutableBytes { cookie in
          display = detour_open_display(
            name, method.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(method.count),
            cookie.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(cookie.count), &said,
            said.count)
        }
      }
    } else {
      display = detour_open_display(name, nil, 0, nil, 0, &said, said.count)
    }
    let bytes = said.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return (display, String(decoding: bytes, as: UTF8.self))
  }

  /// Finds out why a server that listens was not opened: Xlib does not tell, but what the server
  /// says goes to standard error.
  private static func reason(_ said: String, screen: Int) -> X11Error.Refusal {
    if said.hasPrefix("Maximum number of clients") { return .full }
    if !said.isEmpty { return .notAllowed }
    return screen > 0 ? .badName : .closed
  }
}

/// The sockets of displays that are open, which no watchdog may break.
enum EstablishedConnections {
  private static let sockets = Mutex<[CInt]>([])

  static func insert(_ socket: CInt) { sockets.withLock { $0.append(socket) } }
  static func remove(_ socket: CInt) {
    sockets.withLock { sockets in sockets.removeAll { $0 == socket } }
  }
  static func contains(_ socket: CInt) -> Bool {
    sockets.withLock { sockets in sockets.contains(socket) }
  }
}
