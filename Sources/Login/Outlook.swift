public import DBus
import System

extension Logind {
  /// All locks, with what is known of their holders.
  public func held() throws(Failure) -> [Forecast.Held] {
    let ages = Self.ages()
    return try inhibitors().map { inhibitor in
      let session = session(of: inhibitor.process)
      return Forecast.Held(
        inhibitor, session: session?.id, counts: session?.isActive ?? true,
        since: ages["\(inhibitor.process) \(inhibitor.mode)"])
    }
  }

  /// What happens when the lid closes now.
  ///
  /// - Parameter process: as if this one held nothing.
  public func forecast(
    _ machine: Machine = Machine(), without process: UInt32? = nil
  ) throws(Failure) -> Forecast {
    Forecast(
      try lidState(), hasLid: machine.hasLid,
      locks: try held().filter { $0.inhibitor.process != process },
      ignoresSleepLocks: Self.ignoresSleepLocks())
  }

  /// When each process took its oldest lock, by the time stamps of logind's own files; they are
  /// its private matter, so that this is a hint and may be empty.
  private static func ages() -> [String: Int] {
    let path = "/run/systemd/inhibit"
    guard var directory = try? Directory(path), let entries = try? directory.entries() else {
      return [:]
    }
    var ages: [String: Int] = [:]
    for entry in entries where entry.kind == .file {
      let file = "\(path)/\(String(decoding: entry.name, as: UTF8.self))"
      guard let bytes = try? File.read(file, limit: 65536), let status = try? Status(of: file)
      else { continue }
      var fields: [Substring: Substring] = [:]
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1)
        if parts.count == 2 { fields[parts[0]] = parts[1] }
      }
      let key = "\(fields["PID"] ?? "") \(fields["MODE"] ?? "")"
      let seconds = Int(status.modified.seconds)
      ages[key] = min(ages[key] ?? seconds, seconds)
    }
    return ages
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
