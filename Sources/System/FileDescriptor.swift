import CLinux
import Glibc

/// Stands for the directory the process is in, where a call takes a directory's descriptor:
/// `AT_FDCWD`.
public let currentDirectory: Int32 = -100

/// An open file descriptor with one owner, closed when it goes.
@frozen public struct FileDescriptor: ~Copyable, Sendable {
  public let rawValue: Int32

  /// Takes over `rawValue`, which nobody else may close from here on.
  public init(owning rawValue: Int32) { self.rawValue = rawValue }

  deinit { close(rawValue) }

  /// How a file is opened; see open(2). `O_CLOEXEC` is always set.
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

  /// Opens `path`, relative to the directory `parent` when it is not absolute.
  ///
  /// Wraps openat(2).
  public init(
    opening path: some PathName, _ options: Options = .readOnly, mode: UInt32 = 0o666,
    at parent: Int32 = currentDirectory
  ) throws(Errno) {
    let flags = options.rawValue | O_CLOEXEC
    rawValue = try throwing { path.withPointer { detour_openat(parent, $0, flags, mode) } }
  }

  /// Gives the descriptor up without closing it.
  public consuming func release() -> CInt {
    let rawValue = self.rawValue
    discard self
    return rawValue
  }

  /// Another descriptor for the same open file, close-on-exec.
  public borrowing func duplicate() throws(Errno) -> FileDescriptor {
    FileDescriptor(owning: try throwing { detour_duplicate(rawValue) })
  }

  /// Says whether programs that this process starts get the descriptor too.
  public borrowing func setInherited(_ inherited: Bool) throws(Errno) {
    try throwing { detour_set_inherited(rawValue, inherited ? 1 : 0) }
  }

  /// Makes reads and writes throw ``Errno/wouldBlock`` instead of waiting.
  public borrowing func setNonBlocking() throws(Errno) {
    try throwing { detour_set_nonblocking(rawValue) }
  }
}
