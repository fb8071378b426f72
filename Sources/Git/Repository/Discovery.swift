import System

/// A repository as it was found, before its configuration is read.
struct Discovery {
  /// The `.git` directory, or the bare repository.
  let gitDirectory: String
  /// The `.git` file that led there.
  let gitFile: String?
  /// The directory that holds `.git`; nothing when the search ended in the git directory itself.
  let top: String?
  /// Whether the environment named it.
  let isExplicit: Bool

  /// Finds the repository as git does: gitglossary(7), git(1) "GIT_DIR".
  init?(_ surroundings: Surroundings) {
    if let named = surroundings.gitDirectory {
      let path = normalised(named, at: surroundings.directory)
      let file = Self.gitFile(path)
      guard Self.isGitDirectory(file ?? path) else { return nil }
      self.init(
        gitDirectory: file ?? path, gitFile: file == nil ? nil : path, top: nil, isExplicit: true)
      return
    }
    let ceilings = surroundings.ceilings.filter { $0.hasPrefix("/") }
      .map { normalised($0, at: "/") }
    let device = try? Status(of: surroundings.directory).device
    var directory = surroundings.directory
    while true {
      if let found = Self(in: directory) {
        self = found
        return
      }
      guard let above = parent(of: directory) else { return nil }
      // A ceiling itself is not looked at, but the directory that the search started in is.
      if ceilings.contains(above) { return nil }
      if !surroundings.acrossFileSystems, (try? Status(of: above))?.device != device {
        return nil
      }
      directory = above
    }
  }

  private init(gitDirectory: String, gitFile: String?, top: String?, isExplicit: Bool) {
    self.gitDirectory = gitDirectory
    self.gitFile = gitFile
    self.top = top
    self.isExplicit = isExplicit
  }

  private init?(in directory: String) {
    let inside = directory == "/" ? "/.git" : directory + "/.git"
    switch kind(of: inside) {
    case .directory where Self.isGitDirectory(inside):
      self.init(gitDirectory: inside, gitFile: nil, top: directory, isExplicit: false)
      return
    case .file:
      // git stops at a `.git` file that leads nowhere, and so do we: nothing is shown.
      let target = Self.gitFile(inside) ?? inside
      self.init(gitDirectory: target, gitFile: inside, top: directory, isExplicit: false)
      return
    default: break
    }
    guard Self.isGitDirectory(directory) else { return nil }
    self.init(gitDirectory: directory, gitFile: nil, top: nil, isExplicit: false)
  }

  /// Where a `.git` file leads: its only line is `gitdir: PATH`.
  static func gitFile(_ path: String) -> String? {
    guard let bytes = try? contents(of: path, limit: 1 << 20), bytes.hasPrefix("gitdir: ")
    else { return nil }
    let target = bytes.dropFirst(8).withoutLineEnd.text
    guard !target.isEmpty, !target.utf8.contains(0), let base = parent(of: path) else { return nil }
    return normalised(target, at: base)
  }

  /// Whether git takes `path` for a repository: a HEAD that can be one, objects and refs.
  static func isGitDirectory(_ path: String) -> Bool {
    guard Head.isPlausible(at: path + "/HEAD") else { return false }
    let common = Repository.commonDirectory(of: path)
    return kind(of: common + "/objects") == .directory && kind(of: common + "/refs") == .directory
  }
}
