import CLinux
import Glibc

/// A type of file system: the magic numbers of statfs(2).
public struct FileSystem: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Finds the file system of an open file: fstatfs(2).
  public init(of file: borrowing FileDescriptor) throws(Errno) {
    var kind = 0
    let descriptor = file.rawValue
    try throwing { detour_file_system(descriptor, &kind) }
    rawValue = UInt32(truncatingIfNeeded: kind)
  }

  public static let nfs = FileSystem(rawValue: 0x6969)
  public static let smb = FileSystem(rawValue: 0x517b)
  public static let smb2 = FileSystem(rawValue: 0xfe53_4d42)
  public static let cifs = FileSystem(rawValue: 0xff53_4d42)
  public static let fuse = FileSystem(rawValue: 0x6573_5546)
  public static let afs = FileSystem(rawValue: 0x5346_414f)
  public static let kernelAFS = FileSystem(rawValue: 0x6b41_4653)
  public static let coda = FileSystem(rawValue: 0x7375_7245)
  public static let ncp = FileSystem(rawValue: 0x564c)
  public static let ceph = FileSystem(rawValue: 0x00c3_6400)
  public static let plan9 = FileSystem(rawValue: 0x0102_1997)
  public static let gfs2 = FileSystem(rawValue: 0x0116_1970)
  public static let ocfs2 = FileSystem(rawValue: 0x7461_636f)
  public static let lustre = FileSystem(rawValue: 0x0bd0_0bd0)
  public static let autofs = FileSystem(rawValue: 0x0187)

  public static let ext = FileSystem(rawValue: 0xef53)
  public static let xfs = FileSystem(rawValue: 0x5846_5342)
  public static let btrfs = FileSystem(rawValue: 0x9123_683e)
  public static let tmpfs = FileSystem(rawValue: 0x0102_1994)
  public static let overlay = FileSystem(rawValue: 0x794c_7630)
  public static let zfs = FileSystem(rawValue: 0x2fc1_2fc1)
  public static let f2fs = FileSystem(rawValue: 0xf2f5_2010)
  public static let bcachefs = FileSystem(rawValue: 0xca45_1a4e)
  public static let jfs = FileSystem(rawValue: 0x3153_464a)

  /// Whether a change after a look at a file always gives it another time than the one seen: Linux
  /// 6.13 and later on the file systems that have multigrain timestamps.
  public var hasMultigrainTimes: Bool {
    switch self {
    case .ext, .xfs, .btrfs, .tmpfs: kernelVersion >= (6, 13)
    default: false
    }
  }

  /// Whether inotify(7) tells of every change, as was tried: no other machine, process or layer can
  /// change a file behind the kernel's back.
  public var tellsOfChanges: Bool {
    switch self {
    case .ext, .xfs, .btrfs, .tmpfs: true
    default: false
    }
  }

  /// Whether a name that comes or goes always moves the times of its directory. FAT's top directory
  /// has none, and the process or machine behind a remote one need not keep them.
  public var movesDirectoryTimes: Bool {
    switch self {
    case .ext, .xfs, .btrfs, .tmpfs, .overlay, .zfs, .f2fs, .bcachefs, .jfs: true
    default: false
    }
  }

  /// Whether a lookup may be answered by another machine or process.
  public var isRemote: Bool {
    switch self {
    case .nfs, .smb, .smb2, .cifs, .fuse, .afs, .kernelAFS, .coda, .ncp, .ceph, .plan9, .gfs2,
      .ocfs2, .lustre, .autofs:
      true
    default: false
    }
  }

  /// The names that /proc/self/mountinfo has for the remote ones; FUSE's may have a dot and another
  /// name after them.
  static let remoteNames = [
    "nfs", "nfs4", "smbfs", "smb3", "cifs", "fuse", "fuseblk", "virtiofs", "afs", "coda", "ncpfs",
    "ncp", "ceph", "9p", "gfs2", "gfs2meta", "ocfs2", "lustre", "autofs",
  ]
}

/// The first two numbers of the running kernel's version; zeros where it says something else.
///
/// Wraps uname(2).
var kernelVersion: (Int, Int) {
  var names = utsname()
  guard uname(&names) == 0 else { return (0, 0) }
  let release = withUnsafeBytes(of: &names.release) { Array($0.prefix { $0 != 0 }) }
  let numbers = release.split { !(0x30...0x39).contains($0) }
    .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
  return numbers.count >= 2 ? (numbers[0], numbers[1]) : (0, 0)
}
