import System

// Paths are compared and taken apart byte by byte: to Swift a slash before a combining accent is
// no slash, and two spellings of one letter are the same.

/// A path with `.`, `..` and doubled slashes taken out by its text alone, links unread.
///
/// - Parameter base: what a relative path is relative to; absolute.
func normalised(_ path: String, at base: String) -> String {
  var parts: [Substring.UTF8View] = []
  for part in (isAbsolute(path) ? path : base + "/" + path).utf8.split(separator: 0x2f) {
    if part.elementsEqual(".".utf8) { continue }
    if part.elementsEqual("..".utf8) {
      _ = parts.popLast()
    } else {
      parts.append(part)
    }
  }
  return parts.isEmpty ? "/" : parts.reduce(into: "") { $0 += "/" + String(Substring($1)) }
}

/// `path` as the file system looks it up from the directory `base`: `..` after a link leads out of
/// the link's target.
func joined(_ path: String, to base: String) -> String {
  isAbsolute(path) ? path : base + "/" + path
}

/// Returns whether the path begins at the root.
func isAbsolute(_ path: String) -> Bool { path.utf8.first == 0x2f }

/// The directory above `path`, which is absolute and normalised; nothing above the root.
func parent(of path: String) -> String? {
  let bytes = path.utf8
  guard bytes.count > 1, let slash = bytes.lastIndex(of: 0x2f) else { return nil }
  return slash == bytes.startIndex ? "/" : String(path[..<slash])
}

/// Returns whether `path` is `directory` or beneath it; both are absolute and normalised.
func contains(_ directory: String, _ path: String) -> Bool {
  guard path.utf8.starts(with: directory.utf8) else { return false }
  let rest = path.utf8.dropFirst(directory.utf8.count)
  return directory.utf8.count == 1 || rest.isEmpty || rest.first == 0x2f
}

/// The bytes of `path` beneath `directory`, without a slash at the start.
func bytes(of path: String, beneath directory: String) -> [UInt8] {
  let start = directory.pathBytes.count
  return Array(path.pathBytes.dropFirst(start).drop { $0 == 0x2f })
}

/// Returns what is at `path`, if anything is.
func kind(of path: String) -> Status.Kind? {
  (try? Status(of: path))?.kind
}
