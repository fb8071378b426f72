import CX11

/// An area in pixels; the corner counts from the top left one of the root window.
public struct Area: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  @export(interface) public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

/// The place and size of a window.
public struct Geometry: Hashable, Sendable {
  /// Its area on the screen, without its border.
  public var frame: Area
  /// Its corner in its parent, which a window manager's frame may be.
  public var x: Int
  public var y: Int
  public var border: Int
}

extension Display {
  /// Reads the geometry of each of `windows` in one round trip; nil for one that is gone.
  ///
  /// Wraps the requests `GetGeometry` and `TranslateCoordinates`.
  @export(interface)
  public borrowing func geometries(of windows: [Window]) throws(X11Error) -> [Geometry?] {
    let cookies = windows.map { window in
      (
        xcb_get_geometry(handle, window.rawValue).sequence,
        xcb_translate_coordinates(handle, window.rawValue, root.rawValue, 0, 0).sequence
      )
    }
    var geometries: [Geometry?] = []
    geometries.reserveCapacity(windows.count)
    for (geometry, translation) in cookies {
      let inside = try answer(to: geometry) {
        (reply: UnsafePointer<xcb_get_geometry_reply_t>) in reply.pointee
      }
      let corner = try answer(to: translation) {
        (reply: UnsafePointer<xcb_translate_coordinates_reply_t>) in
        (x: Int(reply.pointee.dst_x), y: Int(reply.pointee.dst_y))
      }
      guard case .success(let inside) = inside, case .success(let corner) = corner else {
        geometries.append(nil)
        continue
      }
      geometries.append(
        Geometry(
          frame: Area(
            x: corner.x, y: corner.y, width: Int(inside.width), height: Int(inside.height)),
          x: Int(inside.x), y: Int(inside.y), border: Int(inside.border_width)))
    }
    return geometries
  }

  /// Reads the children of each of `windows`, lowest first, in one round trip; nil for one that is
  /// gone.
  ///
  /// Wraps the request `QueryTree`.
  @export(interface)
  public borrowing func children(of windows: [Window]) throws(X11Error) -> [[Window]?] {
    let cookies = windows.map { xcb_query_tree(handle, $0.rawValue).sequence }
    var children: [[Window]?] = []
    for cookie in cookies {
      let answer = try answer(to: cookie) { (reply: UnsafePointer<xcb_query_tree_reply_t>) in
        UnsafeBufferPointer(
          start: xcb_query_tree_children(reply),
          count: Int(xcb_query_tree_children_length(reply))
        ).map(Window.init(rawValue:))
      }
      children.append(try? answer.get())
    }
    return children
  }
}
