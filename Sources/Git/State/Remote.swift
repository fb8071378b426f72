import System

/// Another repository, by its name and URL: git-fetch(1), "REMOTES".
struct Remote {
  /// The patterns of what is fetched, and where it goes.
  let fetch: [[UInt8]]
  /// The patterns of what is pushed.
  let push: [[UInt8]]

  /// - Parameter references: those of the repository that knows the remote.
  init(_ name: [UInt8], _ configuration: Configuration, _ references: References) {
    let section = Array("remote.".utf8) + name
    var fetch = configuration.texts(section + Array(".fetch".utf8))
    var push = configuration.texts(section + Array(".push".utf8))
    // Where the configuration does not say where it is, git looks in the places of old.
    if configuration.text(section + Array(".url".utf8)) == nil, Self.isNickname(name) {
      let directory = references.commonDirectory.pathBytes
      func lines(_ folder: String) -> [[UInt8]]? {
        let path = directory + Array("/\(folder)/".utf8) + name
        return (try? File.read(path, limit: 1 << 16))
          .map { $0.split(separator: 0x0a).map(Array.init) }
      }
      if let lines = lines("remotes") {
        fetch += lines.compactMap { Self.value("Pull:", $0) }
        push += lines.compactMap { Self.value("Push:", $0) }
      } else if let place = lines("branches")?.first?.trimmed, !place.isEmpty {
        let hash = place.firstIndex(of: UInt8(ascii: "#"))
        let branch =
          hash.map { Array(place[($0 + 1)...]) } ?? configuration.text("init.defaultbranch")
          ?? Array("master".utf8)
        let heads = Array("refs/heads/".utf8)
        fetch.append(heads + branch + [UInt8(ascii: ":")] + heads + name)
        push.append(Array("HEAD:".utf8) + heads + branch)
      }
    }
    self.fetch = fetch
    self.push = push
  }

  /// Returns whether a remote of that name may have a file.
  private static func isNickname(_ name: [UInt8]) -> Bool {
    !name.isEmpty && name != [0x2e] && name != [0x2e, 0x2e] && !name.contains(0x2f)
      && !name.contains(0)
  }

  private static func value(_ key: String, _ line: [UInt8]) -> [UInt8]? {
    line.hasPrefix(key) ? line.dropFirst(key.utf8.count).trimmed : nil
  }

  /// Returns what stands here for the reference `name` there.
  func tracking(_ name: [UInt8]) -> [UInt8]? { Upstream.map(name, by: fetch) }
}
