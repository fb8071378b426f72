import Settings

/// The machine wakes up without asking for the password.
struct ResumesUnlocked: SettingQuirk {
  let name = "resumes-unlocked"
  let title = "the screen is not locked when the machine sleeps"
  let explanation = """
    With the lock of the screen switched off, a laptop that is opened, or woken, belongs to whoever \
    has it in his hands. Mending switches the lock on.
    """
  let key = SettingKey("org.gnome.desktop.screensaver", "lock-enabled")
  let wanted = Value.boolean(true)

  func evidence(_ now: Value) -> [String] {
    ["\(key) is \(now): nothing locks the screen when it goes dark or the machine sleeps"]
  }
}
