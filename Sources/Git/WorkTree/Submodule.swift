import System

/// A repository inside of the work tree, of which the index holds a commit: gitsubmodules(7).
struct Submodule {
  /// From the top of the work tree.
  private let path: [UInt8]
  private let repository: Repository
  private let workTree: String
  private let context: WalkContext

  @_optimize(speed)
  init(_ path: [UInt8], _ context: WalkContext) {
    self.path = path
    self.context = context
    repository = context.repository
    workTree = context.workTree
  }

  /// Deeper than this no submodule of submodules is looked at.
  static let nestingLimit = 32

  /// What of it does not count.
  var ignored: SubmoduleIgnore { context.submodules.ignored(path) }

  /// Returns whether it is at another commit than `commit`, or has changes of its own that count.
  ///
  /// - Returns: nothing where that could not be known.
  func isChanged(from commit: ObjectID) -> Bool? {
    let ignored = ignored
    if ignored == .all { return false }
    let top = workTree + "/" + path.path
    // A submodule that is not checked out is an empty directory.
    guard kind(of: top + "/.git") != nil else { return false }
    guard repository.options.nesting < Self.nestingLimit else { return nil }
    // git names the directory to the git that it asks, which then asks nobody's owner. Of the
    // environment that one keeps the configuration alone.
    var options = repository.options
    options.directory = realPath(of: top) ?? top
    options.gitDirectory = ".git"
    options.workTree = nil
    options.commonDirectory = nil
    options.indexFile = nil
    options.objectDirectory = nil
    options.alternateObjectDirectories = []
    options.withoutReplacements = false
    options.replacementPrefix = DiscoveryOptions.usualReplacementPrefix
    options.graftFile = nil
    options.shallowFile = nil
    options.nesting += 1
    guard let inner = Repository(options) else { return nil }
    // One without a commit yet is at no other.
    let head = References(inner).resolve("HEAD")
    if let head, head != commit { return true }
    if ignored == .dirty { return false }
    var wanted: WorkTreeStatus.Wanted = [.staged, .unstaged, .conflicted, .asStatus]
    let seesUntracked = ignored == .none && UntrackedMode(inner.configuration) != .none
    if seesUntracked { wanted.insert(.untracked) }
    let status = WorkTreeStatus.examine(
      inner, objects: ObjectStore(inner), head: head, wanting: wanted,
      until: context.collector.deadline, includingRemote: context.includesRemote)
    let amounts =
      [status.staged, status.unstaged, status.conflicted]
      + (seesUntracked ? [status.untracked] : [])
    if amounts.contains(where: { $0.isAny == true }) { return true }
    return amounts.contains { $0.isAny == nil } ? nil : false
  }
}
