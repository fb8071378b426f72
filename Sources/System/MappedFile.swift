import Glibc

/// A read-only memory mapping of a file, unmapped with the value.
///
/// Only for files that writers replace rather than truncate in place: reading past a truncated end
/// raises `SIGBUS`. git replaces its index and packs by renaming.
public struct MappedFile: ~Copyable, @unchecked Sendable {
  private let bytesInMemory: UnsafeRawBufferPointer

  /// Maps the regular file at `path`: mmap(2).
  ///
  /// - Throws: ``Errno/invalid`` if it is not a regular file.
  public init(_ path: some PathName) throws(Errno) {
    try self.init(FileDescriptor(opening: path, [.nonBlocking, .noTerminal]))
  }

  /// Maps an open regular file; the mapping outlives the descriptor.
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

  /// Copies an open regular file into memory of its own, which keeps no mount busy and stays as it
  /// is whatever becomes of the file: read(2).
  ///
  /// - Throws: ``Errno/invalid`` if it is not a regular file, or became shorter meanwhile.
  public init(copying file: borrowing FileDescriptor) throws(Errno) {
    let status = try Status(of: file)
    guard status.kind == .file else { throw .invalid }
    let size = Int(status.size)
    guard size > 0 else {
      bytesInMemory = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard
      let start = mmap(
        nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | CInt(MAP_ANONYMOUS), -1, 0),
      start != MAP_FAILED
    else { throw .last }
    let descriptor = file.rawValue
    var used = 0
    while used < size {
      let count: Int
      do throws(Errno) {
        count = try throwing { read(descriptor, start + used, size - used) }
      } catch {
        munmap(start, size)
        throw error
      }
      guard count > 0 else {
        munmap(start, size)
        throw .invalid
      }
      used += count
    }
    bytesInMemory = UnsafeRawBufferPointer(start: start, count: size)
  }

  /// Creates an empty mapping, of no file.
  public init() { bytesInMemory = UnsafeRawBufferPointer(start: nil, count: 0) }

  deinit {
    if let start = bytesInMemory.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytesInMemory.count)
    }
  }

  /// The size of the file in bytes when it was mapped.
  public var count: Int { bytesInMemory.count }

  /// The bytes of the file.
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
