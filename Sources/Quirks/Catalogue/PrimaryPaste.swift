import Settings

/// The middle button no longer pastes what is selected.
struct PrimaryPaste: SettingQuirk {
  let name = "primary-paste"
  let title = "the middle button does not paste"
  let explanation = """
    Up to GNOME 49 the middle button pastes the selection; since 50 it does so only if a setting \
    says so, whose default is off. The fix sets it.
    """
  let key = SettingKey("org.gnome.desktop.interface", "gtk-enable-primary-paste")
  let wanted = Value.boolean(true)
  /// Programs over GTK look at it, on every desktop.
  let isOfGNOMEAlone = false
}
