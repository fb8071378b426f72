import Settings

/// The machine suspends while it is on external power and nobody touches it.
struct SuspendsOnPower: SettingQuirk {
  let name = "suspends-on-power"
  let title = "the machine suspends on external power when nobody touches it"
  let explanation = """
    GNOME suspends a machine that nobody has touched for some minutes also on external power, and \
    with it what runs on it: downloads, servers, logins from elsewhere. The fix switches that off; on \
    battery it stays. The login screen has a setting of its own, which is root's: sudo -u gdm \
    dbus-run-session gsettings set org.gnome.settings-daemon.plugins.power sleep-inactive-ac-type \
    nothing.
    """
  let key = SettingKey("org.gnome.settings-daemon.plugins.power", "sleep-inactive-ac-type")
  let wanted = Value.string("nothing")

  func isAffected(_ now: Value) -> Bool { now != wanted && minutes > 0 }

  func evidence(_ now: Value) -> [String] {
    ["after \(minutes) minutes on external power without a touch: \(now)"]
  }

  private var minutes: Int {
    let timeout = SettingKey(key.schema, "sleep-inactive-ac-timeout").value.flatMap { Int($0) }
    return (timeout ?? 0) / 60
  }
}
