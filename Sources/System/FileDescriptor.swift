import CLinux
import Glibc

/// The descriptor that stands for the working directory: `AT_FDCWD`.
public let currentDirectory: Int32 = -100

/// An open file descriptor, closed with the value.
@frozen public struct FileDescriptor: ~Copyable, Sendable {
  public let rawValue: Int32

  /// Takes ownership of `rawValue`: nothing else may close it.
  public init(owning rawValue: Int32) { self.rawValue = rawValue }

  deinit { close(rawValue) }

  /// The flags of open(2). `O_CLOEXEC` is always set.
  public struct Options: OptionSet, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let readOnly = Options([])
    public static let writeOnly = Options(rawValue: O_WRONLY)
    public static let readWrite = Options(rawValue: O_RDWR)
    public static let append = Options(rawValue: O_APPEND)
    public static let create = Options(rawValue: O_CREAT)
    public static let exclusive = Options(rawValue: O_EXCL)
    public static let truncate = Options(rawValue: O_TRUNC)
    public static let directory = Options(rawValue: O_DIRECTORY)
    public static let noFollow = Options(rawValue: O_NOFOLLOW)
    public static let nonBlocking = Options(rawValue: O_NONBLOCK)
    public static let noTerminal = Options(rawValue: O_NOCTTY)
  }

  /// Opens `path`, relative to `parent` if it is not absolute: openat(2).
  public init(
    opening path: some PathName, _ options: Options = .readOnly, mode: UInt32 = 0o666,
    at parent: Int32 = currentDirectory
  ) throws(Errno) {
    let flags = options.rawValue | O_CLOEXEC
    rawValue = try throwing { path.withPointer { detour_openat(parent, $0, flags, mode) } }
  }

  /// Returns the descriptor without closing it; the caller owns it.
  public consuming func release() -> CInt {
    let rawValue = self.rawValue
    discard self
    return rawValue
  }

  /// Duplicates the descriptor, close-on-exec.
  public borrowing func duplicate() throws(Errno) -> FileDescriptor {
    FileDescriptor(owning: try throwing { detour_duplicate(rawValue) })
  }

  /// Sets whether child processes inherit the descriptor.
  public borrowing func setInherited(_ inherited: Bool) throws(Errno) {
    try throwing { detour_set_inherited(rawValue, inherited ? 1 : 0) }
  }

  /// Makes reads and writes throw ``Errno/wouldBlock`` instead of blocking.
  public borrowing func setNonBlocking() throws(Errno) {
    try throwing { detour_set_nonblocking(rawValue) }
  }
}
