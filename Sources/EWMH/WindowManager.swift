public import Windows
package import X11

/// The window manager that runs on a display.
public struct WindowManager: Hashable, Sendable {
  /// The window by which it shows that it lives.
  public let window: WindowID
  /// What it calls itself, such as `GNOME Shell`; it need not say.
  public let name: String?
  /// What it says it can do: `_NET_SUPPORTED`.
  package let supported: Set<Atom>

  /// Whether it is GNOME's.
  public var isMutter: Bool { WindowManager.isMutter(name ?? "") }

  /// Returns whether that is the name of GNOME's.
  public static func isMutter(_ name: String) -> Bool {
    name == "GNOME Shell" || name.hasPrefix("Mutter")
  }
}

extension Screen {
  /// The window manager that runs now.
  ///
  /// One that died leaves its properties on the root window behind; so its window is asked too.
  ///
  /// - Throws: ``WindowError/noWindowManager``.
  @export(interface)
  public func windowManager() throws(WindowError) -> WindowManager {
    let root = try read([.supportingCheck, .supported])
    return try windowManager(root)
  }

  /// The same, with what was already read of the root window.
  func windowManager(_ root: [EWMHAtom: Property]) throws(WindowError) -> WindowManager {
    guard let window = root[.supportingCheck]?.ids?.first else { throw .noWindowManager }
    let names: [EWMHAtom] = [.supportingCheck, .title]
    guard let own = try read(names, of: [window]).first ?? nil,
      own[.supportingCheck]?.ids?.first == window
    else { throw .noWindowManager }
    return WindowManager(
      window: window, name: own[.title].flatMap { text($0) },
      supported: Set(root[.supported]?.atoms ?? []))
  }

  /// Says why an action that was sent had no effect: the window manager does not know the request
  /// where it does not list it, as some do what they do not list.
  func late(
    _ action: WindowAction, _ names: [EWMHAtom], _ manager: WindowManager,
    _ circumstance: WindowError.Circumstance? = nil
  ) -> WindowError {
    for name in names where !manager.supported.contains(self[name]) {
      return .unsupported(name.rawValue, by: manager.name)
    }
    return .late(action, by: manager.name, circumstance)
  }
}
