public import DBus
import System

extension Logind {
  /// What happens when the lid closes now.
  ///
  /// - Parameter process: as if this one held nothing.
  public func decision(
    _ machine: Sysfs = Sysfs(), without process: UInt32? = nil
  ) throws(DBusError) -> LidDecision {
    LidDecision(
      try lidState(), hasLid: machine.hasLid,
      locks: try inhibitorStatuses().filter { $0.inhibitor.process != process },
      ignoresSleepLocks: Self.ignoresSleepLocks())
  }

  /// `LidSwitchIgnoreInhibited` of logind.conf(5), which logind tells nobody: the last word in its
  /// files, `yes` where there is none.
  static func ignoresSleepLocks(root: String = "") -> Bool {
    var files: [(name: String, path: String)] = []
    for folder in ["/usr/lib", "/usr/local/lib", "/run", "/etc"] {
      let path = "\(root)\(folder)/systemd/logind.conf.d"
      guard var directory = try? Directory(path), let entries = try? directory.entries() else {
        continue
      }
      for name in entries.map({ String(decoding: $0.name, as: UTF8.self) })
      where name.hasSuffix(".conf") {
        // One of the same name in a later folder takes the place of the earlier one.
        files.removeAll { $0.name == name }
        files.append((name, "\(path)/\(name)"))
      }
    }
    files.sort { $0.name < $1.name }
    var answer = true
    for path in ["\(root)/etc/systemd/logind.conf"] + files.map(\.path) {
      guard let bytes = try? File.read(path, limit: 1 << 20) else { continue }
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].trimmed == "LidSwitchIgnoreInhibited" else { continue }
        answer = !["no", "false", "0", "off", "n", "f"].contains(parts[1].trimmed)
      }
    }
    return answer
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
