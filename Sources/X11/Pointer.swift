import CX11
public import System

extension Display {
  /// Lets the user click on a window, with the pointer as a cross.
  ///
  /// - Returns: the child of the root window that was clicked, the root where there was none, and
  ///   nil if the deadline passed.
  /// - Throws: a refusal with ``RequestError/Code/access`` when another program holds the pointer.
  @export(interface)
  public borrowing func pick(until deadline: Deadline?) throws(X11Error) -> Window? {
    let font = xcb_generate_id(handle)
    let cursor = xcb_generate_id(handle)
    let name = "cursor"
    _ = xcb_open_font(handle, font, UInt16(name.utf8.count), name)
    // The cross, and its mask, in the server's own font of pointers.
    let cross: UInt16 = 34
    xcb_create_glyph_cursor(
      handle, cursor, font, font, cross, cross + 1, 0, 0, 0, 0xffff, 0xffff, 0xffff)
    try holdPointer(as: cursor)
    defer {
      xcb_ungrab_pointer(handle, 0)
      xcb_free_cursor(handle, cursor)
      xcb_close_font(handle, font)
      xcb_flush(handle)
    }
    while let event = try nextEvent(until: deadline) {
      if case .pressed(_, let child) = event { return child == .none ? root : child }
    }
    return nil
  }

  /// Grabs the pointer; waits for a program that holds it for a moment, as a window manager does
  /// while a title bar is pressed.
  private borrowing func holdPointer(as cursor: xcb_cursor_t) throws(X11Error) {
    let deadline = Deadline.after(.seconds(1))
    while true {
      let grab = xcb_grab_pointer(
        handle, 0, root.rawValue, UInt16(XCB_EVENT_MASK_BUTTON_PRESS.rawValue),
        UInt8(XCB_GRAB_MODE_ASYNC.rawValue), UInt8(XCB_GRAB_MODE_ASYNC.rawValue), 0, cursor, 0)
      let held = try answer(to: grab.sequence) {
        (reply: UnsafePointer<xcb_grab_pointer_reply_t>) in reply.pointee.status
      }
      if case .success(0) = held { return }
      guard !deadline.hasPassed else {
        throw .refused(RequestError(code: .access, request: 26, resource: root.rawValue))
      }
      sleep(for: .milliseconds(20))
    }
  }

  /// The window below `top` that a program made and a window manager may have framed: the first
  /// with `mark`, which is `WM_STATE`, breadth first; `top` itself when there is none.
  @export(interface)
  public borrowing func client(under top: Window, marked mark: Atom) throws(X11Error) -> Window {
    var level = [top]
    // Frames are a few windows deep; a deeper tree is a program's own.
    for _ in 0..<8 where !level.isEmpty {
      let marks = try properties(level.map { PropertyName(mark, of: $0) })
      if let found = zip(level, marks).first(where: { $0.1.property != nil }) { return found.0 }
      level = try children(of: level).flatMap { $0 ?? [] }
    }
    return top
  }
}
