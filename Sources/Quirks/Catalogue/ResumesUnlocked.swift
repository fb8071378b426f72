import Settings

/// The machine wakes up without asking for the password.
struct ResumesUnlocked: Quirk {
  let name = "resumes-unlocked"
  let title = "the screen is not locked when the machine sleeps"
  let explanation = """
    With the screen lock switched off, a laptop that wakes up can be used by anyone who opens it. \
    The lock has two settings: one of the screen saver, and one that locks the lock screen down, so \
    that nothing can lock at all, neither a key nor the lid. The fix switches the lock on in both.
    """

  static let lock = SettingKey("org.gnome.desktop.screensaver", "lock-enabled")
  static let lockdown = SettingKey("org.gnome.desktop.lockdown", "disable-lock-screen")

  func check(_ context: QuirkContext) -> Finding {
    if let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    do throws(SettingsError) {
      let wrong = try Self.wrong()
      guard wrong.isEmpty else {
        let evidence = wrong.map { key in
          Evidence.session(key == Self.lock ? .staysUnlocked(key) : .isLockedDown(key))
        }
        var isLocked = false
        for key in wrong where try !key.settings().isWritable(key.name) { isLocked = true }
        guard !isLocked else {
          return Finding(.affected, evidence + [.isLocked])
        }
        return Finding(.affected, evidence, remedy: .fix)
      }
      let isUsers = Self.lock.userValue != nil || Self.lockdown.userValue != nil
      return Finding(isUsers ? .fixed : .fine, [.session(.locksOnSleep)])
    } catch {
      return .unread(error)
    }
  }

  /// Those of the two settings that keep the screen unlocked.
  private static func wrong() throws(SettingsError) -> [SettingKey] {
    let isOff = try lock.settings().value(lock.name) == .boolean(false)
    // A setting of a schema that may not be installed.
    let isLockedDown = lockdown.value == "true"
    return (isOff ? [lock] : []) + (isLockedDown ? [lockdown] : [])
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    try Self.wrong().map { SettingEdit($0, to: .boolean($0 == Self.lock)) }
  }
}
