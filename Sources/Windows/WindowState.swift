/// Something that a window is or is not, as window managers tell it.
public enum WindowState: String, Hashable, Sendable, CaseIterable {
  case modal, sticky, shaded, hidden, fullscreen, above, below, focused
  case maximisedVertically = "maximized_vert"
  case maximisedHorizontally = "maximized_horz"
  case skipTaskbar = "skip_taskbar"
  case skipPager = "skip_pager"
  case demandsAttention = "demands_attention"
}

/// What a window is for, as its program says.
public enum WindowType: String, Hashable, Sendable, CaseIterable {
  case desktop, dock, toolbar, menu, utility, splash, dialog, normal
}

/// What becomes of something that is on or off.
public enum Toggle: String, Hashable, Sendable, CaseIterable {
  case on, off, toggle

  /// Whether it is on afterwards.
  public func wanted(_ isOn: Bool) -> Bool {
    switch self {
    case .on: true
    case .off: false
    case .toggle: !isOn
    }
  }
}
