import CGio

/// The settings of a schema, and of a path where the schema is for several: GSettings.
public struct Settings: ~Copyable {
  private let settings: UnsafeMutablePointer<GSettings>
  private let schema: OpaquePointer
  /// The schema's name, such as `org.gnome.desktop.wm.keybindings`.
  public let name: String

  /// Opens the settings of `name`.
  ///
  /// - Parameter path: where the settings of a relocatable schema are kept; it begins and ends
  ///   with a slash.
  /// - Parameter directory: where the schema lies compiled, when it is none of the system's.
  /// - Throws: ``SettingsError/noSchema(_:)`` where the system does not have it.
  public init(
    _ name: String, path: String? = nil, in directory: String? = nil
  ) throws(SettingsError) {
    _ = Log.quiet
    // g_settings_new ends the process where the schema is missing.
    guard
      let schema = withSource(directory, { g_settings_schema_source_lookup($0, name, 1) }) ?? nil
    else { throw .noSchema(name) }
    let fixed = g_settings_schema_get_path(schema).map { String(cString: $0) }
    let isPath = path.map { $0.hasPrefix("/") && $0.hasSuffix("/") && !$0.contains("//") } ?? true
    guard isPath, fixed == nil ? path != nil : path == nil || path == fixed,
      let settings = g_settings_new_full(schema, nil, path)
    else {
      g_settings_schema_unref(schema)
      throw .wrongPath(schema: name)
    }
    self.settings = settings
    self.schema = schema
    self.name = name
  }

  deinit {
    g_object_unref(settings)
    g_settings_schema_unref(schema)
  }

  /// All keys, sorted.
  public var keys: [String] {
    guard let list = g_settings_schema_list_keys(schema) else { return [] }
    defer { g_strfreev(list) }
    var keys: [String] = []
    var index = 0
    while let key = list[index] {
      keys.append(String(cString: key))
      index += 1
    }
    return keys.sorted()
  }

  public func has(_ key: String) -> Bool { g_settings_schema_has_key(schema, key) != 0 }

  /// The value that counts now: the user's, or the default.
  public borrowing func value(_ key: String) throws(SettingsError) -> Value {
    try withVariant(key) { Value($0) }
  }

  /// Gives `body` the value that counts now, as GVariant has it.
  borrowing func withVariant<Result>(
    _ key: String, _ body: (OpaquePointer) -> Result
  ) throws(SettingsError) -> Result {
    try check(key)
    let variant = g_settings_get_value(settings, key)!
    defer { g_variant_unref(variant) }
    return body(variant)
  }

  /// What the user has set, or nothing where the default counts.
  public borrowing func userValue(_ key: String) throws(SettingsError) -> Value? {
    try check(key)
    guard let variant = g_settings_get_user_value(settings, key) else { return nil }
    defer { g_variant_unref(variant) }
    return Value(variant)
  }

  /// The default, with the system's overrides for the desktop that `$XDG_CURRENT_DESKTOP` names.
  public borrowing func defaultValue(_ key: String) throws(SettingsError) -> Value {
    try check(key)
    guard let variant = g_settings_get_default_value(settings, key) else {
      throw .noKey(key, schema: name)
    }
    defer { g_variant_unref(variant) }
    return Value(variant)
  }

  /// Whether the user may change the key.
  public borrowing func isWritable(_ key: String) throws(SettingsError) -> Bool {
    try check(key)
    return g_settings_is_writable(settings, key) != 0
  }

  /// The words that a key of an enumeration or of flags takes; empty for any other.
  public borrowing func choices(_ key: String) throws(SettingsError) -> [String] {
    try check(key)
    let info = g_settings_schema_get_key(schema, key)!
    defer { g_settings_schema_key_unref(info) }
    // A pair of what kind of range it is and the words in a box.
    let range = g_settings_schema_key_get_range(info)!
    defer { g_variant_unref(range) }
    let kind = g_variant_get_child_value(range, 0)!
    defer { g_variant_unref(kind) }
    guard ["enum", "flags"].contains(String(cString: g_variant_get_string(kind, nil))) else {
      return []
    }
    let box = g_variant_get_child_value(range, 1)!
    defer { g_variant_unref(box) }
    let words = g_variant_get_variant(box)!
    defer { g_variant_unref(words) }
    guard case .strings(let list) = Value(words) else { return [] }
    return list
  }

  /// Sets a key; the change is on its way only after ``sync()``.
  public borrowing func set(_ key: String, to value: Value) throws(SettingsError) {
    guard try isWritable(key) else { throw .locked("\(name) \(key)") }
    let info = g_settings_schema_get_key(schema, key)!
    defer { g_settings_schema_key_unref(info) }
    let type = g_settings_schema_key_get_value_type(info)!
    let typeName = g_variant_type_dup_string(type)!
    defer { g_free(typeName) }
    guard let variant = value.variant(type) else {
      throw .invalid(value.description, key: key, type: String(cString: typeName))
    }
    g_variant_ref_sink(variant)
    defer { g_variant_unref(variant) }
    guard g_settings_schema_key_range_check(info, variant) != 0 else {
      throw .invalid(value.description, key: key, type: "another range")
    }
    guard g_settings_set_value(settings, key, variant) != 0 else {
      throw .locked("\(name) \(key)")
    }
  }

  /// Takes the user's value away, so that the default counts.
  public borrowing func reset(_ key: String) throws(SettingsError) {
    guard try isWritable(key) else { throw .locked("\(name) \(key)") }
    g_settings_reset(settings, key)
  }

  /// Waits until all changes of this process are saved.
  ///
  /// - Throws: ``SettingsError/notSaved(_:)`` when the store refused one.
  public static func sync() throws(SettingsError) {
    g_settings_sync()
    if let complaint = Log.takeComplaint() { throw .notSaved(complaint) }
  }

  private borrowing func check(_ key: String) throws(SettingsError) {
    guard has(key) else { throw .noKey(key, schema: name) }
  }
}
