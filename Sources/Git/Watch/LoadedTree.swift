import Synchronization
import System

/// The state of a work tree that is watched, as far as it is known.
struct LoadedTree: Sendable {
  let tree: WatchQuestion.Tree
  let repository: Repository
  let watches: WatchedDirectories
  /// How long a question may look.
  private let patience: Duration
  /// Of the configuration that was read.
  private let configuration: [UInt8]
  private let top: WatchQuestion.FileIdentity
  private let rules: OuterFiles
  private var context: WalkContext
  private var units: WatchedUnits
  private var commits: ComparedCommits
  /// The paths in conflict.
  private var conflicts: [[UInt8]] = []

  /// The result of a question.
  enum Outcome {
    case answered(WatchAnswer)
    case refused(WatchRefusal)
    /// What is known does not hold any more.
    case lost(WatchRefusal)
  }

  /// Reads what says how the tree is seen, and its index. Nothing in it is looked at yet.
  init(
    _ tree: WatchQuestion.Tree, user: UInt32, limit: Int, patience: Duration
  ) throws(WatchRefusal) {
    self.tree = tree
    self.patience = patience
    let options = DiscoveryOptions(
      directory: tree.top.path, user: user, home: tree.home?.path,
      configurationHome: tree.configurationHome?.path,
      systemConfiguration: tree.systemConfiguration?.path,
      systemAttributes: tree.systemAttributes?.path)
    guard let repository = Repository(options), repository.workTree == tree.top.path,
      repository.gitDirectory == tree.gitDirectory.path,
      repository.commonDirectory == tree.commonDirectory.path
    else { throw .configuration }
    self.repository = repository
    configuration = repository.configuration.digest
    top = try Self.checkedTop(tree.top.path)
    if WorkTreeSettings(repository.configuration).foldsCase { throw .foldsCase }
    rules = .rules(of: repository)
    commits = ComparedCommits(repository)
    watches = try WatchedDirectories(gitDirectory: repository.gitDirectory, limit: limit)
    context = try Self.context(repository, tree, watches)
    units = WatchedUnits(count: context.directories.all.count)
    conflicts = context.index.conflictPaths()
  }

  /// The top of a tree whose file system tells of every change.
  private static func checkedTop(
    _ path: String
  ) throws(WatchRefusal) -> WatchQuestion.FileIdentity {
    let system: FileSystem
    let status: Status
    do throws(Errno) {
      let file = try FileDescriptor(opening: path, [.directory])
      system = try FileSystem(of: file)
      status = try Status(of: file)
    } catch {
      throw .moved
    }
    guard system.tellsOfChanges else { throw .fileSystem }
    return WatchQuestion.FileIdentity(status)
  }

  private static func context(
    _ repository: Repository, _ tree: WatchQuestion.Tree, _ watches: WatchedDirectories
  ) throws(WatchRefusal) -> WalkContext {
    // What is done to it from here on is in the queue.
    _ = watches.takeNewIndex()
    let index: Index
    let directories: IndexDirectories
    do throws(Index.Flaw) {
      index = try repository.index(copying: true)
    } catch {
      throw .index
    }
    do throws(Index.Flaw) {
      directories = try IndexDirectories(index)
    } catch {
      throw .index
    }
    try check(index)
    return WalkContext(
      repository, workTree: tree.top.path, index, directories,
      StatusCollector(wanted(of: tree), until: nil), .none, watches: watches,
      top: try? WorkTreeTop(tree.top.path, keepsOpen: false))
  }

  /// Returns what is counted in a tree.
  private static func wanted(of tree: WatchQuestion.Tree) -> WorkTreeStatus.Wanted {
    let wanted: WorkTreeStatus.Wanted = [.unstaged, .untracked, .counts, .asStatus]
    return tree.listsAllFiles ? wanted : wanted.union(.untrackedDirectories)
  }

  private static func check(_ index: borrowing Index) throws(WatchRefusal) {
    for number in index.entries.indices {
      guard let record = index.record(of: index.entries[number]) else { throw .index }
      switch IndexMode(of: record.mode) {
      case .file, .link: break
      case .commit: throw .submodules
      case .directory: throw .sparse
      default: throw .index
      }
    }
  }

  // MARK: - Questions

  /// Whether nothing is left to be done.
  var isSettled: Bool {
    units.marked.isEmpty && commits.waitingHead == nil && !watches.hasNewIndex
  }

  /// At how much a question may look.
  private static let quickWeight = 4000
  /// Up to so many entries an index is read while somebody waits.
  private static let quickEntries = 60_000

  /// Whether somebody who asks would have to be refused.
  var hasMuchToDo: Bool {
    watches.markCount > Self.quickWeight / 16
      || watches.hasNewIndex && context.index.entries.count > Self.quickEntries
  }

  mutating func answer(_ question: WatchQuestion) -> Outcome {
    guard let status = try? Status(of: tree.top), status.device == question.topDevice,
      status.inode == question.topInode, status.device == top.device, status.inode == top.inode
    else { return .lost(.moved) }
    guard question.configuration == configuration, rules.areSame else {
      return .lost(.configuration)
    }
    do throws(WatchRefusal) {
      try settle(quickly: true)
    } catch {
      return error == .scanning ? .refused(error) : .lost(error)
    }
    guard question.index == context.index.status.map(WatchQuestion.FileIdentity.init) else {
      return .refused(.index)
    }
    guard units.unknown == 0 else { return .refused(.unknown) }
    commits.refresh()
    let deadline = Deadline.after(patience)
    let objects = LazyObjects(repository)
    guard let staged = commits.staged(question.head, context, objects, until: deadline) else {
      guard deadline.hasPassed else { return .refused(.unknown) }
      commits.putOff(question.head)
      return .refused(.scanning)
    }
    return .answered(
      WatchAnswer(
        staged: staged, unstaged: units.unstaged, untracked: units.untracked,
        conflicted: conflicts.count,
        conflictedHere: conflicts.count { $0.starts(with: question.directory) },
        divergences: question.others.map {
          commits.divergence(of: question.head, from: $0, objects, until: deadline)
        }))
  }

  // MARK: - Looking

  /// Reads what has happened, and looks at all that is marked.
  ///
  /// - Parameter quickly: while somebody waits.
  /// - Throws: `.scanning` where there is more to look at than that, or no end to it.
  mutating func settle(quickly: Bool) throws(WatchRefusal) {
    try lookAtMarked(quickly: quickly)
    if !quickly { commits.catchUp(context) }
  }

  private mutating func lookAtMarked(quickly: Bool) throws(WatchRefusal) {
    watches.drain()
    if let failure = watches.failure { throw failure }
    watches.followNames(from: tree.top.path)
    units.markUnseen()
    for _ in 0..<4 {
      try takeIndex(quickly: quickly)
      let context = context
      let marks = watches.takeMarks { context.index.has($0) }
      units.mark(marks.numbers(context.index, context.directories))
      if units.marked.isEmpty { return }
      try look(quickly: quickly)
      if let failure = watches.failure { throw failure }
    }
    guard units.marked.isEmpty else { throw .scanning }
  }

  /// Reads the index anew, where it is not the one that is known.
  private mutating func takeIndex(quickly: Bool) throws(WatchRefusal) {
    let status = try? Status(of: repository.indexFile)
    let known = context.index.status.map(WatchQuestion.FileIdentity.init)
    guard watches.takeNewIndex() || status.map(WatchQuestion.FileIdentity.init) != known else {
      return
    }
    if quickly, context.index.entries.count > Self.quickEntries {
      watches.noteNewIndex()
      throw .scanning
    }
    let new = try Self.context(repository, tree, watches)
    units = WatchedUnits(units, context, for: new)
    context = new
    commits.forgetIndex()
    conflicts = context.index.conflictPaths()
  }

  private mutating func look(quickly: Bool) throws(WatchRefusal) {
    let numbers = units.marked.ordered(by: <)
    let deadline = quickly ? Deadline.after(patience) : nil
    if quickly {
      var weight = 0
      for number in numbers {
        weight += context.directories.directCount(of: number) + 8
        guard weight <= Self.quickWeight else { throw .scanning }
      }
    }
    var walker: Walker
    do throws(Errno) {
      walker = try Walker(context)
    } catch {
      throw .moved
    }
    let collector = context.collector
    for (place, number) in numbers.enumerated() {
      // So that the queue does not run over meanwhile.
      if !quickly, place & 63 == 63 {
        watches.drain()
        if let failure = watches.failure { throw failure }
      }
      collector.reset(until: deadline)
      _ = watches.takeNotes()
      walker.look(at: number, only: nil)
      guard !collector.isLate else { throw .scanning }
      let notes = watches.takeNotes()
      var unit = WatchedUnits.Unit()
      unit.isMarked = false
      unit.unstaged = Int32(truncatingIfNeeded: collector.unstaged.load(ordering: .relaxed))
      unit.untracked = Int32(truncatingIfNeeded: collector.untracked.load(ordering: .relaxed))
      unit.isUnknown =
        collector.unstagedAmount == .unknown || collector.untrackedAmount == .unknown
      unit.hasRacyFile = notes.hasRacyFile
      unit.changesUnseen = notes.changesUnseen
      units.set(number, unit)
    }
    // What changes unseen is looked at for each question: only a little of that is bearable.
    var weight = 0
    for number in units.unseen {
      weight += context.directories.directCount(of: number) + 8
      guard weight <= Self.quickWeight / 2 else { throw .unwatchable }
    }
  }

  /// Takes as little memory as it can until the next scan, or the next question.
  func pack() { context.index.pack() }
  func rest() { context.index.rest() }

  // MARK: - Looking at all

  /// Returns whether a walk of the whole tree finds the same; nothing where that changed meanwhile.
  mutating func audit() -> Bool? {
    guard (try? settle(quickly: false)) != nil else { return nil }
    let before = (units.unstaged, units.untracked, units.unknown)
    let status = WorkTreeStatus.examine(
      repository, objects: ObjectStore(repository), head: nil, wanting: Self.wanted(of: tree))
    watches.drain()
    guard watches.failure == nil, watches.isQuiet, before.2 == 0 else { return nil }
    guard case .count(let unstaged) = status.unstaged,
      case .count(let untracked) = status.untracked
    else { return nil }
    return unstaged == before.0 && untracked == before.1
  }
}
