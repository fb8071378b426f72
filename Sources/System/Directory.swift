import Glibc

/// An open directory, closed when it goes.
public struct Directory: ~Copyable {
  private let stream: OpaquePointer

  /// A name in a directory.
  public struct Entry: Hashable, Sendable {
    /// The bytes of the name, which need not be UTF-8.
    public let name: [UInt8]
    public let kind: Kind
  }

  /// What a name stands for, as far as the directory itself tells.
  public enum Kind: Hashable, Sendable {
    case file, directory, link
    /// A FIFO, a socket or a device.
    case special
    /// The file system does not say: ask with fstatat(2).
    case unknown
  }

  /// Opens the directory at `path`, relative to the directory `parent` when it is not absolute.
  ///
  /// Wraps fdopendir(3).
  public init(_ path: some PathName, at parent: Int32 = currentDirectory) throws(Errno) {
    let file = try FileDescriptor(opening: path, [.directory], at: parent)
    guard let stream = fdopendir(file.rawValue) else { throw .last }
    _ = file.release()
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// The descriptor of the directory, for calls relative to it; it is not the caller's to close.
  public var rawValue: Int32 { dirfd(stream) }

  /// The next name, or none at the end; `.` and `..` are left out.
  public mutating func next() throws(Errno) -> Entry? {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw .last }
        return nil
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name == [0x2e] || name == [0x2e, 0x2e] { continue }
      return Entry(name: name, kind: Kind(entry.pointee.d_type))
    }
  }

  /// All names that are left, in the order of the file system.
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
      case DT_REG: .file
      case DT_DIR: .directory
      case DT_LNK: .link
      case DT_UNKNOWN: .unknown
      default: .special
      }
  }
}
