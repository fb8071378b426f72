import System

/// git's rule that a repository must be its user's own: git-config(1), `safe.directory`.
struct Ownership {
  private let user: UInt32
  private let sudoUser: UInt32?

  init(_ surroundings: Surroundings) {
    user = surroundings.user
    sudoUser = surroundings.sudoUser
  }

  /// Whether the `.git` file, the work tree and the git directory all belong to the user.
  func allows(_ found: Discovery) -> Bool {
    [found.gitFile, found.top, found.gitDirectory].allSatisfy { path in
      guard let path else { return true }
      guard let owner = (try? Status(of: path, followingLinks: false))?.owner else { return false }
      // Under sudo, root's files and those of the user who called it are both the user's own.
      return owner == user || user == 0 && sudoUser == owner
    }
  }
}
