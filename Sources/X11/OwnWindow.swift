import CX11
import System

extension Display {
  /// Makes a window of our own: a child of the root, not yet shown, gone with the connection.
  ///
  /// Wraps the request `CreateWindow`.
  ///
  /// - Parameter unmanaged: whether the window manager is to leave it alone.
  public borrowing func makeWindow(
    _ frame: Rectangle, watchedFor mask: EventMask = [], unmanaged: Bool = false
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
  public borrowing func show(_ window: Window) -> Sent {
    Sent(xcb_map_window_checked(handle, window.rawValue))
  }

  /// Destroys a window of our own: the request `DestroyWindow`.
  @discardableResult
  public borrowing func destroy(_ window: Window) -> Sent {
    Sent(xcb_destroy_window_checked(handle, window.rawValue))
  }

  /// The server's time now, in milliseconds, as window managers compare it with the user's last
  /// act.
  ///
  /// The server tells it with the change of a property: nothing is added to one of a window of
  /// our own.
  public borrowing func timestamp() throws(Failure) -> UInt32 {
    let own =
      queue.own
      ?? makeWindow(
        Rectangle(x: -1, y: -1, width: 1, height: 1), watchedFor: .property, unmanaged: true)
    queue.own = own
    let sent = change(
      .name, of: own, to: Property(type: .string, format: 8, bytes: []),
      mode: XCB_PROP_MODE_APPEND)
    try check(sent)
    let deadline = Deadline.after(patience)
    while true {
      while let event = try receive() {
        if case .property(.name, own, _, let time) = event { return time }
        queue.events.append(event)
      }
      try wait(until: deadline)
    }
  }
}
