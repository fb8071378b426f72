import System
package import X11

/// A window on the screen that its program keeps from the window manager.
package struct UnmanagedWindow: Equatable {
  package let window: Window
  /// The second part of `WM_CLASS`, or the title.
  package let name: String
  let process: UInt32?
  /// Whether nothing can be seen of a whole monitor but this.
  package let coversMonitor: Bool

  /// Those on the screen, the topmost first, that say what they are.
  ///
  /// One without a name is the window manager's or the compositor's own.
  package static func all(on display: borrowing Display) throws(X11Error) -> [UnmanagedWindow] {
    let windows = try (display.children(of: [display.root]).first ?? nil) ?? []
    let attributes = try display.attributes(of: windows)
    let geometries = try display.geometries(of: windows)
    let numbers = try display.atoms(["_NET_WM_NAME", "_NET_WM_PID"])
    let monitors = try monitors(of: display)
    var found: [UnmanagedWindow] = []
    var isBelowManaged = false
    for (index, window) in windows.enumerated().reversed() {
      guard let attribute = attributes[index], attribute.isViewable, !attribute.isInputOnly,
        let frame = geometries[index]?.frame, frame.isOn(display.width, display.height)
      else { continue }
      guard attribute.isOverrideRedirect else {
        isBelowManaged = true
        continue
      }
      let covers = !isBelowManaged && monitors.contains { frame.contains($0) }
      if let named = try Self(window, on: display, numbers, coversMonitor: covers) {
        found.append(named)
      }
    }
    return found
  }

  /// The window that has the focus, where the window manager says which that is.
  static func active(on display: borrowing Display) throws(X11Error) -> WindowEvidence? {
    let numbers = try display.atoms(["_NET_WM_NAME", "_NET_WM_PID", "_NET_ACTIVE_WINDOW"])
    let active = try display.property(numbers[2], of: display.root)?.windows?.first
    guard let active, active.rawValue != 0 else { return nil }
    return try Self(active, on: display, numbers, coversMonitor: false)?.evidence
  }

  /// - Parameter numbers: of `_NET_WM_NAME` and `_NET_WM_PID`.
  /// - Returns: nothing for a window that does not say what it is.
  private init?(
    _ window: Window, on display: borrowing Display, _ numbers: [Atom], coversMonitor: Bool
  ) throws(X11Error) {
    let names = [.windowClass, numbers[0], .name, numbers[1]].map { PropertyName($0, of: window) }
    let properties = try display.properties(names).map(\.property)
    guard let name = Self.name(properties) else { return nil }
    self.init(
      window: window, name: name, process: properties[3]?.cardinals?.first,
      coversMonitor: coversMonitor)
  }

  private init(window: Window, name: String, process: UInt32?, coversMonitor: Bool) {
    self.window = window
    self.name = name
    self.process = process
    self.coversMonitor = coversMonitor
  }

  private static func name(_ properties: [Property?]) -> String? {
    // mutter's, which lies below all windows and hides the minimised ones.
    let title = properties[1]?.firstPiece ?? properties[2]?.firstPiece
    let text = title.map { String(decoding: $0, as: UTF8.self) }
    if text == "mutter guard window" { return nil }
    if let pieces = properties[0]?.pieces, pieces.count > 1, !pieces[1].isEmpty {
      return latin1(pieces[1])
    }
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The monitors without their panels where GNOME tells them, and the whole screen.
  private static func monitors(
    of display: borrowing Display
  ) throws(X11Error) -> [Area] {
    let screen = Area(x: 0, y: 0, width: display.width, height: display.height)
    guard let atom = try display.atoms(["_GTK_WORKAREAS_D0"], creating: false).first,
      atom != .none, let numbers = try display.property(atom, of: display.root)?.cardinals
    else { return [screen] }
    var monitors = [screen]
    var rest = numbers[...]
    while rest.count >= 4 {
      let four = rest.prefix(4).map { Int($0) }
      rest = rest.dropFirst(4)
      let area = Area(x: four[0], y: four[1], width: four[2], height: four[3])
      if area.width > 0 && area.height > 0 { monitors.append(area) }
    }
    return monitors
  }

  /// Puts those that cover a monitor below all other windows of a server.
  ///
  /// - Returns: those that were not there.
  package static func lowerCovering(
    display name: String, authority: String?
  ) throws(X11Error) -> [UnmanagedWindow] {
    let display = try Display(name, authority: authority)
    let covering = try all(on: display).filter(\.coversMonitor)
    let stack = try (display.children(of: [display.root]).first ?? nil) ?? []
    let lowest = stack.prefix { window in covering.contains { $0.window == window } }
    var lowered: [UnmanagedWindow] = []
    for window in covering where !lowest.contains(window.window) {
      let sent = display.configure(window.window, stacking: .below)
      do throws(X11Error) {
        try display.check(sent)
        lowered.append(window)
      } catch {
        // One that has gone meanwhile covers nothing.
        guard case .refused = error else { throw error }
      }
    }
    return lowered
  }

  /// What it is, as far as it says so.
  package var evidence: WindowEvidence {
    WindowEvidence(name: name, process: process, window: window)
  }
}

extension Area {
  /// Returns whether a part of it is on a screen of that size: window managers keep windows beside
  /// it.
  fileprivate func isOn(_ screenWidth: Int, _ screenHeight: Int) -> Bool {
    x + width > 0 && y + height > 0 && x < screenWidth && y < screenHeight
  }

  fileprivate func contains(_ other: Area) -> Bool {
    x <= other.x && y <= other.y && x + width >= other.x + other.width
      && y + height >= other.y + other.height
  }
}
