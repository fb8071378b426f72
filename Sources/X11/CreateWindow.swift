import CX11
import System

extension Display {
  /// Makes a window of our own: a child of the root, not yet shown, gone with the connection.
  ///
  /// Wraps the request `CreateWindow`.
  ///
  /// - Parameter unmanaged: whether the window manager is to leave it alone.
  @export(interface) public borrowing func makeWindow(
    _ frame: Area, watchedFor mask: EventMask = [], unmanaged: Bool = false
  ) -> Window {
    let window = Window(rawValue: xcb_generate_id(handle))
    xcb_create_window(
      handle, UInt8(XCB_COPY_FROM_PARENT), window.rawValue, root.rawValue,
      Int16(clamping: frame.x), Int16(clamping: frame.y), UInt16(clamping: max(1, frame.width)),
      UInt16(clamping: max(1, frame.height)), 0,
      UInt16(XCB_WINDOW_CLASS_INPUT_OUTPUT.rawValue), UInt32(XCB_COPY_FROM_PARENT),
      XCB_CW_OVERRIDE_REDIRECT.rawValue | XCB_CW_EVENT_MASK.rawValue,
      [unmanaged ? 1 : 0, mask.rawValue])
    return window
  }

  /// Shows a window: the request `MapWindow`.
  @discardableResult
  public borrowing func show(_ window: Window) -> VoidCookie {
    VoidCookie(xcb_map_window_checked(handle, window.rawValue))
  }

  /// Destroys a window of our own: the request `DestroyWindow`.
  @discardableResult
  public borrowing func destroy(_ window: Window) -> VoidCookie {
    VoidCookie(xcb_destroy_window_checked(handle, window.rawValue))
  }

  /// Asks for the server's time, and does not wait: it comes together with the answer to whatever
  /// is asked next, and ``timestamp()`` then has it.
  @export(interface) public borrowing func askTime() {
    guard !queue.awaitsTime else { return }
    let own =
      queue.own
      ?? makeWindow(
        Area(x: -1, y: -1, width: 1, height: 1), watchedFor: .property, unmanaged: true)
    queue.own = own
    queue.awaitsTime = true
    _ = change(
      .name, of: own, to: Property(type: .string, format: 8, bytes: []),
      mode: XCB_PROP_MODE_APPEND)
  }

  /// The server's time now, in milliseconds, as window managers compare it with the user's last
  /// act; or that at which it was asked for by ``askTime()``.
  ///
  /// The server tells it with the change of a property: nothing is added to one of a window of
  /// our own.
  @export(interface) public borrowing func timestamp() throws(X11Error) -> UInt32 {
    askTime()
    let deadline = Deadline.after(timeout)
    while true {
      while let event = try receive() { queue.events.append(event) }
      if let time = queue.time {
        queue.time = nil
        queue.awaitsTime = false
        return time
      }
      try wait(until: deadline)
    }
  }
}
