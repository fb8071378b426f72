import Login
import System

/// How old a lock is: logind writes a file for each when it is taken, and again when it starts.
struct LockAge {
  private let process: UInt32
  private let who: String
  private let what: Set<String>
  /// Seconds since 1970: the lock was there then.
  let since: Int64

  static func all(on context: QuirkContext) -> [LockAge] {
    let directory = "/run/systemd/inhibit"
    return context.names(in: directory).compactMap { name in
      let path = "\(directory)/\(name)"
      // The others are the pipes that the locks themselves are.
      guard !name.hasSuffix(".ref"), let status = try? Status(of: context.root + path),
        status.kind == .file, let text = context.text(path)
      else { return nil }
      return LockAge(text, since: status.modified.seconds)
    }
  }

  private init?(_ text: String, since: Int64) {
    var fields: [Substring: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { fields[parts[0]] = String(parts[1]) }
    }
    guard let process = fields["PID"].flatMap({ UInt32($0) }), let what = fields["WHAT"] else {
      return nil
    }
    self.process = process
    self.what = Set(what.split(separator: ":").map(String.init))
    who = fields["WHO"] ?? ""
    self.since = since
  }

  /// Whether it is that lock's. The name is written there with escapes, which few have.
  func isOf(_ lock: Inhibitor) -> Bool {
    process == lock.process && what == Set(lock.what.map(\.rawValue))
      && (who == lock.who || who.contains("\\"))
  }
}
