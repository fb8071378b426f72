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

extension Settings {
  /// The user's own value that the store has at a path, whether or not a schema has the key: an
  /// upgrade may have left it behind.
  ///
  /// - Parameter type: GVariant's name of the type, such as `as`.
  public static func stored(_ path: String, type: String) -> Value? {
    _ = Log.quiet
    guard path.hasPrefix("/"), !path.hasSuffix("/"), !path.contains("//"),
      g_variant_type_string_is_valid(type) != 0, let store = g_settings_backend_get_default()
    else { return nil }
    defer { g_object_unref(store) }
    let name = g_variant_type_new(type)!
    defer { g_variant_type_free(name) }
    guard let variant = detour_stored_value(store, path, name) else { return nil }
    defer { g_variant_unref(variant) }
    return Value(variant)
  }
}
