import CX11

extension Display {
  /// Sets a property of a window.
  ///
  /// Wraps the request `ChangeProperty` with mode `Replace`.
  @discardableResult
  public borrowing func set(
    _ atom: Atom, of window: Window, to property: Property
  ) -> VoidCookie {
    change(atom, of: window, to: property, mode: XCB_PROP_MODE_REPLACE)
  }

  borrowing func change(
    _ atom: Atom, of window: Window, to property: Property, mode: xcb_prop_mode_t
  ) -> VoidCookie {
    let format = [8, 16, 32].contains(property.format) ? property.format : 8
    let count = property.bytes.count / (format / 8)
    return property.bytes.withUnsafeBytes {
      VoidCookie(
        xcb_change_property_checked(
          handle, UInt8(mode.rawValue), window.rawValue, atom.rawValue, property.type.rawValue,
          UInt8(format), UInt32(clamping: count), $0.baseAddress))
    }
  }

  /// Deletes a property of a window; one that is missing is no error.
  ///
  /// Wraps the request `DeleteProperty`.
  @discardableResult
  public borrowing func delete(_ atom: Atom, of window: Window) -> VoidCookie {
    VoidCookie(xcb_delete_property_checked(handle, window.rawValue, atom.rawValue))
  }
}
