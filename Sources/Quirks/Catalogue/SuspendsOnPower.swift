import Settings

/// The machine suspends while it is on external power and nobody touches it.
struct SuspendsOnPower: SettingQuirk {
  let name = "suspends-on-power"
  let title = "the machine suspends on external power when nobody touches it"
  let explanation = """
    GNOME suspends a machine that has been idle for some minutes, even on external power, and with \
    it whatever runs there: downloads, servers, remote logins. The fix switches that off for \
    external power only. The login screen has a setting of its own, which is root's: \
    sleep-inactive-ac-type='nothing' below [org/gnome/settings-daemon/plugins/power], in Debian \
    and Ubuntu in /etc/gdm3/greeter.dconf-defaults, elsewhere in a file in /etc/dconf/db/gdm.d, \
    with system-db:gdm in /etc/dconf/profile/gdm and dconf update afterwards.
    """
  let key = SettingKey("org.gnome.settings-daemon.plugins.power", "sleep-inactive-ac-type")
  let wanted = Value.string("nothing")

  func isAffected(_ now: Value) -> Bool { now != wanted && minutes > 0 }

  func evidence(_ now: Value) -> [Evidence] {
    [.session(.suspendsOnPower(minutes: minutes, action: "\(now)"))]
  }

  private var minutes: Int {
    let timeout = SettingKey(key.schema, "sleep-inactive-ac-timeout").value.flatMap { Int($0) }
    return (timeout ?? 0) / 60
  }
}
