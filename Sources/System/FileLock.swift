import Glibc

/// An exclusive lock on a file, released with the value or the process: flock(2).
public struct FileLock: ~Copyable {
  private let file: FileDescriptor

  /// Locks the file at `path`, which is created if missing.
  ///
  /// - Throws: ``Errno/wouldBlock`` if another process holds the lock.
  public init(_ path: String) throws(Errno) {
    let file = try FileDescriptor(opening: path, [.readWrite, .create], mode: 0o600)
    let descriptor = file.rawValue
    try throwing { flock(descriptor, LOCK_EX | LOCK_NB) }
    self.file = file
  }
}
