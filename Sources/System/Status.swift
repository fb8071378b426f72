// Which of the two declares `timespec` depends on which is imported first.
import CLinux
import Glibc

/// The metadata of a file: stat(2).
public struct Status: Hashable, Sendable {
  /// The type of a file.
  public enum Kind: Hashable, Sendable {
    case file, directory, link
    /// A FIFO, a socket or a device.
    case special
  }

  public let kind: Kind
  /// The permission bits with set-user-ID, set-group-ID and sticky bit: at most `0o7777`.
  public let permissions: UInt32
  /// In bytes.
  public let size: Int64
  public let device: UInt64
  public let inode: UInt64
  /// How many names the file has.
  public let links: UInt64
  public let owner: UInt32
  public let group: UInt32
  public let modified: Time
  /// The time of the last change of the inode.
  public let changed: Time

  /// A timestamp of the file system.
  public struct Time: Hashable, Comparable, Sendable {
    /// Since 1970.
    public let seconds: Int64
    public let nanoseconds: Int32

    public init(seconds: Int64, nanoseconds: Int32) {
      self.seconds = seconds
      self.nanoseconds = nanoseconds
    }

    public static func < (left: Time, right: Time) -> Bool {
      (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
  }

  init(_ status: stat) {
    // The constants of inode(7), whose names more than one module imports.
    kind =
      switch status.st_mode & 0o170000 {
      case 0o100000: .file
      case 0o040000: .directory
      case 0o120000: .link
      default: .special
      }
    permissions = status.st_mode & 0o7777
    size = Int64(status.st_size)
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    links = UInt64(status.st_nlink)
    owner = status.st_uid
    group = status.st_gid
    modified = Time(status.st_mtim)
    changed = Time(status.st_ctim)
  }

  /// Looks up `path`, relative to `parent` if it is not absolute: fstatat(2).
  public init(
    of path: some PathName, at parent: Int32 = currentDirectory, followingLinks: Bool = true
  ) throws(Errno) {
    var status = stat()
    let flags = followingLinks ? 0 : CInt(AT_SYMLINK_NOFOLLOW)
    try throwing { path.withPointer { fstatat(parent, $0, &status, flags) } }
    self.init(status)
  }

  /// Looks up an open file: fstat(2).
  public init(of file: borrowing FileDescriptor) throws(Errno) {
    var status = stat()
    let descriptor = file.rawValue
    try throwing { fstat(descriptor, &status) }
    self.init(status)
  }
}

extension Status.Time {
  init(_ time: timespec) {
    self.init(seconds: Int64(time.tv_sec), nanoseconds: Int32(truncatingIfNeeded: time.tv_nsec))
  }
}
