import CLinux
import Glibc

/// Renames the file `old` to `new`, which is replaced if it exists: rename(2).
public func rename(_ old: some PathName, to new: some PathName) throws(Errno) {
  try throwing { old.withPointer { old in new.withPointer { Glibc.rename(old, $0) } } }
}

/// Removes the name of a file: unlink(2).
public func unlink(_ path: some PathName) throws(Errno) {
  try throwing { path.withPointer { Glibc.unlink($0) } }
}

/// Removes an empty directory: rmdir(2).
public func removeDirectory(_ path: String) throws(Errno) {
  try throwing { path.withPointer { Glibc.rmdir($0) } }
}

/// Creates a directory with mode 0700, and missing ones above it: mkdir(2).
///
/// An existing directory is left as it is. `$HOME` and `$XDG_RUNTIME_DIR` are the system's to make: as
/// root this would make even the home of a user who is to have none. Nor is a hidden one made in the root
/// directory where `$HOME` is not set, which is what `$HOME/.cache` is then.
///
/// - Throws: ``Errno/notFound`` where one of these is missing, and for a relative path without a
///   directory above it.
@export(interface) public func makeDirectories(_ path: String) throws(Errno) {
  let lastSlash = path.unicodeScalars.lastIndex(of: "/")
  let isOfNoHome =
    path.utf8.starts(with: "/.".utf8) && lastSlash == path.startIndex && !hasHome
  if isOfNoHome || ["HOME", "XDG_RUNTIME_DIR"].contains(where: { isDirectory(path, of: $0) }) {
    _ = try Status(of: path)
    return
  }
  do throws(Errno) {
    try throwing { path.withPointer { mkdir($0, 0o700) } }
  } catch .exists {
    return
  } catch .notFound {
    guard let lastSlash, lastSlash != path.startIndex else { throw .notFound }
    try makeDirectories(String(path[..<lastSlash]))
    do throws(Errno) { try throwing { path.withPointer { mkdir($0, 0o700) } } } catch .exists {}
  }
}

/// Whether `$HOME` is an absolute path.
private var hasHome: Bool { getenv("HOME").map { $0[0] == CChar(UInt8(ascii: "/")) } ?? false }

/// Whether a variable of the environment names this directory.
private func isDirectory(_ path: String, of variable: String) -> Bool {
  guard let value = getenv(variable) else { return false }
  func withoutLastSlashes(_ text: String) -> ArraySlice<UInt8> {
    var rest = text.pathBytes[...]
    while rest.count > 1 && rest.last == UInt8(ascii: "/") { rest.removeLast() }
    return rest
  }
  return withoutLastSlashes(String(path: value)) == withoutLastSlashes(path)
}

extension Status.Time {
  /// The current time, as the file system would record it: clock_gettime(2).
  public static var now: Status.Time {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Status.Time(
      seconds: Int64(time.tv_sec), nanoseconds: Int32(truncatingIfNeeded: time.tv_nsec))
  }
}
