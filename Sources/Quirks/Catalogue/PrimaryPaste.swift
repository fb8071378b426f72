import Settings

/// The middle button no longer pastes what is selected.
struct PrimaryPaste: SettingQuirk {
  let name = "primary-paste"
  let title = "the middle button does not paste"
  let explanation = """
    Since GNOME 50 the middle button no longer pastes the selection unless a setting says so. \
    The fix sets it.
    """
  let key = SettingKey("org.gnome.desktop.interface", "gtk-enable-primary-paste")
  let wanted = Value.boolean(true)
  /// Programs over GTK look at it, on every desktop.
  let isOfGNOMEAlone = false

  func evidence(_ now: Value) -> [String] { ["\(key) is \(now)"] }
}
