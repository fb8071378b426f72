import System

/// A git repository, found and found safe to read.
public struct Repository: Sendable {
  /// What belongs to this work tree alone: HEAD, the index, an operation's state. Absolute.
  public let gitDirectory: String
  /// What all work trees share: references, objects, configuration. Absolute.
  public let commonDirectory: String
  /// The top of the work tree, absolute; nothing where there is none, or where the search began
  /// in the git directory.
  public let workTree: String?
  /// Whether git takes it for a repository without a work tree.
  public let isBare: Bool
  /// Whether the directory of the search is in the git directory.
  public let isInsideGitDirectory: Bool
  /// Where the search started, and what bounded it.
  public let options: DiscoveryOptions
  /// The directory that the search started in.
  public var directory: String { options.directory }
  public let format: ObjectFormat
  /// How the references are stored.
  public let referenceFormat: ReferenceFormat
  public let configuration: Configuration

  /// Whether the directory of the search is in the work tree.
  public var isInsideWorkTree: Bool {
    guard let workTree else { return false }
    return contains(workTree, directory)
  }

  /// Finds the repository around a directory, as git does.
  ///
  /// - Returns: nothing where there is none, or where git would refuse it: one that belongs to
  ///   somebody else, of a format that is not known, or with a configuration that cannot be read.
  @export(interface) public init?(_ options: DiscoveryOptions) {
    guard let found = Discovery.find(options) else { return nil }
    guard found.isExplicit || Ownership(options).allows(found) else { return nil }
    if let home = options.home, !isAbsolute(home) {
      // git reads the user's files when it has gone to the top of the work tree.
      let top = found.top ?? options.directory
      var absolute = options
      absolute.home = joined(home, to: top)
      absolute.configurationHome = options.configurationHome.map { joined($0, to: top) }
      self.init(absolute, found)
    } else {
      self.init(options, found)
    }
  }

  private init?(_ options: DiscoveryOptions, _ found: Discovery) {
    self.options = options
    gitDirectory = found.gitDirectory
    let common = found.commonDirectory
    commonDirectory = common
    guard
      let (configuration, own) = try? ConfigurationReader.whole(
        options, gitDirectory: found.gitDirectory, commonDirectory: common),
      let objects = own.objects, let references = own.references
    else { return nil }
    self.configuration = configuration
    format = objects
    referenceFormat = references

    // A linked work tree takes what the shared file says of work trees for the main one's.
    let isShared = common != found.gitDirectory && !own.hasWorktreeConfiguration
    let tree = Self.workTree(
      found, options, isSaidBare: isShared ? nil : own.isBare,
      set: isShared ? nil : own.workTree?.path)
    workTree = tree.path
    // In the git directory of a linked work tree the shared file counts all the same.
    isBare = tree.path == nil && own.isBare != false
    let isSet = options.workTree != nil || !isShared && own.workTree != nil
    isInsideGitDirectory =
      tree.isPlain ? false : Self.isInside(found, options, workTree: tree.path, isSet: isSet)
  }

  /// Returns whether git takes the directory of the search to be in the git directory.
  ///
  /// - Parameter isSet: whether the place of the work tree is said anywhere.
  private static func isInside(
    _ found: Discovery, _ options: DiscoveryOptions, workTree: String?, isSet: Bool
  ) -> Bool {
    // The search came up from within it.
    if found.top == nil, !found.isExplicit, !isSet { return true }
    // git goes to the top of the work tree that it is in before it asks.
    if let workTree, contains(workTree, options.directory),
      !workTree.utf8.elementsEqual(options.directory.utf8)
    {
      return begins(workTree, with: real(found.gitDirectory, at: "/"))
    }
    return begins(options.directory, with: asWritten(found, options))
  }

  /// The git directory as git writes it where it stays in the directory that it was called in.
  private static func asWritten(_ found: Discovery, _ options: DiscoveryOptions) -> String {
    if found.gitFile != nil { return found.gitDirectory }
    if found.isExplicit { return options.gitDirectory ?? found.gitDirectory }
    // There, or right above it, the path is relative.
    return options.directory.utf8.elementsEqual((found.top ?? found.gitDirectory).utf8)
      ? "." : real(found.gitDirectory, at: "/")
  }

  /// Returns whether `directory` is `path` or beneath it by their text alone, with which git contents
  /// itself: a relative path leads nowhere, and a slash at the end is part of the name.
  private static func begins(_ directory: String, with path: String) -> Bool {
    guard directory.utf8.starts(with: path.utf8) else { return false }
    let rest = directory.utf8.dropFirst(path.utf8.count)
    return rest.isEmpty || rest.first == 0x2f || path.utf8.last == 0x2f
  }

  /// Returns where the work tree is, and whether the search simply came up from within it.
  private static func workTree(
    _ found: Discovery, _ options: DiscoveryOptions, isSaidBare: Bool?, set: String?
  ) -> (path: String?, isPlain: Bool) {
    if let named = options.workTree {
      return (real(named, at: options.directory), false)
    }
    if let set {
      // The two contradict each other: git then has no work tree, and warns.
      if isSaidBare == true { return (nil, false) }
      return (real(set, at: found.gitDirectory), false)
    }
    if isSaidBare == true { return (nil, false) }
    if found.isExplicit { return (options.directory, false) }
    return (found.top, found.top != nil)
  }

  /// The directory in which git works, to which a path in its environment is relative: the top of
  /// the work tree, where it was called in that.
  var currentDirectory: String {
    workTree.flatMap { contains($0, directory) ? $0 : nil } ?? directory
  }

  /// The path with its links followed, as the directory of the search has them followed.
  private static func real(_ path: String, at base: String) -> String {
    realPath(of: joined(path, to: base)) ?? normalised(path, at: base)
  }

  /// The index file: `$GIT_INDEX_FILE`, or `index` in the git directory.
  public var indexFile: String {
    options.indexFile.map { joined($0, to: workTree ?? directory) }
      ?? gitDirectory + "/index"
  }

  /// Reads the index; git keeps the shared file of a split one in the git directory, wherever the
  /// index is.
  func index(copying: Bool = false) throws(Index.Flaw) -> Index {
    try Index(at: indexFile, format, sharedIn: gitDirectory, copying: copying)
  }

  /// What git-config(1) says when it is asked, as git's own prompt does: ``configuration``, or where
  /// the environment names a file with `$GIT_CONFIG` only what stands in that.
  @export(interface)
  public var askedConfiguration: Configuration {
    guard let named = options.askedConfiguration else { return configuration }
    return ConfigurationReader.file(joined(named, to: directory))
  }

  /// Where the objects are that are the repository's own.
  public var objectDirectory: String {
    options.objectDirectory.map { joined($0, to: directory) }
      ?? commonDirectory + "/objects"
  }

  /// Returns what the file `commondir` names, or the directory itself where there is none; nothing
  /// where the file is damaged.
  static func commonDirectory(of gitDirectory: String) -> String? {
    do throws(Errno) {
      let bytes = try File.read(gitDirectory + "/commondir", limit: 1 << 16)
      // As in C a NUL ends the path.
      let path = bytes.withoutLineEnd.prefix { $0 != 0 }.path
      return bytes.isEmpty ? nil : realPath(of: joined(path, to: gitDirectory))
    } catch {
      // Where the name itself cannot be looked at, git takes it for missing.
      return (try? Status(of: gitDirectory + "/commondir", followingLinks: false)) == nil
        ? gitDirectory : nil
    }
  }
}
