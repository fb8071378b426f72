import CLinux
import Glibc

/// A buffer for all entries of a directory, reused from one directory to the next.
public struct DirectoryBuffer: Sendable {
  /// An entry of the directory.
  public struct Item: Sendable {
    let start: Int
    let count: Int
    public let kind: Directory.Kind
  }

  private var bytes: [UInt8] = []
  /// The entries in the order of the file system, without `.` and `..`.
  public private(set) var items: [Item] = []

  public init() {}

  /// The name of an entry.
  @_lifetime(borrow self)
  public func name(of item: Item) -> NulTerminatedName {
    let span = bytes.span
    guard item.start + item.count < span.count else { return span.extracting(first: 0) }
    return span.extracting(item.start..<item.start + item.count + 1)
  }

  /// Reads all entries of an open directory, which must be at its start: getdents64(2).
  @export(interface) public mutating func read(_ directory: Int32) throws(Errno) {
    items.removeAll(keepingCapacity: true)
    var used = 0
    while true {
      if bytes.count - used < 32768 {
        bytes.append(contentsOf: repeatElement(0, count: max(32768, bytes.count)))
      }
      let count = try throwing {
        bytes.withUnsafeMutableBytes {
          detour_getdents(directory, $0.baseAddress! + used, UInt32($0.count - used))
        }
      }
      guard count > 0 else { return }
      collect(from: used, to: used + count)
      used += count
    }
  }

  /// Parses records of struct linux_dirent64: inode, offset, length, type, name.
  private mutating func collect(from start: Int, to end: Int) {
    bytes.withUnsafeBytes { buffer in
      var record = start
      while record + 19 < end {
        let length = Int(buffer.loadUnaligned(fromByteOffset: record + 16, as: UInt16.self))
        guard length > 19, record + length <= end else { return }
        let name = record + 19
        let count = strnlen(
          (buffer.baseAddress! + name).assumingMemoryBound(to: CChar.self), length - 20)
        let isDots = buffer[name] == 0x2e && (count == 1 || count == 2 && buffer[name + 1] == 0x2e)
        if !isDots {
          items.append(
            Item(start: name, count: count, kind: Directory.Kind(buffer[record + 18])))
        }
        record += length
      }
    }
  }
}
