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
    var files: [String: String] = [:]
    for folder in folders.reversed() {
      let path = "\(folder)/logind.conf.d"
      guard var directory = try? Directory(path), let entries = try? directory.entries() else {
        continue
      }
      for entry in entries {
        let name = String(decoding: entry.name, as: UTF8.self)
        // A file of the same name in a folder of higher priority replaces this one; one that is
        // empty, or a link to /dev/null, masks it.
        if name.hasSuffix(".conf") { files[name] = "\(path)/\(name)" }
      }
    }
    for (_, path) in files.sorted(by: { $0.key < $1.key }) {
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
    for line in String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    {
      let trimmed = line.trimmed
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
      guard section == "Login", let equals = text.firstIndex(of: "=") else { continue }
      let name = text[..<equals].trimmed
      let value = text[text.index(after: equals)...].trimmed
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
