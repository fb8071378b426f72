import CLinux
import Glibc

/// A queue of the changes in watched directories: inotify(7).
///
/// Closing it removes all of its watches.
public struct Inotify: ~Copyable, Sendable {
  private let descriptor: FileDescriptor

  /// The events of a watch, in the bits of inotify(7).
  public struct Mask: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `IN_MODIFY`
    public static let modified = Mask(rawValue: 0x2)
    /// `IN_ATTRIB`
    public static let attributes = Mask(rawValue: 0x4)
    /// `IN_CLOSE_WRITE`
    public static let closedAfterWriting = Mask(rawValue: 0x8)
    /// `IN_MOVED_FROM`
    public static let movedFrom = Mask(rawValue: 0x40)
    /// `IN_MOVED_TO`
    public static let movedTo = Mask(rawValue: 0x80)
    /// `IN_CREATE`
    public static let created = Mask(rawValue: 0x100)
    /// `IN_DELETE`
    public static let deleted = Mask(rawValue: 0x200)
    /// `IN_DELETE_SELF`
    public static let deletedSelf = Mask(rawValue: 0x400)
    /// `IN_MOVE_SELF`
    public static let movedSelf = Mask(rawValue: 0x800)
    /// `IN_UNMOUNT`
    public static let unmounted = Mask(rawValue: 0x2000)
    /// `IN_Q_OVERFLOW`: events were lost.
    public static let overflow = Mask(rawValue: 0x4000)
    /// `IN_IGNORED`: the watch is gone.
    public static let ignored = Mask(rawValue: 0x8000)
    /// `IN_ISDIR`: the name is that of a directory.
    public static let directory = Mask(rawValue: 0x4000_0000)

    /// Everything that can change the content or the names of a directory. Files that are merely
    /// read raise no event.
    ///
    /// A store through a mapping and an asynchronous write raise nothing but `IN_CLOSE_WRITE`.
    /// `IN_EXCL_UNLINK` is not in it: with it a file that was opened without a name raises nothing
    /// after it was linked.
    fileprivate static let changes: UInt32 =
      0x2 | 0x4 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800 | 0x0100_0000
  }

  /// A change.
  public struct Event: Equatable, Sendable {
    /// The number of the watch; -1 for an overflow.
    public let watch: Int32
    public let mask: Mask
    /// The same for both ends of a renaming; else 0.
    public let cookie: UInt32
    /// The name in the watched directory; empty where the directory itself is meant.
    public let name: [UInt8]

    public init(watch: Int32, mask: Mask, cookie: UInt32 = 0, name: [UInt8] = []) {
      self.watch = watch
      self.mask = mask
      self.cookie = cookie
      self.name = name
    }
  }

  /// Makes an empty queue: inotify_init1(2).
  public init() throws(Errno) {
    descriptor = FileDescriptor(owning: try throwing { inotify_init1(detour_inotify_flags) })
  }

  /// A descriptor that is readable once there are events.
  public var fileDescriptor: CInt { descriptor.rawValue }

  /// Watches an open directory, and returns the number of the watch, the same where it is watched
  /// already: inotify_add_watch(2).
  ///
  /// It goes by the descriptor, since a path may lead elsewhere by now; /proc is needed for that.
  ///
  /// - Throws: ``Errno/noSpace`` where the user has no more watches.
  public borrowing func watch(_ directory: borrowing FileDescriptor) throws(Errno) -> Int32 {
    let path = "/proc/self/fd/\(directory.rawValue)"
    let queue = descriptor.rawValue
    return try throwing {
      path.withPointer { inotify_add_watch(queue, $0, Mask.changes) }
    }
  }

  /// Removes a watch; one that has gone is no error: inotify_rm_watch(2).
  public borrowing func remove(_ watch: Int32) { _ = inotify_rm_watch(descriptor.rawValue, watch) }

  /// The events that are there, in their order, as many as fit 64 KiB; empty where there are none:
  /// read(2).
  public borrowing func next() throws(Errno) -> [Event] {
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try descriptor.read(atMost: 65536)
    } catch .wouldBlock {
      return []
    }
    return Self.events(bytes)
  }

  /// Reads records of struct inotify_event: watch, mask, cookie, length, name.
  static func events(_ bytes: [UInt8]) -> [Event] {
    var events: [Event] = []
    bytes.withUnsafeBytes { buffer in
      var start = 0
      while start + 16 <= buffer.count {
        let length = Int(buffer.loadUnaligned(fromByteOffset: start + 12, as: UInt32.self))
        guard length <= buffer.count - start - 16 else { return }
        let name = buffer[start + 16..<start + 16 + length].prefix { $0 != 0 }
        events.append(
          Event(
            watch: buffer.loadUnaligned(fromByteOffset: start, as: Int32.self),
            mask: Mask(rawValue: buffer.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)),
            cookie: buffer.loadUnaligned(fromByteOffset: start + 8, as: UInt32.self),
            name: Array(name)))
        start += 16 + length
      }
    }
    return events
  }
}
