import System

/// What a process and all its descendants have, and no other process.
///
/// A variable of the environment; and, as a program may be started without it (`env -i`), or hide it
/// from its own user (ssh-agent), a limit that each process has from its parent and that anybody may
/// read: that of the resident set, with which Linux does nothing since 2.4.30: getrlimit(2),
/// `RLIMIT_RSS`.
struct DescendantMark: Sendable {
  /// As a limit a number of kilobytes that no machine has, so that no program that looks takes less
  /// memory for it.
  private let number = UInt64.random(in: 1 << 44..<1 << 53)

  /// The variable, for the environment of the process.
  var variable: String { "DETOUR_PROBE=\(number)" }

  /// The words that run a program with the limit.
  func onProcess(_ words: [String]) -> [String] {
    ["/bin/sh", "-c", "ulimit -Sm \(number); exec \"$@\"", "sh"] + words
  }

  /// Ends the processes that have the mark: an agent may have gone away from its session and group.
  func endAll() {
    // What is being started while it looks is found the next time.
    for _ in 0..<10 where Self.processes().count(where: { end($0) }) > 0 {
      sleep(for: .milliseconds(5))
    }
  }

  private static func processes() -> [Int32] {
    guard var processes = try? Directory("/proc"), let entries = try? processes.entries() else {
      return []
    }
    return entries.compactMap { Int32(String(decoding: $0.name, as: UTF8.self)) }
  }

  /// Ends a process if it has the mark.
  private func end(_ process: Int32) -> Bool {
    do throws(Errno) {
      // The handle comes first: the number may be another process's by the time of the signal.
      let handle = try ProcessHandle(process)
      guard isOn(process) else { return false }
      // An agent that is asked to end takes its socket away.
      for signal in [Signal.terminate, .kill] {
        try handle.send(signal)
        try handle.reap(until: .after(.milliseconds(100)))
      }
      return true
    } catch {
      return false
    }
  }

  private func isOn(_ process: Int32) -> Bool {
    let variables = (try? File.read("/proc/\(process)/environ", limit: 1 << 20)) ?? []
    if variables.split(separator: 0).contains(Array(variable.utf8)[...]) { return true }
    // A line such as `Max resident set  1024  unlimited  bytes`, the soft limit first: proc(5).
    let limits = (try? File.read("/proc/\(process)/limits", limit: 1 << 16)) ?? []
    return String(decoding: limits, as: UTF8.self).split(separator: "\n").contains {
      $0.split(separator: " ").prefix(4) == ["Max", "resident", "set", "\(number << 10)"]
    }
  }
}
