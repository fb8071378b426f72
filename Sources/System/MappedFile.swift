import Glibc

/// A file's bytes, read as they are touched and given back when it goes.
///
/// Only for files that writers replace rather than shorten in place: a page past a shortened end
/// raises `SIGBUS`. git replaces its index and packs by renaming.
public struct MappedFile: ~Copyable, @unchecked Sendable {
  private let bytesInMemory: UnsafeRawBufferPointer

  /// Maps the regular file at `path`.
  ///
  /// Wraps mmap(2), private and read-only.
  ///
  /// - Throws: ``Errno/invalid`` when it is no regular file.
  public init(_ path: some PathName) throws(Errno) {
    try self.init(FileDescriptor(opening: path, [.nonBlocking, .noTerminal]))
  }

  /// Maps the regular file that `file` is open on; the mapping outlives the descriptor.
  public init(_ file: borrowing FileDescriptor) throws(Errno) {
    let status = try Status(of: file)
    guard status.kind == .file else { throw .invalid }
    let size = Int(status.size)
    // mmap(2) refuses a length of zero.
    guard size > 0 else {
      bytesInMemory = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file.rawValue, 0),
      start != MAP_FAILED
    else { throw .last }
    bytesInMemory = UnsafeRawBufferPointer(start: start, count: size)
  }

  /// No file, no bytes.
  public init() { bytesInMemory = UnsafeRawBufferPointer(start: nil, count: 0) }

  deinit {
    if let start = bytesInMemory.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytesInMemory.count)
    }
  }

  /// The file's size in bytes, as it was when it was mapped.
  public var count: Int { bytesInMemory.count }

  /// The bytes, which live as long as the mapping.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let bound = UnsafeBufferPointer(
        start: bytesInMemory.baseAddress?.assumingMemoryBound(to: UInt8.self),
        count: bytesInMemory.count)
      return _overrideLifetime(Span(_unsafeElements: bound), borrowing: self)
    }
  }
}
