import Settings

/// Programs that are only slow are called not responding.
struct NotRespondingEarly: SettingQuirk {
  let name = "not-responding-early"
  let title = "slow programs are called not responding after seconds"
  let explanation = """
    A window that does not answer for five seconds gets a dialog that offers to end its program. \
    Programs over a network, under a debugger or in a long computation are often that slow without \
    being stuck. The fix lets them be silent for a minute.
    """
  let key = SettingKey("org.gnome.mutter", "check-alive-timeout")
  let wanted = Value.integer(60_000)

  func isAffected(_ now: Value) -> Bool {
    // Zero switches the dialog off.
    guard case .integer(let milliseconds) = now else { return false }
    return (1...5000).contains(milliseconds)
  }

  func evidence(_ now: Value) -> [Evidence] {
    [.session(.mayBeSilent(milliseconds: "\(now)"))]
  }
}
