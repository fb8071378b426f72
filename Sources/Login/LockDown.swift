import System

/// GNOME's setting that keeps everybody from locking the screen: logind, keys and the lid alike.
public enum LockDown {
  /// The setting, as gsettings(1) takes it.
  public static let setting = "org.gnome.desktop.lockdown disable-lock-screen"

  /// Returns whether nothing can lock the screen; nil where that cannot be told.
  public static func isOn(
    _ setting: String = setting, within limit: Duration = .seconds(2)
  ) -> Bool? {
    let words = ["gsettings", "get"] + setting.split(separator: " ").map(String.init)
    guard let ended = try? Subprocess.run(words, within: limit), ended.status == .exited(0) else {
      return nil
    }
    return ["true\n": true, "false\n": false][ended.text]
  }
}
