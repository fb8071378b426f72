import Settings

/// The value that a setting has now, in GVariant's text format, where there is such a setting.
func current(_ key: SettingKey) -> String? {
  guard let settings = try? Settings(key.schema, path: key.path) else { return nil }
  return (try? settings.value(key.name))?.description
}
