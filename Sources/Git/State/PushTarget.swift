/// The branch that `git push` updates: git-config(1), `push.default` and
/// `branch.<name>.pushRemote`.
public struct PushTarget: Equatable, Sendable {
  /// The name of the remote, or its place where it has no name.
  public let remote: [UInt8]
  /// The whole name of the reference that stands here for the branch there, `@{push}`; nothing
  /// where git would not say.
  public let reference: [UInt8]?

  /// - Parameter branch: the branch's name without `refs/heads/`.
  @export(interface)
  public init?(of branch: [UInt8], _ configuration: Configuration, _ references: References) {
    let section = Array("branch.".utf8) + branch
    guard
      let remote = configuration.text(section + Array(".pushremote".utf8))
        ?? configuration.text("remote.pushdefault")
        ?? configuration.text(section + Array(".remote".utf8))
        ?? Self.onlyRemote(configuration)
    else { return nil }
    self.remote = remote
    reference = Self.reference(of: branch, remote, configuration, references)
  }

  /// The remote of a repository that names none for the branch.
  private static func onlyRemote(_ configuration: Configuration) -> [UInt8]? {
    let remotes = configuration.subsections(of: "remote", with: "url")
    let origin = Array("origin".utf8)
    // The only one there is, whatever it is called.
    if remotes.count == 1 { return remotes[0] }
    return remotes.contains(origin) ? origin : nil
  }

  private static func reference(
    of branch: [UInt8], _ remote: [UInt8], _ configuration: Configuration,
    _ references: References
  ) -> [UInt8]? {
    let name = Array("refs/heads/".utf8) + branch
    let known = Remote(remote, configuration, references)
    if !known.push.isEmpty {
      return Upstream.map(name, by: known.push).flatMap(known.tracking)
    }
    let same = known.tracking(name)
    let isMirror = configuration.text(Array("remote.".utf8) + remote + Array(".mirror".utf8))
      .flatMap(Configuration.boolean)
    if isMirror == true { return same }
    let upstream = Upstream(of: branch, configuration, references)?.reference
    switch configuration.text("push.default")?.text ?? "simple" {
    case "nothing": return nil
    case "matching", "current": return same
    case "upstream", "tracking": return upstream
    // The usual one goes only where the branch comes from.
    default: return same == upstream ? same : nil
    }
  }
}
