import System

/// git's rule that a repository must be its user's own: git-config(1), `safe.directory`.
struct Ownership {
  private let surroundings: Surroundings

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// Whether the `.git` file, the work tree and the git directory all belong to the user, or the
  /// user has said that the place is safe.
  func allows(_ found: Discovery) -> Bool {
    let paths = [found.gitFile, found.top, found.gitDirectory]
    if paths.allSatisfy({ $0.map(isOwn) ?? true }) { return true }
    let place = found.top ?? found.gitDirectory
    guard let protected = try? ConfigurationReader.protected(surroundings) else { return false }
    return isNamedSafe(realPath(of: place) ?? place, by: protected.protectedTexts("safe.directory"))
  }

  private func isOwn(_ path: String) -> Bool {
    guard let owner = (try? Status(of: path, followingLinks: false))?.owner else { return false }
    // Under sudo, root's files and those of the user who called it are both the user's own.
    return owner == surroundings.user || surroundings.user == 0 && surroundings.sudoUser == owner
  }

  private func isNamedSafe(_ place: String, by values: [[UInt8]]) -> Bool {
    var isSafe = false
    for value in values {
      if value.isEmpty {
        isSafe = false
      } else if value.elementsEqual("*".utf8) {
        isSafe = true
      } else if let path = Configuration.path(value, home: surroundings.home) {
        if path == "." {
          isSafe = isSafe || place == surroundings.directory
        } else if path.hasPrefix("/"), path.hasSuffix("/*") {
          let above = String(path.dropLast(2))
          isSafe = isSafe || place.hasPrefix((realPath(of: above) ?? above) + "/")
        } else if path.hasPrefix("/") {
          isSafe = isSafe || (realPath(of: path) ?? normalised(path, at: "/")) == place
        }
      }
    }
    return isSafe
  }

  /// Whether a bare repository may be used that was only found, and not named: git-config(1),
  /// `safe.bareRepository`. The one in a work tree's own `.git` may.
  func allowsBare(_ directory: String) -> Bool {
    guard let protected = try? ConfigurationReader.protected(surroundings) else { return false }
    guard
      protected.protectedTexts("safe.barerepository").last?.elementsEqual("explicit".utf8) == true
    else { return true }
    return directory.hasSuffix("/.git") || directory.contains("/.git/worktrees/")
      || directory.contains("/.git/modules/")
  }
}
