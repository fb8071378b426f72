import Glibc

/// Resolves `path` to an absolute path without symbolic links: realpath(3).
///
/// Bytes that are not UTF-8 are kept: see ``Swift/String/pathBytes``.
///
/// - Returns: nil if there is no such file.
public func realPath(of path: String) -> String? {
  guard let real = path.withPointer({ realpath($0, nil) }) else { return nil }
  defer { free(real) }
  return String(path: real)
}
