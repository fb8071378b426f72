import System

/// The user's own interactive bash, asked something after it has read its rc file.
///
/// The rc file may start programs that stay, or put another shell in its place: only what the
/// question itself ends with counts, and what was started ends with the answer.
struct InteractiveShell {
  private let bash: String
  private let context: QuirkContext

  init(_ context: QuirkContext, _ bash: String) {
    self.context = context
    self.bash = bash
  }

  /// What a script writes to descriptor 3 in such a shell; nil if it is not run to its end within
  /// `limit`.
  func output(of script: String, within limit: Duration = .seconds(10)) -> String? {
    let mark = "DETOUR_PROBE=\(UInt64.random(in: .min ... .max))"
    let asked = """
      exec 3>&1 >/dev/null 2>&1
      \(script)
      echo '\(Self.end)' >&3
      exit
      """
    let said = Subprocess.output(
      of: [bash, "-ic", asked],
      environment: [
        "HOME=\(context.home)", "PATH=\(context.searchPath.joined(separator: ":"))", "TERM=dumb",
        mark,
      ], until: "\(Self.end)\n", within: limit)
    endAll(with: mark)
    guard let said, said.hasSuffix("\(Self.end)\n") else { return nil }
    return String(said.dropLast(Self.end.count + 1))
  }

  private static let end = "detour-end"

  /// Ends the processes that have the mark in their environment: an agent may have gone away from
  /// the shell's session and group.
  private func endAll(with mark: String) {
    // What is being started while it looks is found the next time.
    for _ in 0..<10 where Self.numbers().count(where: { Self.end($0, with: mark) }) > 0 {
      sleep(for: .milliseconds(5))
    }
  }

  private static func numbers() -> [Int32] {
    guard var processes = try? Directory("/proc"), let entries = try? processes.entries() else {
      return []
    }
    return entries.compactMap { Int32(String(decoding: $0.name, as: UTF8.self)) }
  }

  /// Ends a process if it has the mark.
  private static func end(_ number: Int32, with mark: String) -> Bool {
    do throws(Errno) {
      // The handle comes first: the number may be another process's by the time of the signal.
      let process = try ProcessHandle(number)
      let variables = try File.read("/proc/\(number)/environ", limit: 1 << 20)
      guard variables.split(separator: 0).contains(Array(mark.utf8)[...]) else { return false }
      try process.send(.kill)
      return true
    } catch {
      return false
    }
  }
}
