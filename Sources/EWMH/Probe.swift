import System
import Windows
import X11

/// The class of the window by which we find out which workspace is current: lists leave it out.
let probeInstance = "detour-probe"

extension Screen {
  /// Finds out by a window which workspace is current.
  ///
  /// GNOME Shell on Wayland sets `_NET_CURRENT_DESKTOP` only when the workspace changes for the
  /// first time. A window of one pixel, which takes no focus and is in no task list, is put on the
  /// current workspace, and the window manager says on which.
  ///
  /// - Returns: nothing when the window manager does not say.
  func currentByProbe(_ manager: WindowManager) throws(WindowError) -> Int? {
    guard manager.supported.contains(self[.workspace]) else { return nil }
    // Where only the primary monitor has workspaces, a window of another one is on all of them.
    let monitors = Rectangle.list(try read([.gtkWorkAreas])[.gtkWorkAreas]?.cardinals)
    let corner = Rectangle(x: 0, y: 0, width: 1, height: 1)
    for place in [corner] + (monitors.count > 1 ? monitors : []) {
      if let current = try currentByProbe(at: place) { return current }
    }
    return nil
  }

  private func currentByProbe(at place: Rectangle) throws(WindowError) -> Int? {
    let window = display.makeWindow(
      Area(x: place.x, y: place.y, width: 1, height: 1), watchedFor: .property)
    defer { display.destroy(window) }
    let name = Array("\(probeInstance)\0\(probeInstance)\0".utf8)
    display.set(.windowClass, of: window, to: Property(type: .string, format: 8, bytes: name))
    display.set(self[.windowType], of: window, to: Property(.atom, [self[.splashType].rawValue]))
    display.set(self[.userTime], of: window, to: Property(.cardinal, [0]))
    let quiet = [self[.skipTaskbar].rawValue, self[.skipPager].rawValue]
    display.set(self[.state], of: window, to: Property(.atom, quiet))
    // WM_NORMAL_HINTS with USPosition: the window is to stay where no placement moves it.
    let hints: [UInt32] = [1, 0, 0, 1, 1] + [UInt32](repeating: 0, count: 13)
    let sizeHints = Atom(rawValue: 41)
    display.set(.normalHints, of: window, to: Property(sizeHints, hints))
    display.show(window)
    var current: Int?
    _ = try eventually(within: .seconds(2)) { () throws(WindowError) in
      guard let own = try read([.workspace], of: [WindowID(window)]).first ?? nil,
        let number = own[.workspace]?.cardinals?.first
      else { return false }
      current = number == allWorkspaces ? nil : Int(number)
      return true
    }
    return current
  }
}
