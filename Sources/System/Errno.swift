import Glibc

/// An error of a system call: errno(3). The set of values is open.
public struct Errno: Error, RawRepresentable, Hashable, Sendable {
  public let rawValue: CInt
  public init(rawValue: CInt) { self.rawValue = rawValue }

  /// The error of the last system call of this thread.
  public static var last: Errno { Errno(rawValue: errno) }

  /// `ENOENT`
  public static let notFound = Errno(rawValue: ENOENT)
  /// `ENOEXEC`
  public static let notExecutable = Errno(rawValue: ENOEXEC)
  /// `EACCES`
  public static let accessDenied = Errno(rawValue: EACCES)
  /// `EPERM`
  public static let notPermitted = Errno(rawValue: EPERM)
  /// `EINTR`
  public static let interrupted = Errno(rawValue: EINTR)
  /// `EEXIST`
  public static let exists = Errno(rawValue: EEXIST)
  /// `EXDEV`: something is mounted on the way, or another file system's.
  public static let crossDevice = Errno(rawValue: EXDEV)
  /// `ENOTDIR`
  public static let notADirectory = Errno(rawValue: ENOTDIR)
  /// `EISDIR`
  public static let isADirectory = Errno(rawValue: EISDIR)
  /// `ELOOP`
  public static let tooManyLinks = Errno(rawValue: ELOOP)
  /// `EPIPE`
  public static let brokenPipe = Errno(rawValue: EPIPE)
  /// `EAGAIN`
  public static let wouldBlock = Errno(rawValue: EAGAIN)
  /// `ETIMEDOUT`
  public static let timedOut = Errno(rawValue: ETIMEDOUT)
  /// `ENOSYS`
  public static let notImplemented = Errno(rawValue: ENOSYS)
  /// `EFBIG`: a file exceeds the limit of the caller.
  public static let tooLarge = Errno(rawValue: EFBIG)
  /// `ESRCH`
  public static let noSuchProcess = Errno(rawValue: ESRCH)
  /// `ECONNREFUSED`
  public static let connectionRefused = Errno(rawValue: ECONNREFUSED)
  /// `ENAMETOOLONG`
  public static let nameTooLong = Errno(rawValue: ENAMETOOLONG)
  /// `ENOSPC`
  public static let noSpace = Errno(rawValue: ENOSPC)
  /// `EINVAL`
  public static let invalid = Errno(rawValue: EINVAL)
}

extension Errno: CustomStringConvertible {
  /// The text of strerror(3), such as `No such file or directory`.
  public var description: String {
    var text = [CChar](repeating: 0, count: 256)
    strerror_r(rawValue, &text, text.count)
    return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }
}

/// Calls `body`, again while signals interrupt it, and throws if it returns -1.
@discardableResult
func throwing<Result: FixedWidthInteger>(_ body: () -> Result) throws(Errno) -> Result {
  while true {
    let result = body()
    guard result == -1 else { return result }
    let error = Errno.last
    if error != .interrupted { throw error }
  }
}
