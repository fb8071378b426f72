public import System

/// The origin of a history kept with git-svn(1).
public struct SubversionUpstream: Sendable {
  /// The upstream of such a history; the caller says what counts where git-svn has left no mark.
  public enum Found: Equatable, Sendable {
    /// The last mark names one of the remotes.
    case remote
    /// The last line of the marked commit names something else.
    case other([UInt8])
    /// No mark was found in time.
    case unknown
  }

  /// The URLs of `svn-remote.*.url`.
  public let urls: [[UInt8]]

  @export(interface) public init(_ configuration: Configuration) {
    urls = configuration.subsections(of: "svn-remote", with: "url").flatMap { name in
      configuration.texts(Array("svn-remote.".utf8) + name + Array(".url".utf8))
    }
  }

  /// Looks along the first parents of `id` for the last commit that git-svn has marked with one of
  /// the URLs; a history without any is walked to its end.
  ///
  /// - Returns: nothing where no commit is marked.
  @export(interface) public func find(
    from id: ObjectID, _ objects: ObjectStore, until deadline: Deadline
  ) -> Found? {
    var id = id
    let mark = Array("git-svn-id: ".utf8)
    // A ring cannot be.
    while let object = try? objects.read(id), let commit = try? objects.commit(id) {
      let lines = Commit.message(of: object.bytes, commit).split(separator: 0x0a)
      let isMarked = lines.contains { line in
        guard line.starts(with: mark) else { return false }
        let rest = line.dropFirst(mark.count)
        return urls.isEmpty || urls.contains { rest.starts(with: $0) }
      }
      if isMarked, let last = lines.last { return read(Array(last)) }
      guard let parent = commit.parents.first else { return nil }
      if deadline.hasPassed { return .unknown }
      id = parent
    }
    return nil
  }

  /// The last line is `git-svn-id: URL@REVISION UUID`.
  private func read(_ line: [UInt8]) -> Found {
    var url = line
    for index in line.indices.dropLast()
    where line[index] == UInt8(ascii: ":") && line[index + 1] == 0x20 {
      url = Array(line[(index + 2)...])
      break
    }
    if let at = url.lastIndex(of: UInt8(ascii: "@")) { url = Array(url[..<at]) }
    if urls.contains(url) { return .remote }
    return .other(url.first == UInt8(ascii: "/") ? Array(url.dropFirst()) : url)
  }
}
