import CX11
import System

/// A connection to an X server, closed when it goes.
///
/// Xlib opens it and finds the cookie. Requests go through its XCB connection: many are sent before
/// the first answer is waited for, an error belongs to the request that made it, and every wait has
/// a deadline. A server that ends is an error that is thrown, ``X11Error/lost``: the process has to
/// ignore SIGPIPE for that, as `runMain` does, since XCB writes to a socket like to a pipe.
///
/// It belongs to one thread.
public struct Display: ~Copyable {
  /// Xlib's display.
  let xlib: OpaquePointer
  /// XCB's connection.
  let handle: OpaquePointer
  let queue = EventQueue()

  /// The window that contains all others.
  public let root: Window
  /// The size of the root window in pixels when the connection was made.
  public let width: Int
  public let height: Int

  /// How long an answer may take before ``X11Error/timedOut`` is thrown.
  public let timeout: Duration

  /// Connects to the server called `name`, such as `:0`.
  ///
  /// - Parameters:
  ///   - authority: an Xauthority file that has the server's cookie; without it, or if it has none
  ///     for this server, Xlib looks in that which `XAUTHORITY` names and in `~/.Xauthority`.
  ///   - timeout: how long the server may take for this, and for each answer after.
  /// - Throws: ``X11Error/noDisplay(_:_:)``.
  @export(interface) public init(
    _ name: String, authority: String? = nil, timeout: Duration = .seconds(5)
  ) throws(X11Error) {
    let connection = try Connection(name, authority: authority, until: .after(timeout))
    xlib = connection.xlib
    handle = connection.xcb
    self.timeout = timeout
    let screen = XDefaultScreen(xlib)
    root = Window(rawValue: UInt32(truncatingIfNeeded: XRootWindow(xlib, screen)))
    width = Int(XDisplayWidth(xlib, screen))
    height = Int(XDisplayHeight(xlib, screen))
  }

  deinit { Connection.close(xlib) }

  /// A descriptor that is ready for reading when the server has sent something, for a poll loop.
  ///
  /// It is not the caller's to close. Ask for events until there are none before waiting on it:
  /// they may have come together with an answer.
  public var fileDescriptor: CInt { xcb_get_file_descriptor(handle) }
}

extension Display {
  /// Waits for the answer to the request numbered `sequence`: its reply, or its own error.
  ///
  /// - Throws: ``X11Error/lost`` or ``X11Error/timedOut``, never a refusal.
  borrowing func answer<Reply, Value>(
    to sequence: UInt32, _ body: (UnsafePointer<Reply>) -> Value
  ) throws(X11Error) -> Result<Value, RequestError> {
    let deadline = Deadline.after(timeout)
    xcb_flush(handle)
    while true {
      var reply: UnsafeMutableRawPointer?
      var error: UnsafeMutablePointer<xcb_generic_error_t>?
      guard xcb_poll_for_reply(handle, sequence, &reply, &error) == 0 else {
        defer { free(reply) }
        if let error {
          defer { free(error) }
          return .failure(RequestError(error.pointee))
        }
        // Neither: the connection broke before the answer came.
        guard let reply else { throw .lost }
        return .success(body(UnsafePointer(reply.assumingMemoryBound(to: Reply.self))))
      }
      guard xcb_connection_has_error(handle) == 0 else { throw .lost }
      try wait(until: deadline)
    }
  }

  /// Waits until the server has sent something.
  borrowing func wait(until deadline: Deadline) throws(X11Error) {
    guard !deadline.hasPassed else { throw .timedOut }
    do throws(Errno) {
      try System.wait(for: fileDescriptor, until: deadline)
    } catch {
      throw .lost
    }
  }
}

extension RequestError {
  init(_ error: xcb_generic_error_t) {
    code = Code(rawValue: error.error_code)
    request = error.major_code
    resource = error.resource_id
  }
}

extension Result where Failure == RequestError {
  /// What the request got; its error is thrown as a refusal.
  var value: Success {
    get throws(X11Error) {
      switch self {
      case .success(let value): return value
      case .failure(let error): throw .refused(error)
      }
    }
  }
}
