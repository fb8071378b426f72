import CGio

/// A name with properties: what a setting of the type `a(sa{sv})` is a list of.
public struct NamedEntry: Hashable, Sendable {
  public let name: String
  public let properties: [String: Value]
}

extension Settings {
  /// The value of a key of the type `a(sa{sv})`, such as the shortcuts that programs ask for.
  ///
  /// - Throws: ``SettingsError/invalid(_:key:type:)`` for a key of another type.
  public borrowing func namedEntries(_ key: String) throws(SettingsError) -> [NamedEntry] {
    guard let entries = try withVariant(key, NamedEntry.all) else {
      throw .invalid("a list of entries", key: key, type: "something else")
    }
    return entries
  }
}

extension NamedEntry {
  fileprivate static func all(_ list: OpaquePointer) -> [NamedEntry]? {
    guard String(cString: g_variant_get_type_string(list)) == "a(sa{sv})" else { return nil }
    return (0..<g_variant_n_children(list)).map { index in
      child(index, of: list) { entry in
        NamedEntry(
          name: child(0, of: entry) { String(cString: g_variant_get_string($0, nil)) },
          properties: child(1, of: entry, properties))
      }
    }
  }

  private static func properties(_ dictionary: OpaquePointer) -> [String: Value] {
    var properties: [String: Value] = [:]
    for index in 0..<g_variant_n_children(dictionary) {
      child(index, of: dictionary) { pair in
        let name = child(0, of: pair) { String(cString: g_variant_get_string($0, nil)) }
        // The value is in a box.
        properties[name] = child(1, of: pair) { child(0, of: $0) { Value($0) } }
      }
    }
    return properties
  }

  private static func child<Result>(
    _ index: gsize, of variant: OpaquePointer, _ body: (OpaquePointer) -> Result
  ) -> Result {
    let child = g_variant_get_child_value(variant, index)!
    defer { g_variant_unref(child) }
    return body(child)
  }
}
