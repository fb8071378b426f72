import CX11

/// A monitor, or a part of one that the user has made a monitor.
public struct Monitor: Hashable, Sendable {
  /// Its name, such as `HDMI-1`.
  public var name: String
  public var isPrimary: Bool
  public var area: Area

  public init(name: String, isPrimary: Bool, area: Area) {
    self.name = name
    self.isPrimary = isPrimary
    self.area = area
  }
}

extension Display {
  /// The active monitors in the server's order; none if it has no RandR 1.5.
  ///
  /// Wraps the request `RRGetMonitors`.
  @export(interface) public borrowing func monitors() throws(X11Error) -> [Monitor] {
    guard try hasExtension(detour_randr()) else { return [] }
    let version = xcb_randr_query_version(handle, 1, 5).sequence
    // A server of an older version makes an error of the request.
    let monitors = xcb_randr_get_monitors(handle, root.rawValue, 1).sequence
    _ = try answer(to: version) { (_: UnsafePointer<xcb_randr_query_version_reply_t>) in }
    let answer = try answer(to: monitors) {
      (reply: UnsafePointer<xcb_randr_get_monitors_reply_t>) in
      var found: [(name: Atom, monitor: Monitor)] = []
      var rest = xcb_randr_get_monitors_monitors_iterator(reply)
      while rest.rem > 0, let info = rest.data?.pointee {
        let area = Area(
          x: Int(info.x), y: Int(info.y), width: Int(info.width), height: Int(info.height))
        let monitor = Monitor(name: "", isPrimary: info.primary != 0, area: area)
        found.append((Atom(rawValue: info.name), monitor))
        xcb_randr_monitor_info_next(&rest)
      }
      return found
    }
    guard case .success(let found) = answer else { return [] }
    let names = try names(of: found.map { $0.name })
    return zip(found, names).map { found, name in
      Monitor(
        name: name ?? "", isPrimary: found.monitor.isPrimary, area: found.monitor.area)
    }
  }

  /// Returns whether the server has an extension.
  ///
  /// XCB asks when the extension is first used, and would wait for ever; here the answer comes
  /// before that.
  borrowing func hasExtension(
    _ name: UnsafeMutablePointer<xcb_extension_t>
  ) throws(X11Error) -> Bool {
    xcb_prefetch_extension_data(handle, name)
    try synchronise()
    return xcb_get_extension_data(handle, name)?.pointee.present == 1
  }
}
