import System

/// A path with `.`, `..` and doubled slashes taken out by its text alone, links unread.
///
/// - Parameter base: what a relative path is relative to; absolute.
func normalised(_ path: String, at base: String) -> String {
  var parts: [Substring] = []
  for part in (path.hasPrefix("/") ? path : base + "/" + path).split(separator: "/") {
    switch part {
    case ".": break
    case "..": _ = parts.popLast()
    default: parts.append(part)
    }
  }
  return "/" + parts.joined(separator: "/")
}

/// The directory above `path`, which is absolute and normalised; nothing above the root.
func parent(of path: String) -> String? {
  guard path != "/", let slash = path.lastIndex(of: "/") else { return nil }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Whether `path` is `directory` or beneath it; both are absolute and normalised.
func contains(_ directory: String, _ path: String) -> Bool {
  directory == "/" || path == directory || path.hasPrefix(directory + "/")
}

/// What is at `path`, if anything is.
func kind(of path: String) -> Status.Kind? {
  (try? Status(of: path))?.kind
}
