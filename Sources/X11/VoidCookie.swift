import CX11

/// A request that was sent and gets no reply, but perhaps an error.
public struct VoidCookie: Hashable, Sendable {
  fileprivate let sequence: UInt32

  init(_ cookie: xcb_void_cookie_t) { sequence = cookie.sequence }
}

extension Display {
  /// Waits until the server has taken `requests`, in one round trip.
  ///
  /// - Throws: a refusal with the error of the first of them that the server refused. A request
  ///   that nobody checks fails silently.
  public borrowing func check(_ requests: VoidCookie...) throws(X11Error) {
    try check(requests)
  }

  /// Waits until the server has taken `requests`, in one round trip.
  @export(interface) public borrowing func check(_ requests: [VoidCookie]) throws(X11Error) {
    try synchronise()
    for request in requests {
      // The answer to a later request is here, so that this does not wait.
      if let error = xcb_request_check(
        handle, xcb_void_cookie_t(sequence: request.sequence))
      {
        defer { free(error) }
        throw .refused(RequestError(error.pointee))
      }
    }
    guard xcb_connection_has_error(handle) == 0 else { throw .lost }
  }

  /// Waits until the server has taken all that was sent, by a question that changes nothing.
  public borrowing func synchronise() throws(X11Error) {
    let cookie = xcb_get_input_focus(handle)
    _ = try answer(to: cookie.sequence) { (_: UnsafePointer<xcb_get_input_focus_reply_t>) in }
  }
}
