import CLinux
import Glibc

/// Gives the file `old` the name `new`, in the place of what had it: rename(2).
public func rename(_ old: some PathName, to new: some PathName) throws(Errno) {
  try throwing { old.withPointer { old in new.withPointer { Glibc.rename(old, $0) } } }
}

/// Takes the name of a file away: unlink(2).
public func remove(_ path: some PathName) throws(Errno) {
  try throwing { path.withPointer { unlink($0) } }
}

/// Makes a directory that only its owner may look into, and those above it: mkdir(2).
///
/// One that is there already stays as it is.
public func makeDirectories(_ path: String) throws(Errno) {
  do throws(Errno) {
    try throwing { mkdir(path, 0o700) }
  } catch .exists {
    return
  } catch .notFound {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { throw .notFound }
    try makeDirectories(String(path[..<slash]))
    do throws(Errno) { try throwing { mkdir(path, 0o700) } } catch .exists {}
  }
}

extension Status.Time {
  /// Now, on the wall clock as the file system takes it.
  ///
  /// Wraps clock_gettime(2).
  public static var now: Status.Time {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Status.Time(
      seconds: Int64(time.tv_sec), nanoseconds: Int32(truncatingIfNeeded: time.tv_nsec))
  }
}
