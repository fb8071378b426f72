public import X11

/// The window manager that runs on a display.
public struct WindowManager: Hashable, Sendable {
  /// The window by which it shows that it lives.
  public let window: Window
  /// What it calls itself, such as `GNOME Shell`; it need not say.
  public let name: String?
  /// What it says it can do: `_NET_SUPPORTED`.
  public let supported: Set<Atom>

  /// Whether it is GNOME's.
  public var isMutter: Bool {
    name == "GNOME Shell" || name?.hasPrefix("Mutter") == true
  }

  /// The name for a sentence.
  public var title: String { name ?? "the window manager" }
}

extension Screen {
  /// The window manager that runs now.
  ///
  /// One that died leaves its properties on the root window behind; so its window is asked too.
  ///
  /// - Throws: ``Failure/noWindowManager``.
  public borrowing func windowManager() throws(Failure) -> WindowManager {
    let root = try read([.supportingCheck, .supported])
    return try windowManager(root)
  }

  /// The same, with what was already read of the root window.
  borrowing func windowManager(_ root: [Name: Property]) throws(Failure) -> WindowManager {
    guard let window = root[.supportingCheck]?.windows?.first else { throw .noWindowManager }
    let names: [Name] = [.supportingCheck, .title]
    guard let own = try read(names, of: [window]).first ?? nil,
      own[.supportingCheck]?.windows?.first == window
    else { throw .noWindowManager }
    return WindowManager(
      window: window, name: own[.title].flatMap { text($0) },
      supported: Set(root[.supported]?.atoms ?? []))
  }
}

extension WindowManager {
  /// Refuses what the window manager does not say it can do.
  borrowing func require(_ name: Name, _ screen: borrowing Screen) throws(Failure) {
    guard supported.contains(screen[name]) else { throw .unsupported(name, by: title) }
  }
}
