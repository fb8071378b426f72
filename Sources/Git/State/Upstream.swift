/// The upstream of a branch: git-config(1), `branch.<name>.remote` and `.merge`.
public struct Upstream: Equatable, Sendable {
  /// The whole name of the reference that stands for it here: `refs/remotes/origin/main`.
  public let reference: [UInt8]
  /// The name of the remote; `.` for this repository itself.
  public let remote: [UInt8]

  /// - Parameters:
  ///   - branch: the branch's name without `refs/heads/`.
  ///   - references: where a short name of this repository's own is looked up.
  @export(interface)
  public init?(of branch: [UInt8], _ configuration: Configuration, _ references: References) {
    let section = Array("branch.".utf8) + branch
    guard let remote = configuration.text(section + Array(".remote".utf8)),
      let merge = configuration.texts(section + Array(".merge".utf8)).first
    else { return nil }
    self.remote = remote
    if remote == [UInt8(ascii: ".")] {
      let found = references.all(short: merge)
      reference = found.count == 1 ? found[0] : merge
      return
    }
    guard let tracking = Remote(remote, configuration, references).tracking(merge) else {
      return nil
    }
    reference = tracking
  }

  /// Returns what the patterns of a `fetch` or `push` make of a reference's name: git-fetch(1),
  /// "refspec".
  static func map(_ name: [UInt8], by patterns: [[UInt8]]) -> [UInt8]? {
    for pattern in patterns where pattern.first == UInt8(ascii: "^") {
      if Wildcard(Array(pattern.dropFirst()))?.middle(of: name) != nil { return nil }
    }
    for pattern in patterns where pattern.first != UInt8(ascii: "^") {
      let plain = pattern.first == UInt8(ascii: "+") ? Array(pattern.dropFirst()) : pattern
      guard let colon = plain.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let source = Array(plain[..<colon])
      let target = Array(plain[(colon + 1)...])
      let isHead = source == [UInt8(ascii: "@")] && name.elementsEqual("HEAD".utf8)
      if source == name || isHead, !target.isEmpty { return target }
      if let middle = Wildcard(source)?.middle(of: name), let wildcard = Wildcard(target) {
        return wildcard.prefix + middle + wildcard.suffix
      }
    }
    return nil
  }

  /// A name with one star in it.
  private struct Wildcard {
    let prefix: [UInt8]
    let suffix: [UInt8]

    init?(_ pattern: [UInt8]) {
      guard let star = pattern.firstIndex(of: UInt8(ascii: "*")) else { return nil }
      prefix = Array(pattern[..<star])
      suffix = Array(pattern[(star + 1)...])
    }

    func middle(of name: [UInt8]) -> [UInt8]? {
      guard name.count >= prefix.count + suffix.count, name.starts(with: prefix),
        name.suffix(suffix.count).elementsEqual(suffix)
      else { return nil }
      return Array(name[prefix.count..<(name.count - suffix.count)])
    }
  }
}
