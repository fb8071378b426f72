import CGio

/// The names of the system's schemas that are at one fixed path, and of those that are at several.
public func schemas() -> (fixed: [String], relocatable: [String]) {
  withSource(nil) { list($0, recursive: true) } ?? ([], [])
}

/// The names of the schemas at one fixed path that lie compiled in `directory`.
public func schemas(in directory: String) -> [String] {
  withSource(directory) { list($0, recursive: false).fixed } ?? []
}

/// Calls `body` with the schemas of a directory, or of the system; nothing where there are none.
func withSource<Result>(_ directory: String?, _ body: (OpaquePointer) -> Result) -> Result? {
  guard let directory else { return g_settings_schema_source_get_default().map(body) }
  let system = g_settings_schema_source_get_default()
  // Not trusted: the file is somebody else's, and is checked as it is read.
  guard let source = g_settings_schema_source_new_from_directory(directory, system, 0, nil) else {
    return nil
  }
  defer { g_settings_schema_source_unref(source) }
  return body(source)
}

private func list(_ source: OpaquePointer, recursive: Bool) -> (
  fixed: [String], relocatable: [String]
) {
  var fixed: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  var relocatable: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  g_settings_schema_source_list_schemas(source, recursive ? 1 : 0, &fixed, &relocatable)
  defer {
    g_strfreev(fixed)
    g_strfreev(relocatable)
  }
  func names(_ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> [String] {
    var names: [String] = []
    while let name = list?[names.count] { names.append(String(cString: name)) }
    return names
  }
  return (names(fixed).sorted(), names(relocatable).sorted())
}
