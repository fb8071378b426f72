import CX11

extension Display {
  /// The process that each of `windows` belongs to, as the server itself knows it; nil for a window
  /// that is gone and for a client of another machine.
  ///
  /// A property such as `_NET_WM_PID` is the client's own word, and in a sandbox it is the number
  /// that the process has there. Nil for all if the server has no X-Resource 1.2.
  ///
  /// Wraps the request `XResQueryClientIds`.
  @export(interface)
  public borrowing func processes(of windows: [Window]) throws(X11Error) -> [Int?] {
    guard !windows.isEmpty, try hasExtension(detour_resources()) else {
      return windows.map { _ in nil }
    }
    let version = xcb_res_query_version(handle, 1, 2).sequence
    let mask = XCB_RES_CLIENT_ID_MASK_LOCAL_CLIENT_PID.rawValue
    let cookies = windows.map { window in
      var wanted = xcb_res_client_id_spec_t(client: window.rawValue, mask: mask)
      return xcb_res_query_client_ids(handle, 1, &wanted).sequence
    }
    _ = try answer(to: version) { (_: UnsafePointer<xcb_res_query_version_reply_t>) in }
    var processes: [Int?] = []
    for cookie in cookies {
      let answer = try answer(to: cookie) {
        (reply: UnsafePointer<xcb_res_query_client_ids_reply_t>) -> Int? in
        var rest = xcb_res_query_client_ids_ids_iterator(reply)
        while rest.rem > 0, let value = rest.data {
          if value.pointee.spec.mask == mask, xcb_res_client_id_value_value_length(value) == 1,
            let process = xcb_res_client_id_value_value(value)?.pointee, process > 0
          {
            return Int(process)
          }
          xcb_res_client_id_value_next(&rest)
        }
        return nil
      }
      processes.append((try? answer.get()) ?? nil)
    }
    return processes
  }
}
