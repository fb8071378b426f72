import CGio

/// The settings of a schema, and of a path where the schema is for several: GSettings.
///
/// They are read as GSettings reads them, but out of its store: an object of GSettings would have
/// the bus tell it of each change, which takes longer than all reading.
public struct Settings: ~Copyable {
  private let schema: OpaquePointer
  private let store: UnsafeMutablePointer<GSettingsBackend>
  /// Where the settings are kept, with a slash at the end.
  private let path: String
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
    guard
      let schema = withSource(directory, { g_settings_schema_source_lookup($0, name, 1) }) ?? nil
    else { throw .noSchema(name) }
    let fixed = g_settings_schema_get_path(schema).map { String(cString: $0) }
    let isPath = path.map { $0.hasPrefix("/") && $0.hasSuffix("/") && !$0.contains("//") } ?? true
    guard isPath, fixed == nil || path == nil || path == fixed, let place = fixed ?? path,
      let store = g_settings_backend_get_default()
    else {
      g_settings_schema_unref(schema)
      throw .wrongPath(schema: name)
    }
    self.schema = schema
    self.store = store
    self.path = place
    self.name = name
  }

  deinit {
    g_object_unref(store)
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
    try withKey(key) { info in
      let variant =
        stored(key, info, detour_stored_value, g_settings_get_value)
        ?? g_settings_schema_key_get_default_value(info)!
      defer { g_variant_unref(variant) }
      return body(variant)
    }
  }

  /// Returns what the user has set, or nothing where the default counts.
  public borrowing func userValue(_ key: String) throws(SettingsError) -> Value? {
    try withKey(key) { info in
      let variant = stored(key, info, detour_stored_user_value, g_settings_get_user_value)
      guard let variant else { return nil }
      defer { g_variant_unref(variant) }
      return Value(variant)
    }
  }

  /// Returns what the store has of a key, if it has a value of its type.
  ///
  /// - Parameter object: reads it of an object of GSettings, which also knows the earlier names of
  ///   an enumeration's values.
  private borrowing func stored(
    _ key: String, _ info: OpaquePointer,
    _ read: (
      UnsafeMutablePointer<GSettingsBackend>?, UnsafePointer<CChar>?, OpaquePointer?
    ) -> OpaquePointer?,
    _ object: (UnsafeMutablePointer<GSettings>?, UnsafePointer<CChar>?) -> OpaquePointer?
  ) -> OpaquePointer? {
    let type = g_settings_schema_key_get_value_type(info)
    guard let variant = read(store, path + key, type) else { return nil }
    if g_settings_schema_key_range_check(info, variant) != 0 { return variant }
    g_variant_unref(variant)
    return withObject { object($0, key) }
  }

  /// The default, with the system's overrides for the desktop that `$XDG_CURRENT_DESKTOP` names.
  public borrowing func defaultValue(_ key: String) throws(SettingsError) -> Value {
    try withKey(key) { info in
      let variant = withObject { g_settings_get_default_value($0, key) }
      let value = variant ?? g_settings_schema_key_get_default_value(info)!
      defer { g_variant_unref(value) }
      return Value(value)
    }
  }

  /// Returns whether the user may change the key.
  public borrowing func isWritable(_ key: String) throws(SettingsError) -> Bool {
    try withKey(key) { _ in detour_is_writable(store, path + key) != 0 }
  }

  /// The words that a key of an enumeration or of flags takes; empty for any other.
  public borrowing func choices(_ key: String) throws(SettingsError) -> [String] {
    try withKey(key, Self.choices)
  }

  private static func choices(_ info: OpaquePointer) -> [String] {
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
    Log.beginWriting()
    guard withObject({ g_settings_set_value($0, key, variant) }) != 0 else {
      throw .locked("\(name) \(key)")
    }
  }

  /// Takes the user's value away, so that the default counts.
  public borrowing func reset(_ key: String) throws(SettingsError) {
    guard try isWritable(key) else { throw .locked("\(name) \(key)") }
    Log.beginWriting()
    withObject { g_settings_reset($0, key) }
  }

  /// Waits until all changes of this process are saved.
  ///
  /// - Throws: ``SettingsError/notSaved(_:)`` when the store refused one.
  public static func sync() throws(SettingsError) {
    g_settings_sync()
    if let complaint = Log.endWriting() { throw .notSaved(complaint) }
  }

  /// Calls `body` with the schema's entry of a key.
  private borrowing func withKey<Result>(
    _ key: String, _ body: (OpaquePointer) -> Result
  ) throws(SettingsError) -> Result {
    guard has(key), let info = g_settings_schema_get_key(schema, key) else {
      throw .noKey(key, schema: name)
    }
    defer { g_settings_schema_key_unref(info) }
    return body(info)
  }

  /// Calls `body` with an object of GSettings, which writes.
  private borrowing func withObject<Result>(
    _ body: (UnsafeMutablePointer<GSettings>?) -> Result
  ) -> Result {
    // The path of a schema that has one must not be named again.
    let isFixed = g_settings_schema_get_path(schema) != nil
    let object = g_settings_new_full(schema, store, isFixed ? nil : path)
    defer { g_object_unref(object) }
    return body(object)
  }
}
