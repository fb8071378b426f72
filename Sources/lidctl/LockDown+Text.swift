import Login
import Tool

extension LockDown {
  /// Whether nothing can lock the screen of this session; asked once, where GNOME is the desktop.
  static let isOnHere: Bool? =
    (nonEmptyEnvironment("XDG_CURRENT_DESKTOP") ?? "").split(separator: ":").contains("GNOME")
    ? isOn() : nil

  /// What is said of it, where there is something to say.
  static var lines: [String] {
    isOnHere == true
      ? ["  nothing can lock the screen: \(setting) is true; detour fix resumes-unlocked"] : []
  }
}
