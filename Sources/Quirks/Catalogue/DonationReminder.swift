import Settings

/// A notification asks for donations.
struct DonationReminder: SettingQuirk {
  let name = "donation-reminder"
  let title = "a notification asks for donations"
  let explanation = """
    Since GNOME 49 a notification reminds users from time to time that GNOME takes donations. The \
    fix switches it off; https://donate.gnome.org remains.
    """
  let key = SettingKey(
    "org.gnome.settings-daemon.plugins.housekeeping", "donation-reminder-enabled")
  let wanted = Value.boolean(false)
}
