import CX11
import System

/// A connection to an X server, closed when it goes.
///
/// It stands on libxcb, which is what libX11 itself speaks the protocol with: many requests go out
/// before the first answer is waited for, an error belongs to the request that made it, every
/// wait has a deadline, and a server that ends is a ``Failure/lost`` that is thrown.
///
/// It belongs to one thread.
public struct Display: ~Copyable {
  let handle: OpaquePointer
  let queue = EventQueue()

  /// The window that contains all others.
  public let root: Window
  /// The size of the root window in pixels when the connection was made.
  public let width: Int
  public let height: Int

  /// How long an answer may take before ``Failure/timedOut`` is thrown.
  public let patience: Duration

  /// Connects to the server called `name`, such as `:0`.
  ///
  /// - Parameters:
  ///   - authority: the Xauthority file that holds the server's cookie; a missing file or a
  ///     missing cookie is no error here, as the server may not ask for one.
  ///   - patience: how long the server may take for this, and for each answer after.
  /// - Throws: ``Failure/noDisplay(_:_:)``.
  public init(
    _ name: String, authority: String? = nil, patience: Duration = .seconds(5)
  ) throws(Failure) {
    let connected = try Connecting(name, authority: authority, until: .after(patience))
    handle = connected.handle
    self.patience = patience
    root = connected.root
    width = connected.width
    height = connected.height
  }

  deinit { xcb_disconnect(handle) }

  /// A descriptor that is ready for reading when the server has sent something, for a poll loop.
  ///
  /// It is not the caller's to close. Ask for events until there are none before waiting on it:
  /// they may have come together with an answer.
  public var fileDescriptor: CInt { xcb_get_file_descriptor(handle) }
}

extension Display {
  /// What the request numbered `sequence` got: a value made of its reply, or its own error.
  ///
  /// - Throws: ``Failure/lost`` or ``Failure/timedOut``, never a refusal.
  borrowing func answer<Reply, Value>(
    to sequence: UInt32, _ body: (UnsafePointer<Reply>) -> Value
  ) throws(Failure) -> Result<Value, RequestError> {
    let deadline = Deadline.after(patience)
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
  borrowing func wait(until deadline: Deadline) throws(Failure) {
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
    get throws(X11.Failure) {
      switch self {
      case .success(let value): return value
      case .failure(let error): throw .refused(error)
      }
    }
  }
}
