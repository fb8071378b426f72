import Windows
import X11

extension Screen {
  /// The area without panels on the monitor that most of `frame` is on.
  ///
  /// GTK's `_GTK_WORKAREAS_Dn` has one for each monitor, which GNOME sets; EWMH's `_NET_WORKAREA`
  /// has one for the whole screen, of which a monitor's part is taken.
  ///
  /// - Parameter workspace: from 0; the current one when missing.
  func workArea(
    around frame: Rectangle, on workspace: Int?
  ) throws(WindowError) -> Rectangle {
    let workspaces = try workspaces()
    let index = workspace ?? workspaces.current ?? 0
    let name = ["_GTK_WORKAREAS_D\(index)"]
    let monitors = try asking { display throws(X11Error) -> [Rectangle] in
      guard let atom = try display.atoms(name, creating: false).first, atom != .none else {
        return []
      }
      return Rectangle.list(try display.property(atom, of: display.root)?.cardinals)
    }
    // The first of equals; a window beside all monitors counts for the first.
    var best: (area: Rectangle, common: Int)?
    for area in monitors where area.width > 0 && area.height > 0 {
      let common = area.commonSize(frame)
      if best.map({ common > $0.common }) ?? true { best = (area, common) }
    }
    if let best { return best.area }
    let whole =
      workspaces.workArea(index)
      ?? Rectangle(x: 0, y: 0, width: display.width, height: display.height)
    let all = try wholeMonitors()
    guard all.count > 1, let own = all.holding(frame) ?? all.first else { return whole }
    return own.area.intersection(whole) ?? own.area
  }
}
