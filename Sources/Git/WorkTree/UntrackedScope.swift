import System

/// Which untracked names count.
public enum UntrackedScope: Sendable {
  case everywhere
  /// Those in the top directory that are no directories themselves: what `*` stands for where it
  /// does not stand for a slash.
  case topFiles
  /// That path from the top of the work tree, and all beneath it.
  case path([UInt8])

  /// The path of that name from the directory in which the search for `repository` started.
  @export(interface)
  public static func path(_ name: [UInt8], from repository: Repository) -> UntrackedScope {
    .path(WorkTreeStatus.pathInWorkTree(of: repository) + name)
  }

  /// Whether every name counts.
  public var isWhole: Bool {
    if case .everywhere = self { return true }
    return false
  }

  /// Returns whether the name at a path counts.
  func contains(_ path: [UInt8], _ kind: Directory.Kind) -> Bool {
    switch self {
    case .everywhere: true
    case .topFiles: kind != .directory && !path.contains(0x2f)
    case .path(let scope): path == scope || path.starts(with: scope + [0x2f])
    }
  }

  /// Returns whether a name that counts may be in the directory at a path, which is empty for the
  /// top.
  func reaches(into directory: [UInt8]) -> Bool {
    switch self {
    case .everywhere: true
    case .topFiles: directory.isEmpty
    case .path(let scope):
      directory.isEmpty || scope.starts(with: directory + [0x2f])
        || contains(directory, .directory)
    }
  }
}
