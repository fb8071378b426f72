/// What is to become of something that is on or off.
public enum Toggle: String, Hashable, Sendable, CaseIterable {
  case on, off, toggle

  /// Whether it is to be on afterwards.
  func wanted(_ isOn: Bool) -> Bool {
    switch self {
    case .on: true
    case .off: false
    case .toggle: !isOn
    }
  }
}
