import System

/// A repository as it was found, before its configuration is read.
///
/// A class: the metadata of an optional structure would be instantiated when the program starts.
final class Discovery {
  /// The `.git` directory, or the bare repository.
  let gitDirectory: String
  /// What it shares with other work trees' directories.
  let commonDirectory: String
  /// The `.git` file that led there.
  let gitFile: String?
  /// The directory that holds `.git`; nothing when the search ended in the git directory itself.
  let top: String?
  /// Whether the environment named it.
  let isExplicit: Bool

  /// Finds the repository as git does: gitglossary(7), git(1) "GIT_DIR".
  static func find(_ options: DiscoveryOptions) -> Discovery? {
    if let named = options.gitDirectory {
      let path = joined(named, to: options.directory)
      let file = gitFile(path)
      guard let common = commonDirectory(of: file ?? path, options) else { return nil }
      return Discovery(
        gitDirectory: file ?? path, common, gitFile: file == nil ? nil : path, top: nil,
        isExplicit: true)
    }
    let ceilings = ceilings(options.ceilings)
    var device: UInt64?
    var directory = options.directory
    while true {
      switch look(in: directory, options) {
      case .found(let found): return found
      case .refused: return nil
      case .nothing: break
      }
      guard let above = parent(of: directory) else { return nil }
      // A ceiling itself is not looked at, but the directory that the search started in is.
      if ceilings.contains(above) { return nil }
      if !options.acrossFileSystems {
        if device == nil { device = (try? Status(of: directory))?.device }
        if (try? Status(of: above))?.device != device { return nil }
      }
      directory = above
    }
  }

  private init(
    gitDirectory: String, _ commonDirectory: String, gitFile: String?, top: String?,
    isExplicit: Bool
  ) {
    self.gitDirectory = gitDirectory
    self.commonDirectory = commonDirectory
    self.gitFile = gitFile
    self.top = top
    self.isExplicit = isExplicit
  }

  /// The ceilings with their links followed, but for those after an empty entry.
  private static func ceilings(_ entries: [String]) -> [String] {
    var isAsTyped = false
    return entries.compactMap { entry in
      guard !entry.isEmpty else {
        isAsTyped = true
        return nil
      }
      guard isAbsolute(entry) else { return nil }
      return (isAsTyped ? nil : realPath(of: entry)) ?? normalised(entry, at: "/")
    }
  }

  private enum Look {
    case found(Discovery)
    /// git goes no further: a `.git` file that leads nowhere, a bare repository not wanted.
    case refused
    case nothing
  }

  private static func look(in directory: String, _ options: DiscoveryOptions) -> Look {
    let inside = directory == "/" ? "/.git" : directory + "/.git"
    switch kind(of: inside) {
    case .directory:
      if let common = commonDirectory(of: inside, options) {
        return .found(
          Discovery(gitDirectory: inside, common, gitFile: nil, top: directory, isExplicit: false))
      }
      if Repository.commonDirectory(of: inside) == nil { return .refused }
    case .file:
      guard let target = gitFile(inside), let common = commonDirectory(of: target, options) else {
        return .refused
      }
      return .found(
        Discovery(gitDirectory: target, common, gitFile: inside, top: directory, isExplicit: false))
    default: break
    }
    guard let common = commonDirectory(of: directory, options) else { return .nothing }
    guard Ownership(options).allowsBare(directory) else { return .refused }
    return .found(
      Discovery(gitDirectory: directory, common, gitFile: nil, top: nil, isExplicit: false))
  }

  /// Returns where a `.git` file leads: its only line is `gitdir: PATH`.
  static func gitFile(_ path: String) -> String? {
    guard let bytes = try? File.read(path, limit: 1 << 20), bytes.hasPrefix("gitdir: ")
    else { return nil }
    let target = bytes.dropFirst(8).withoutLineEnd.path
    guard !target.isEmpty, !target.utf8.contains(0), let base = parent(of: path) else { return nil }
    return realPath(of: joined(target, to: base))
  }

  /// Returns whether git takes `path` for a repository: a HEAD that can be one, objects and refs.
  static func isGitDirectory(_ path: String, _ options: DiscoveryOptions) -> Bool {
    commonDirectory(of: path, options) != nil
  }

  /// Returns where a git directory has what it shares; nothing where `path` is none.
  private static func commonDirectory(of path: String, _ options: DiscoveryOptions) -> String? {
    guard Head.isPlausible(at: path + "/HEAD"),
      let common = options.commonDirectory.map({ joined($0, to: options.directory) })
        ?? Repository.commonDirectory(of: path)
    else { return nil }
    let objects =
      options.objectDirectory.map { joined($0, to: options.directory) }
      ?? common + "/objects"
    guard kind(of: objects) == .directory, kind(of: common + "/refs") == .directory else {
      return nil
    }
    return common
  }
}
