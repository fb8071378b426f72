import Support

/// What each window manager makes of what wmctrl asks for.
enum WindowManagerTraits {
  /// The steps of ``WmctrlParityTests`` that have no effect there, by window manager.
  static let without: [WindowManager.Kind: [String]] = [:]
}
