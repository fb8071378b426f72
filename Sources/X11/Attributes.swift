import CX11

/// The server's attributes of a window, beside its place.
public struct Attributes: Hashable, Sendable {
  /// Whether it and all windows around it are mapped; another may hide it all the same.
  public var isViewable: Bool
  /// Whether the window manager leaves it alone.
  public var isOverrideRedirect: Bool
  /// Whether it has no pixels: `InputOnly`.
  public var isInputOnly: Bool

  public init(isViewable: Bool, isOverrideRedirect: Bool, isInputOnly: Bool) {
    self.isViewable = isViewable
    self.isOverrideRedirect = isOverrideRedirect
    self.isInputOnly = isInputOnly
  }
}

extension Display {
  /// Reads the attributes of each of `windows` in one round trip; nil for one that is gone.
  ///
  /// Wraps the request `GetWindowAttributes`.
  @export(interface)
  public borrowing func attributes(of windows: [Window]) throws(X11Error) -> [Attributes?] {
    let cookies = windows.map { xcb_get_window_attributes(handle, $0.rawValue).sequence }
    var all: [Attributes?] = []
    for cookie in cookies {
      let answer = try answer(to: cookie) {
        (reply: UnsafePointer<xcb_get_window_attributes_reply_t>) in
        Attributes(
          isViewable: reply.pointee.map_state == UInt8(XCB_MAP_STATE_VIEWABLE.rawValue),
          isOverrideRedirect: reply.pointee.override_redirect != 0,
          isInputOnly: reply.pointee._class == UInt16(XCB_WINDOW_CLASS_INPUT_ONLY.rawValue))
      }
      all.append(try? answer.get())
    }
    return all
  }
}
