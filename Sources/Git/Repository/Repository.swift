import System

/// A git repository, found and found safe to read.
public struct Repository: Sendable {
  /// What belongs to this work tree alone: HEAD, the index, an operation's state. Absolute.
  public let gitDirectory: String
  /// What all work trees share: references, objects, configuration. Absolute.
  public let commonDirectory: String
  /// The top of the work tree, absolute; nothing in a bare repository.
  public let workTree: String?
  /// Where the search started, and what bounded it.
  public let surroundings: Surroundings
  /// The directory that the search started in.
  public var directory: String { surroundings.directory }
  public let format: ObjectFormat
  public let configuration: Configuration

  public var isBare: Bool { workTree == nil }

  /// Whether the directory of the search is in the work tree.
  public var isInsideWorkTree: Bool {
    guard let workTree else { return false }
    return contains(workTree, directory)
  }

  /// Whether the directory of the search is in the git directory.
  public var isInsideGitDirectory: Bool { contains(gitDirectory, directory) }

  /// Finds the repository around a directory, as git does.
  ///
  /// - Returns: nothing where there is none, or where git would refuse it: one that belongs to
  ///   somebody else, or of a format that is not known.
  public init?(_ surroundings: Surroundings) {
    guard let found = Discovery(surroundings) else { return nil }
    guard Self.isGitDirectory(found) else { return nil }
    gitDirectory = found.gitDirectory
    commonDirectory = Self.commonDirectory(of: found.gitDirectory)
    self.surroundings = surroundings

    var configuration = Configuration()
    do {
      let bytes = try contents(of: commonDirectory + "/config")
      guard let file = try? ConfigurationFile(bytes) else { return nil }
      configuration.add(file)
    } catch .notFound {
    } catch {
      return nil
    }
    self.configuration = configuration
    guard (configuration.integer("core.repositoryformatversion") ?? 0) <= 1 else { return nil }
    guard
      let format = ObjectFormat(
        rawValue: configuration.text("extensions.objectformat")?.text ?? "sha1")
    else { return nil }
    self.format = format

    let isWorktree = commonDirectory != gitDirectory
    if let named = surroundings.workTree {
      workTree = normalised(named, at: surroundings.directory)
    } else if let set = configuration.text("core.worktree"), !isWorktree {
      workTree = normalised(set.text, at: gitDirectory)
    } else if configuration.boolean("core.bare") == true, !isWorktree {
      workTree = nil
    } else if found.isExplicit {
      workTree = surroundings.directory
    } else if let top = found.top {
      workTree = top
    } else if gitDirectory.hasSuffix("/.git"), let above = parent(of: gitDirectory) {
      workTree = configuration.boolean("core.bare") == false ? above : nil
    } else {
      workTree = nil
    }
    guard found.isExplicit || Ownership(surroundings).allows(found) else { return nil }
  }

  /// The index file: `$GIT_INDEX_FILE`, or `index` in the git directory.
  public var indexFile: String {
    surroundings.indexFile.map { normalised($0, at: workTree ?? directory) }
      ?? gitDirectory + "/index"
  }

  /// Where the objects are that are the repository's own.
  public var objectDirectory: String {
    surroundings.objectDirectory.map { normalised($0, at: directory) }
      ?? commonDirectory + "/objects"
  }

  /// The `HEAD` of this work tree.
  public var head: Head? { Head(at: gitDirectory + "/HEAD") }

  static func commonDirectory(of gitDirectory: String) -> String {
    guard let bytes = try? contents(of: gitDirectory + "/commondir", limit: 1 << 16) else {
      return gitDirectory
    }
    let path = bytes.withoutLineEnd.text
    return path.isEmpty || path.utf8.contains(0)
      ? gitDirectory : normalised(path, at: gitDirectory)
  }

  private static func isGitDirectory(_ found: Discovery) -> Bool {
    found.gitFile == nil || Discovery.isGitDirectory(found.gitDirectory)
  }
}
