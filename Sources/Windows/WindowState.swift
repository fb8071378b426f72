/// Something that a window is or is not, as window managers tell it.
public enum WindowState: String, Hashable, Sendable, CaseIterable {
  case modal, sticky, shaded, hidden, fullscreen, above, below, focused
  case maximisedVertically = "maximized_vert"
  case maximisedHorizontally = "maximized_horz"
  case skipTaskbar = "skip_taskbar"
  case skipPager = "skip_pager"
  case demandsAttention = "demands_attention"
}

/// The purpose of a window, as its program tells it.
public enum WindowType: String, Hashable, Sendable, CaseIterable {
  case desktop, dock, toolbar, menu, utility, splash, dialog, normal
}

/// A change of something that is on or off.
public enum Toggle: String, Hashable, Sendable, CaseIterable {
  case on, off, toggle

  /// Returns whether it is on afterwards.
  @export(interface) public func wanted(_ isOn: Bool) -> Bool {
    switch self {
    case .on: true
    case .off: false
    case .toggle: !isOn
    }
  }
}
