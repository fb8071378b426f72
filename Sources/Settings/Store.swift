import CGio

extension Settings {
  /// Whether dconf keeps the settings of this process: not where `$GSETTINGS_BACKEND` names
  /// another, or where dconf is not installed.
  public static var areKeptByDconf: Bool {
    _ = Log.quiet
    guard let store = g_settings_backend_get_default() else { return false }
    defer { g_object_unref(store) }
    return String(cString: detour_type_name(store)) == "DConfSettingsBackend"
  }
}
