import Glibc
import System

/// The effective user of this process.
var environmentUser: UInt32 { geteuid() }

var processNumber: Int32 { getpid() }

/// Ends the watcher, as nobody needs it any more.
func endOfWatcher() -> Never { exit(0) }

/// How much memory this process has, in bytes: /proc/self/statm.
var residentMemory: Int? {
  guard let text = try? FileDescriptor(opening: "/proc/self/statm").readAll(limit: 4096) else {
    return nil
  }
  let fields = text.split(separator: 0x20)
  guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else {
    return nil
  }
  return pages * Int(getpagesize())
}

/// The limit of directories that may be watched.
enum WatchLimit {
  /// Half of what the user may watch in all, so that other programs are not left without.
  static var half: Int {
    guard
      let file = try? FileDescriptor(opening: "/proc/sys/fs/inotify/max_user_watches"),
      let text = try? file.readAll(limit: 64),
      let number = Int(String(decoding: text.prefix { $0 > 0x20 }, as: UTF8.self))
    else { return 4096 }
    return number / 2
  }
}

/// The program that this process runs.
struct Executable {
  private let path: [UInt8]?

  init() { path = try? target(ofLink: "/proc/self/exe") }

  /// Whether another program is in its place now, such as a newer version.
  var wasReplaced: Bool {
    guard let path, let own = try? Status(of: "/proc/self/exe") else { return false }
    guard let now = try? Status(of: path) else { return true }
    return now.device != own.device || now.inode != own.inode
  }
}
