import CX11

/// A message of 32-bit numbers from one client to another, mostly to the window manager.
public struct ClientMessage: Hashable, Sendable {
  /// What it asks for, such as `_NET_ACTIVE_WINDOW`.
  public var type: Atom
  /// The window that it is about.
  public var window: Window
  /// At most five numbers; those that are missing are zero.
  public var data: [UInt32]

  public init(_ type: Atom, about window: Window, _ data: [UInt32] = []) {
    self.type = type
    self.window = window
    self.data = data
  }
}

extension Display {
  /// Sends `message` to the root window as EWMH asks for it: to whoever has
  /// `SubstructureRedirect` or `SubstructureNotify` on it.
  ///
  /// Wraps the request `SendEvent`.
  @discardableResult
  public borrowing func send(_ message: ClientMessage) -> VoidCookie {
    var event = xcb_client_message_event_t()
    event.response_type = UInt8(XCB_CLIENT_MESSAGE)
    event.format = 32
    event.window = message.window.rawValue
    event.type = message.type.rawValue
    let data = message.data + [0, 0, 0, 0, 0]
    event.data.data32 = (data[0], data[1], data[2], data[3], data[4])
    let mask =
      XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT.rawValue
      | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY.rawValue
    return withUnsafeBytes(of: &event) {
      VoidCookie(
        xcb_send_event_checked(
          handle, 0, root.rawValue, mask, $0.baseAddress?.assumingMemoryBound(to: CChar.self)))
    }
  }
}
