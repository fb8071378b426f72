/// What a prompt says of a repository: the specification is git's own `__git_ps1`.
public struct Segment: Equatable, Sendable {
  /// `BARE:` where the directory is in a bare repository.
  public let prefix: String
  /// The branch, the abbreviated commit in parentheses, or `GIT_DIR!`; bytes as they are stored.
  public let name: [UInt8]

  public init?(_ repository: Repository) {
    guard let head = References(repository).head else { return nil }
    if repository.isInsideGitDirectory, !repository.isBare {
      prefix = ""
      name = Array("GIT_DIR!".utf8)
      return
    }
    prefix = repository.isBare && repository.isInsideGitDirectory ? "BARE:" : ""
    switch head {
    case .symbolic(let reference):
      name = reference.hasPrefix("refs/heads/") ? Array(reference.dropFirst(11)) : reference
    case .detached(let id):
      name = Array("(\(ObjectStore(repository).abbreviate(id))...)".utf8)
    }
  }
}
