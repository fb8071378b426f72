import System

/// The age of an inhibitor: logind writes a file for each when it is taken, and again when logind
/// starts.
///
/// The files are logind's private matter, so that this is a hint, and may be missing.
public struct InhibitorAge: Hashable, Sendable {
  private let process: UInt32
  private let who: String
  private let mode: String
  private let what: Set<String>
  /// Seconds since 1970: the inhibitor existed then.
  public let since: Int

  /// - Parameter root: what stands before `/run`; empty but in tests.
  public static func all(root: String = "") -> [InhibitorAge] {
    let path = "\(root)/run/systemd/inhibit"
    guard var directory = try? Directory(path), let entries = try? directory.entries() else {
      return []
    }
    return entries.compactMap { entry in
      // Beside each file is the pipe that the lock itself is, `N.ref`.
      guard !entry.name.suffix(4).elementsEqual(".ref".utf8) else { return nil }
      let file = "\(path)/\(String(decoding: entry.name, as: UTF8.self))"
      guard let status = try? Status(of: file), status.kind == .file,
        let bytes = try? File.read(file, limit: 65536)
      else { return nil }
      return InhibitorAge(
        String(decoding: bytes, as: UTF8.self), since: Int(status.modified.seconds))
    }
  }

  /// From the text of logind's file.
  public init?(_ text: String, since: Int) {
    var fields: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.unicodeScalars.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
    }
    guard let process = fields["PID"].flatMap({ UInt32($0) }), let what = fields["WHAT"] else {
      return nil
    }
    self.process = process
    self.what = Set(what.split(separator: ":").map { String($0) })
    who = fields["WHO"] ?? ""
    mode = fields["MODE"] ?? ""
    self.since = since
  }

  /// Returns whether it belongs to `inhibitor`. The file escapes unusual characters of its name.
  public func isOf(_ inhibitor: Inhibitor) -> Bool {
    process == inhibitor.process && what == Set(inhibitor.what.map(\.rawValue))
      && (mode.isEmpty || mode == inhibitor.mode)
      && (who == inhibitor.who || who.contains("\\"))
  }
}
