import CLinux
import Glibc

/// Puts a file with `bytes` in the place of the one at `path`, all at once: whoever reads sees
/// the old one or the new one, never half of either.
///
/// Writes a file beside it and renames it: rename(2). A link is replaced, not followed: resolve it
/// first with ``resolved(_:)`` where that is not wanted.
public func replace(
  _ path: String, with bytes: [UInt8], permissions: UInt32 = 0o600
) throws(Errno) {
  let temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36))"
  do throws(Errno) {
    let file = try FileDescriptor(
      opening: temporary, [.writeOnly, .create, .exclusive], mode: permissions)
    let descriptor = file.rawValue
    // The creation mask does not count for what is to be as it was.
    try throwing { fchmod(descriptor, mode_t(permissions)) }
    try file.writeAll(bytes)
    try throwing { fsync(descriptor) }
    try rename(temporary, to: path)
  } catch {
    unlink(temporary)
    throw error
  }
}

/// The absolute path that `path` leads to, with all links followed: realpath(3).
public func resolved(_ path: String) throws(Errno) -> String {
  guard let text = realpath(path, nil) else { throw .last }
  defer { free(text) }
  return String(cString: text)
}

/// A lock on a file, which ends with the value or the process: flock(2).
public struct FileLock: ~Copyable {
  private let file: FileDescriptor

  /// Takes the lock on the file at `path`, which is made where it is not there.
  ///
  /// - Throws: ``Errno/wouldBlock`` when somebody else has it.
  public init(_ path: String) throws(Errno) {
    let file = try FileDescriptor(opening: path, [.readWrite, .create], mode: 0o600)
    let descriptor = file.rawValue
    try throwing { flock(descriptor, LOCK_EX | LOCK_NB) }
    self.file = file
  }
}
