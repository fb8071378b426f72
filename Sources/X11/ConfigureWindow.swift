import CX11

/// A place in the stack of windows.
public enum Stacking: Hashable, Sendable {
  case above, below
}

extension Display {
  /// Asks for another place or size of a window, or another place in the stack.
  ///
  /// Only what is given changes. The window manager may do otherwise. Wraps the request
  /// `ConfigureWindow`.
  @discardableResult
  public borrowing func configure(
    _ window: Window, x: Int? = nil, y: Int? = nil, width: Int? = nil, height: Int? = nil,
    stacking: Stacking? = nil
  ) -> VoidCookie {
    var mask: UInt32 = 0
    var values: [UInt32] = []
    func add(_ bit: xcb_config_window_t, _ value: Int?) {
      guard let value else { return }
      mask |= bit.rawValue
      values.append(UInt32(bitPattern: Int32(clamping: value)))
    }
    add(XCB_CONFIG_WINDOW_X, x)
    add(XCB_CONFIG_WINDOW_Y, y)
    add(XCB_CONFIG_WINDOW_WIDTH, width)
    add(XCB_CONFIG_WINDOW_HEIGHT, height)
    let order = stacking == .below ? XCB_STACK_MODE_BELOW : XCB_STACK_MODE_ABOVE
    add(XCB_CONFIG_WINDOW_STACK_MODE, stacking.map { _ in Int(order.rawValue) })
    return VoidCookie(
      xcb_configure_window_checked(handle, window.rawValue, UInt16(mask), values))
  }
}
