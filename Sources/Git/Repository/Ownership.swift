import System

/// git's rule that a repository must be its user's own: git-config(1), `safe.directory`.
struct Ownership {
  private let options: DiscoveryOptions

  init(_ options: DiscoveryOptions) { self.options = options }

  /// Returns whether the `.git` file, the work tree and the git directory all belong to the user,
  /// or the user has said that the place is safe.
  func allows(_ found: Discovery) -> Bool {
    if found.gitFile.map(isOwn) ?? true, found.top.map(isOwn) ?? true, isOwn(found.gitDirectory) {
      return true
    }
    let place = found.top ?? found.gitDirectory
    guard let protected = try? ConfigurationReader.protected(options) else { return false }
    return isNamedSafe(
      realPath(of: place) ?? place, by: protected.protectedValues("safe.directory"))
  }

  private func isOwn(_ path: String) -> Bool {
    guard let owner = (try? Status(of: path, followingLinks: false))?.owner else { return false }
    // Under sudo, root's files and those of the user who called it are both the user's own.
    return owner == options.user || options.user == 0 && options.sudoUser == owner
  }

  private func isNamedSafe(_ place: String, by values: [[UInt8]?]) -> Bool {
    var isSafe = false
    for value in values {
      // An empty one, or none, takes back what was said before.
      guard let value, !value.isEmpty else {
        isSafe = false
        continue
      }
      isSafe = isSafe || value.elementsEqual("*".utf8) || names(value, place)
    }
    return isSafe
  }

  /// Returns whether the value is the path of `place`, or that of a directory above with `/*` after
  /// it.
  private func names(_ value: [UInt8], _ place: String) -> Bool {
    guard Configuration.isPresent(value, home: options.home),
      let path = Configuration.path(value, home: options.home, mayBeOptional: true)
    else { return false }
    func isPlace(_ path: String) -> Bool { path.utf8.elementsEqual(place.utf8) }
    // At the top of a repository, and nowhere else, that is the repository.
    if path == "." { return isPlace(options.directory) }
    guard isAbsolute(path) else { return false }
    if path.utf8.suffix(2).elementsEqual("/*".utf8) {
      let above = path.utf8.count == 2 ? "/" : String(path.dropLast(2))
      return realPath(of: above).map { contains($0, place) && !isPlace($0) } ?? false
    }
    return isPlace(realPath(of: path) ?? normalised(path, at: "/"))
  }

  /// Returns whether a bare repository may be used that was only found, and not named:
  /// git-config(1), `safe.bareRepository`. The one in a work tree's own `.git` may.
  func allowsBare(_ directory: String) -> Bool {
    guard let protected = try? ConfigurationReader.protected(options) else { return false }
    let values = protected.protectedValues("safe.barerepository").map { $0?.text }
    // git gives up where one of them is something else.
    guard values.allSatisfy({ $0 == "all" || $0 == "explicit" }) else { return false }
    guard values.last == "explicit" else { return true }
    return directory.hasSuffix("/.git") || directory.contains("/.git/worktrees/")
      || directory.contains("/.git/modules/")
  }
}
