import System

/// The settings of logind.conf(5) that logind does not report, read as systemd reads them.
public struct LogindConfiguration: Sendable {
  private var values: [String: String] = [:]

  /// - Parameter root: what stands before `/etc`, `/run` and `/usr`; empty but in tests.
  public init(root: String = "") {
    // Highest priority first.
    let folders = ["/etc", "/run", "/usr/local/lib", "/usr/lib"].map { "\(root)\($0)/systemd" }
    for folder in folders {
      guard let bytes = try? File.read("\(folder)/logind.conf", limit: 1 << 20) else { continue }
      parse(bytes)
      break
    }
    // By their bytes: two names may be the same text.
    var files: [[UInt8]: String] = [:]
    for folder in folders.reversed() {
      let path = "\(folder)/logind.conf.d"
      guard var directory = try? Directory(path), let entries = try? directory.entries() else {
        continue
      }
      for entry in entries {
        // A file of the same name in a folder of higher priority replaces this one; one that is
        // empty, or a link to /dev/null, masks it.
        guard entry.name.suffix(5).elementsEqual(".conf".utf8) else { continue }
        files[entry.name] = "\(path)/\(String(path: entry.name))"
      }
    }
    for (_, path) in files.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      if let bytes = try? File.read(path, limit: 1 << 20) { parse(bytes) }
    }
  }

  /// The last value of a setting that systemd takes for a boolean; nil without any.
  public func boolean(_ name: String) -> Bool? { values[name].flatMap(Self.boolean) }

  /// A boolean in any of systemd's spellings.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "yes", "y", "true", "t", "on": true
    case "0", "no", "n", "false", "f", "off": false
    default: nil
    }
  }

  private mutating func parse(_ bytes: [UInt8]) {
    var section = ""
    var carried = ""
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let trimmed = String(decoding: line, as: UTF8.self)[...].trimmed
      if trimmed.hasPrefix("#") || trimmed.hasPrefix(";") { continue }
      // A backslash at the end joins the next line, with a blank between.
      if trimmed.hasSuffix("\\") {
        carried += trimmed.dropLast() + " "
        continue
      }
      let text = carried + trimmed
      carried = ""
      if text.hasPrefix("["), text.hasSuffix("]") {
        section = String(text.dropFirst().dropLast())
        continue
      }
      guard section == "Login", let equals = text.unicodeScalars.firstIndex(of: "=") else {
        continue
      }
      let name = text[..<equals].trimmed
      let value = text[text.unicodeScalars.index(after: equals)...].trimmed
      // What systemd cannot parse changes nothing.
      if Self.boolean(value) != nil || !Self.booleans.contains(name) { values[name] = value }
    }
  }

  private static let booleans: Set = ["LidSwitchIgnoreInhibited"]
}

extension Substring {
  fileprivate var trimmed: String {
    let blanks: Set<Character> = [" ", "\t", "\r"]
    var text = drop { blanks.contains($0) }
    while let last = text.last, blanks.contains(last) { text.removeLast() }
    return String(text)
  }
}
