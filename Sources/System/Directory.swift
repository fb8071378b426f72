import Glibc

/// An open directory, closed with the value.
public struct Directory: ~Copyable {
  private let stream: OpaquePointer

  /// A directory entry.
  public struct Entry: Hashable, Sendable {
    /// The bytes of the name, which need not be UTF-8.
    public let name: [UInt8]
    public let kind: Kind
  }

  /// The type of an entry, as far as the directory itself records it.
  public enum Kind: Hashable, Sendable {
    case file, directory, link
    /// A FIFO, a socket or a device.
    case special
    /// Not recorded by the file system: use fstatat(2).
    case unknown
  }

  /// Opens the directory at `path`, relative to `parent` if it is not absolute: fdopendir(3).
  public init(_ path: some PathName, at parent: Int32 = currentDirectory) throws(Errno) {
    let file = try FileDescriptor(opening: path, [.directory], at: parent)
    guard let stream = fdopendir(file.rawValue) else { throw .last }
    _ = file.release()
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// The descriptor for calls relative to this directory; do not close it.
  public var fileDescriptor: Int32 { dirfd(stream) }

  /// The next entry, nil at the end; `.` and `..` are skipped.
  @export(interface) public mutating func next() throws(Errno) -> Entry? {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw .last }
        return nil
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        Array(
          bytes.prefix(
            strnlen(bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count)))
      }
      if name.count <= 2, name.allSatisfy({ $0 == 0x2e }) { continue }
      return Entry(name: name, kind: Kind(entry.pointee.d_type))
    }
  }

  /// The remaining entries, in the order of the file system.
  public mutating func entries() throws(Errno) -> [Entry] {
    var entries: [Entry] = []
    while let entry = try next() { entries.append(entry) }
    return entries
  }
}

extension Directory.Kind {
  init(_ type: UInt8) {
    self =
      switch Int(type) {
      case Int(DT_REG): .file
      case Int(DT_DIR): .directory
      case Int(DT_LNK): .link
      case Int(DT_UNKNOWN): .unknown
      default: .special
      }
  }
}
