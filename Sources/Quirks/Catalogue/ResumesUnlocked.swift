import Settings

/// The machine wakes up without asking for the password.
struct ResumesUnlocked: SettingQuirk {
  let name = "resumes-unlocked"
  let title = "the screen is not locked when the machine sleeps"
  let explanation = """
    With the screen lock switched off, a laptop that wakes up can be used by anyone who opens it. \
    The fix switches the lock on.
    """
  let key = SettingKey("org.gnome.desktop.screensaver", "lock-enabled")
  let wanted = Value.boolean(true)

  func evidence(_ now: Value) -> [String] {
    ["\(key) is \(now): nothing locks the screen when it goes dark or the machine sleeps"]
  }
}
