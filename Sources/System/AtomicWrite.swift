import CLinux
import Glibc

/// Replaces the file at `path` with `bytes` in one step: a reader sees the old file or the new
/// one, never a mixture, also after a power failure.
///
/// Writes a new file beside it, syncs that to the disk and renames it: fsync(2), rename(2). A
/// symbolic link is replaced, not followed; resolve it first with ``realPath(of:)`` if its target
/// is meant.
///
/// - Parameter permissions: set as they are, whatever the creation mask.
@export(interface) public func atomicWrite(
  _ bytes: [UInt8], to path: String, permissions: UInt32 = 0o600
) throws(Errno) {
  let temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36))"
  do throws(Errno) {
    let file = try FileDescriptor(
      opening: temporary, [.writeOnly, .create, .exclusive], mode: permissions)
    let descriptor = file.rawValue
    try throwing { fchmod(descriptor, mode_t(permissions)) }
    try file.writeAll(bytes)
    try throwing { fsync(descriptor) }
    try rename(temporary, to: path)
  } catch {
    try? unlink(temporary)
    throw error
  }
  // Some file systems cannot sync a directory; the file itself is complete either way.
  guard let directory = try? FileDescriptor(opening: directory(of: path), [.directory]) else {
    return
  }
  _ = fsync(directory.rawValue)
}

/// The directory part of a path.
private func directory(of path: String) -> String {
  guard let slash = path.unicodeScalars.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
