public import System

/// The differences of a work tree from the index and from HEAD, as far as they were asked for.
public struct WorkTreeStatus: Equatable, Sendable {
  /// The parts of a status that can be asked for.
  public struct Wanted: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Paths whose index entry differs from HEAD's.
    public static let staged = Wanted(rawValue: 1)
    /// Tracked paths that differ from their index entry.
    public static let unstaged = Wanted(rawValue: 2)
    /// Paths that are neither tracked nor ignored.
    public static let untracked = Wanted(rawValue: 4)
    /// Paths that a merge left unmerged.
    public static let conflicted = Wanted(rawValue: 8)
    /// The number of each, not just whether there is one.
    public static let counts = Wanted(rawValue: 16)
    /// Of the conflicts only those beneath the directory of the search, as git ls-files has them.
    public static let conflictsHere = Wanted(rawValue: 32)
    /// As `git status` has it, where that differs from `git diff` and `git ls-files`: the untracked
    /// files of submodules count, staged submodules that are ignored too, and the configuration
    /// says how much of the untracked names is shown.
    public static let asStatus = Wanted(rawValue: 64)
    /// With ``asStatus``: a directory of untracked files counts once, whatever the configuration
    /// says.
    public static let untrackedDirectories = Wanted(rawValue: 128)
  }

  /// The number of paths of a sort.
  public enum Amount: Equatable, Sendable {
    /// It was not asked for, or could not be known in time.
    case unknown
    /// Exactly so many; where counts were not wanted, 1 stands for one or more.
    case count(Int)

    /// Whether there is one; nothing where it is not known.
    public var isAny: Bool? {
      switch self {
      case .unknown: nil
      case .count(let count): count > 0
      }
    }
  }

  public var staged = Amount.unknown
  public var unstaged = Amount.unknown
  public var untracked = Amount.unknown
  public var conflicted = Amount.unknown

  public init() {}

  /// Compares the work tree of `repository` with its index, and the index with HEAD.
  ///
  /// It runs no program that the repository names, takes no lock and writes nothing but what it
  /// remembers.
  ///
  /// - Parameters:
  ///   - head: the commit that HEAD leads to; nothing before the first one.
  ///   - scope: which untracked names count.
  ///   - deadline: when to stop; what is not known by then is ``Amount/unknown``.
  ///   - memory: where to remember what was compared; to save it is the caller's.
  ///   - includingRemote: also walk a work tree whose file system is another machine's or a
  ///     process's, where each question may take long.
  @export(interface) public static func examine(
    _ repository: Repository, objects: ObjectStore, head: ObjectID?, wanting wanted: Wanted,
    untrackedIn scope: UntrackedScope = .everywhere, until deadline: Deadline? = nil,
    cache: Cache = .none, includingRemote: Bool = false
  ) -> WorkTreeStatus {
    var status = WorkTreeStatus()
    guard !wanted.isDisjoint(with: [.staged, .unstaged, .untracked, .conflicted]) else {
      return status
    }
    guard let index = try? repository.index() else { return status }
    let conflicts = index.conflicts(wantsCount: wanted.contains(.counts))
    if wanted.contains(.conflicted) {
      let isNarrow = wanted.contains(.conflictsHere) && conflicts > 0
      status.conflicted = .count(
        isNarrow
          ? index.conflicts(
            under: pathInWorkTree(of: repository), wantsCount: wanted.contains(.counts))
          : conflicts)
    }
    guard let workTree = repository.workTree,
      !wanted.isDisjoint(with: [.staged, .unstaged, .untracked]),
      let directories = try? IndexDirectories(index)
    else { return status }

    var wanted = wanted
    if wanted.contains(.asStatus), wanted.contains(.untracked),
      !wanted.contains(.untrackedDirectories),
      UntrackedMode(repository.configuration) == .none
    {
      wanted.remove(.untracked)
      status.untracked = .count(0)
    }
    let hidesUntracked = status.untracked == .count(0)
    let collector = StatusCollector(wanted, until: deadline)
    // To git a conflict is a change of the work tree too; counted it is only once.
    if conflicts > 0, !wanted.contains(.counts) { collector.addUnstaged() }
    let seeksFiles = collector.seeksUnstaged || collector.seeksUntracked
    let top = seeksFiles ? try? WorkTreeTop(workTree, keepsOpen: true) : nil
    let context = WalkContext(
      repository, workTree: workTree, index, directories, collector, cache, untrackedIn: scope,
      top: top, includesRemote: includingRemote)
    let compareStaged: () -> Void = {
      guard wanted.contains(.staged) else { return }
      status.staged = staged(context, objects, head, deadline)
    }
    if seeksFiles, includingRemote || top?.system.isRemote != true {
      if context.isAsRemembered(context.index) {
        compareStaged()
      } else {
        context.run(until: deadline, meanwhile: compareStaged)
        context.keepHints(context.index)
      }
    } else {
      if collector.seeksUnstaged { collector.markUnstagedUnknown() }
      if collector.seeksUntracked { collector.markUntrackedUnknown() }
      compareStaged()
    }
    status.unstaged = collector.unstagedAmount
    if !hidesUntracked { status.untracked = collector.untrackedAmount }
    if collector.isWhole, scope.isWhole { cache.markComplete() }
    return status
  }

  private static func staged(
    _ context: WalkContext, _ objects: ObjectStore, _ head: ObjectID?, _ deadline: Deadline?
  ) -> Amount {
    var comparison = StagedComparison(context, objects, until: deadline)
    do throws(ObjectFailure) {
      let tree = if let head { try context.cache.tree(of: head, objects) } else { ObjectID?.none }
      try comparison.run(tree, context.index)
      return .count(comparison.count)
    } catch {
      switch error {
      // HEAD or a tree is broken: the comparison that git's prompt asks for fails, which it takes for a
      // change.
      case .missing, .corrupt: return context.collector.wantsCounts ? .unknown : .count(1)
      case .tooLarge, .deadlineExceeded: return .unknown
      }
    }
  }

  /// The directory of the search as the index has it, with a slash at its end; nothing at the top
  /// of the work tree, or outside of it.
  static func pathInWorkTree(of repository: Repository) -> [UInt8] {
    guard let workTree = repository.workTree, contains(workTree, repository.directory) else {
      return []
    }
    let path = bytes(of: repository.directory, beneath: workTree)
    return path.isEmpty ? [] : path + [0x2f]
  }
}

extension Index {
  /// Returns how many paths are in conflict; where no count is wanted, 1 for any.
  fileprivate func conflicts(under prefix: [UInt8] = [], wantsCount: Bool) -> Int {
    var count = 0
    var previous: Int?
    for number in entries.indices where entries[number].stage > 0 {
      let whole = path(of: entries[number])
      guard whole.count >= prefix.count,
        whole.extracting(first: prefix.count).isEqual(to: prefix.span)
      else { continue }
      if !wantsCount { return 1 }
      let isSame =
        if let previous {
          path(of: entries[previous]).isEqual(to: path(of: entries[number]))
        } else {
          false
        }
      if !isSame { count += 1 }
      previous = number
    }
    return count
  }
}
