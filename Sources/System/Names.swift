import CLinux
import Glibc

// Calls for names that are bytes in memory already, such as those in a file's mapping: each takes
// the bytes up to a NUL, which must be there.

extension Status {
  /// What the name is in the directory `parent`, links not followed.
  ///
  /// Wraps fstatat(2).
  ///
  /// - Throws: ``Errno/invalid`` where no NUL ends `name`.
  public init(ofName name: Span<UInt8>, at parent: Int32) throws(Errno) {
    var status = stat()
    let outcome = withTerminated(name) { fstatat(parent, $0, &status, CInt(AT_SYMLINK_NOFOLLOW)) }
    guard let outcome else { throw .invalid }
    guard outcome == 0 else { throw outcome == -1 ? .last : .invalid }
    self.init(status)
  }
}

extension FileDescriptor {
  /// Opens the name in the directory `parent`.
  ///
  /// Wraps openat(2).
  ///
  /// - Throws: ``Errno/invalid`` where no NUL ends `name`.
  public init(
    openingName name: Span<UInt8>, _ options: Options = .readOnly, at parent: Int32
  ) throws(Errno) {
    let flags = options.rawValue | O_CLOEXEC
    let outcome = withTerminated(name) { path in
      while true {
        let file = detour_openat(parent, path, flags, 0)
        if file >= 0 || errno != EINTR { return file }
      }
    }
    guard let outcome else { throw .invalid }
    guard outcome >= 0 else { throw .last }
    self.init(owning: outcome)
  }
}

/// The path that a symbolic link in the directory `parent` holds.
///
/// Wraps readlinkat(2).
///
/// - Throws: ``Errno/invalid`` where no NUL ends `name`, or it is no link.
public func target(ofLinkNamed name: Span<UInt8>, at parent: Int32) throws(Errno) -> [UInt8] {
  var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
  let size = buffer.count
  let outcome = buffer.withUnsafeMutableBytes { bytes in
    withTerminated(name) { path in
      readlinkat(parent, path, bytes.baseAddress!.assumingMemoryBound(to: CChar.self), size)
    }
  }
  guard let outcome else { throw .invalid }
  guard outcome >= 0 else { throw .last }
  return Array(buffer.prefix(outcome))
}

/// Calls `body` with the text at the start of `name`; nothing where no NUL ends it.
private func withTerminated<Result>(
  _ name: Span<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
) -> Result? {
  // The last byte is enough: the kernel reads up to the first NUL, which is there or before.
  guard !name.isEmpty, name[name.count - 1] == 0 else { return nil }
  return name.withUnsafeBufferPointer { buffer in
    buffer.withMemoryRebound(to: CChar.self) { body($0.baseAddress!) }
  }
}
