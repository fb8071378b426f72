import Glibc

/// A read-only memory mapping of a file, unmapped with the value.
///
/// Only for files that writers replace rather than truncate in place: reading past a truncated end
/// raises `SIGBUS`. git replaces its index and packs by renaming.
public struct MappedFile: ~Copyable, @unchecked Sendable {
  private let bytesInMemory: UnsafeRawBufferPointer
  /// Whether the memory is its own.
  private let isCopy: Bool

  /// Maps the regular file at `path`: mmap(2).
  ///
  /// - Throws: ``Errno/invalid`` if it is not a regular file.
  public init(_ path: some PathName) throws(Errno) {
    try self.init(FileDescriptor(opening: path, [.nonBlocking, .noTerminal]))
  }

  /// Maps an open regular file; the mapping outlives the descriptor.
  @export(interface) public init(_ file: borrowing FileDescriptor) throws(Errno) {
    let size = try Self.size(of: file)
    // mmap(2) refuses a length of zero.
    guard size > 0 else {
      bytesInMemory = UnsafeRawBufferPointer(start: nil, count: 0)
      isCopy = false
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file.rawValue, 0),
      start != MAP_FAILED
    else { throw .last }
    bytesInMemory = UnsafeRawBufferPointer(start: start, count: size)
    isCopy = false
  }

  private static func size(of file: borrowing FileDescriptor) throws(Errno) -> Int {
    let status = try Status(of: file)
    guard status.kind == .file else { throw .invalid }
    return Int(status.size)
  }

  /// Copies an open regular file into memory of its own, which keeps no mount busy and stays as it
  /// is whatever becomes of the file: read(2).
  ///
  /// - Throws: ``Errno/invalid`` if it is not a regular file, or became shorter meanwhile.
  @export(interface) public init(copying file: borrowing FileDescriptor) throws(Errno) {
    let size = try Self.size(of: file)
    guard size > 0 else {
      bytesInMemory = UnsafeRawBufferPointer(start: nil, count: 0)
      isCopy = false
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
    isCopy = true
  }

  /// Creates an empty mapping, of no file.
  public init() {
    bytesInMemory = UnsafeRawBufferPointer(start: nil, count: 0)
    isCopy = false
  }

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

  /// Gives the memory of a part of a copy back to the system: that part's whole pages are zeros
  /// then: madvise(2).
  public func discard(_ range: Range<Int>) {
    precondition(isCopy && range.lowerBound >= 0 && range.upperBound <= count)
    let page = Int(getpagesize())
    let first = (range.lowerBound + page - 1) / page * page
    let last = range.upperBound / page * page
    guard first < last, let start = bytesInMemory.baseAddress else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), last - first, MADV_DONTNEED)
  }

  /// Writes into a copy, where nobody else looks at the moment.
  public func write(_ bytes: [UInt8], at offset: Int) {
    precondition(isCopy && offset >= 0 && offset <= count - bytes.count)
    guard let start = bytesInMemory.baseAddress else { return }
    bytes.withUnsafeBytes {
      UnsafeMutableRawPointer(mutating: start + offset).copyMemory(
        from: $0.baseAddress ?? start, byteCount: $0.count)
    }
  }
}
