import CLinux
import Glibc

/// The bytes of a file name in memory, such as in a mapped index, with the NUL that ends it.
///
/// Bytes after the first NUL are ignored; a name without one is refused with ``Errno/invalid``.
public typealias NulTerminatedName = Span<UInt8>

extension Status {
  /// Looks up a name in the directory `parent` without following a link: fstatat(2).
  ///
  /// - Throws: ``Errno/invalid`` if no NUL ends `name`.
  public init(ofName name: NulTerminatedName, at parent: Int32) throws(Errno) {
    var status = stat()
    let outcome = withTerminated(name) { fstatat(parent, $0, &status, CInt(AT_SYMLINK_NOFOLLOW)) }
    guard let outcome else { throw .invalid }
    guard outcome == 0 else { throw outcome == -1 ? .last : .invalid }
    self.init(status)
  }
}

extension Status {
  /// Looks up a name in the directory `parent` as far as this machine knows it, and waits for no other:
  /// statx(2), `AT_STATX_DONT_SYNC`. A link is not followed.
  ///
  /// What is on another machine may have changed since; ``device`` tells whether it can be.
  public init(knownOfName name: NulTerminatedName, at parent: Int32) throws(Errno) {
    var status = stat()
    let outcome = withTerminated(name) { detour_stat_known(parent, $0, &status) }
    guard let outcome else { throw .invalid }
    guard outcome == 0 else { throw .last }
    self.init(status)
  }
}

extension FileDescriptor {
  /// Opens a name in the directory `parent`: openat(2).
  ///
  /// - Throws: ``Errno/invalid`` if no NUL ends `name`.
  @export(interface) public init(
    openingName name: NulTerminatedName, _ options: Options = .readOnly, at parent: Int32
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

  /// Opens a name beneath the directory `parent`, unless something is mounted there or on the way:
  /// openat2(2), `RESOLVE_NO_XDEV`.
  ///
  /// - Throws: ``Errno/crossDevice`` at a mount; ``Errno/notImplemented`` before Linux 5.6, and in a
  ///   sandbox that or ``Errno/notPermitted``.
  @export(interface) public init(
    openingNameOfSameMount name: NulTerminatedName, _ options: Options = .readOnly,
    at parent: Int32
  ) throws(Errno) {
    let flags = options.rawValue | O_CLOEXEC
    let outcome = withTerminated(name) { path in
      while true {
        let file = detour_open_here(parent, path, flags)
        if file >= 0 || errno != EINTR { return file }
      }
    }
    guard let outcome else { throw .invalid }
    guard outcome >= 0 else { throw .last }
    self.init(owning: outcome)
  }
}

/// The target of a symbolic link in the directory `parent`: readlinkat(2).
///
/// - Throws: ``Errno/invalid`` if no NUL ends `name`, or it is not a link.
@export(interface) public func target(
  ofLinkNamed name: NulTerminatedName, at parent: Int32
) throws(Errno) -> [UInt8] {
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

/// Calls `body` with `name` as a C string; returns nil if no NUL ends it.
private func withTerminated<Result>(
  _ name: NulTerminatedName, _ body: (UnsafePointer<CChar>) -> Result
) -> Result? {
  // The last byte is enough to check: the kernel stops at the first NUL.
  guard !name.isEmpty, name[name.count - 1] == 0 else { return nil }
  return name.withUnsafeBufferPointer { buffer in
    buffer.withMemoryRebound(to: CChar.self) { body($0.baseAddress!) }
  }
}
