import Synchronization
import System

/// Everything that the threads of one walk share.
final class WalkContext: Sendable {
  let repository: Repository
  let workTree: String
  let settings: WorkTreeSettings
  let index: Index
  let directories: IndexDirectories
  let collector: StatusCollector
  /// Which untracked names are looked for.
  let scope: UntrackedScope
  let cache: Cache
  /// Whether some filter may stand between files and blobs, so that their content is remembered.
  let learnsContent: Bool
  /// The directories that the kernel tells of, if this is the watcher's walk.
  let watches: WatchedDirectories?
  /// When the index was written: what has changed since may bear the same time.
  let written: Status.Time
  /// The top directory, where it was there.
  let top: WorkTreeTop?
  /// Whether directories on file systems of other machines and of processes are looked at, too.
  let includesRemote: Bool
  let knownRemoteDevices = Mutex<Set<UInt64>??>(nil)
  private let knownCommonRules = Mutex<CommonRules?>(nil)
  private let knownSubmodules = Mutex<SubmoduleSettings?>(nil)
  private let nextPiece = Atomic<Int>(0)

  /// The settings and rules that hold in all of the work tree.
  struct CommonRules: Sendable {
    let ignore: IgnoreRules
    /// git's own memory of untracked names, where ours is still empty.
    let untrackedCache: UntrackedCache?
  }

  init(
    _ repository: Repository, workTree: String, _ index: consuming Index,
    _ directories: IndexDirectories, _ collector: StatusCollector, _ cache: Cache,
    untrackedIn scope: UntrackedScope = .everywhere, watches: WatchedDirectories? = nil,
    top: WorkTreeTop?, includesRemote: Bool = false
  ) {
    self.repository = repository
    self.workTree = workTree
    settings = WorkTreeSettings(repository.configuration)
    written = index.status?.modified ?? Status.Time(seconds: 0, nanoseconds: 0)
    self.index = index
    self.directories = directories
    self.collector = collector
    self.scope = scope
    self.cache = cache
    var hasFilters = false
    if cache.isEnabled {
      repository.configuration.forEach(in: ["filter."]) { key, value in
        if key.hasPrefix("filter.lfs.") || key.hasPrefix("filter.annex.") { return }
        hasFilters = hasFilters || value?.isEmpty == false
      }
    }
    learnsContent = hasFilters
    self.top = top
    self.includesRemote = includesRemote
    self.watches = watches
  }

  /// What holds in all of the work tree, read when it is wanted first: its files may be large, and
  /// the thread that keeps to the deadline must not be the one to read them.
  var commonRules: CommonRules {
    knownCommonRules.withLock { known in
      if let known { return known }
      let rules = CommonRules(
        ignore: IgnoreRules(of: repository),
        untrackedCache: watches == nil && !listsAllFiles && cache.isEmpty
          && collector.seeksUntracked
          ? UntrackedCache(of: repository, workTree: workTree, index) : nil)
      known = rules
      return rules
    }
  }

  /// Whether each file of an untracked directory counts.
  var listsAllFiles: Bool {
    collector.isStatus && collector.wantsCounts && !collector.countsDirectories
      && settings.untracked == .all
  }

  /// What of submodules does not count, read when it is wanted first.
  var submodules: SubmoduleSettings {
    knownSubmodules.withLock { known in
      if let known { return known }
      let seesUntracked =
        collector.isStatus && (collector.countsDirectories || settings.untracked != .none)
      let settings = SubmoduleSettings(
        repository, index, usual: seesUntracked ? .none : .untracked)
      known = settings
      return settings
    }
  }

  /// The next piece that no thread has taken yet.
  private func next(of plan: WalkPlan) -> WalkPlan.Piece? {
    let number = nextPiece.add(1, ordering: .relaxed).oldValue
    return number < plan.pieces.count ? plan.pieces[number] : nil
  }

  /// Does the work on this thread, together with those that do it already.
  @_optimize(speed)
  private func work(_ plan: WalkPlan) {
    var walker: Walker
    do throws(Errno) {
      walker = try Walker(self)
    } catch {
      collector.markUnstagedUnknown()
      collector.markUntrackedUnknown()
      return
    }
    while !collector.isOver, let piece = next(of: plan) { walker.walk(piece) }
  }

  /// Looks where the last prompt found something, and then at all the rest, together with as many
  /// of the threads as there are processors.
  private func lead(_ threads: ThreadGroup?) {
    followHints(index)
    guard !collector.isOver else { return }
    let plan = WalkPlan(directories)
    // What one thread does in the time that it takes to start another stays on this one.
    if plan.pieces.count > 1 {
      for _ in 1..<max(1, min(processorCount, plan.pieces.count)) {
        try? threads?.start { self.work(plan) }
      }
    }
    work(plan)
  }

  /// The most by which a prompt may exceed its deadline.
  private static let grace = Duration.milliseconds(100)

  /// Does the work on threads of their own, and `meanwhile` on this one.
  ///
  /// - Parameter deadline: when to leave the threads to themselves: one may hang in the kernel, or
  ///   read rules that are very large.
  func run(until deadline: Deadline?, meanwhile: () -> Void) {
    do throws(Errno) {
      let threads = try ThreadGroup()
      try threads.start { self.lead(threads) }
      meanwhile()
      // Most stop by themselves soon after it, and then keep what they have found out.
      if !threads.wait(until: deadline), !threads.wait(until: .after(Self.grace)) {
        collector.giveUp()
      }
    } catch {
      meanwhile()
      lead(nil)
    }
  }
}

extension IgnoreRules {
  /// The rules of a repository that hold in all of its work tree: the user's own, and those of
  /// `info/exclude`.
  convenience init(of repository: Repository) {
    let foldsCase = repository.configuration.boolean("core.ignorecase") ?? false
    self.init(
      repository.ignoreFiles.compactMap { path in
        guard let path, let bytes = try? File.read(path, limit: IgnoreFile.limit) else {
          return nil
        }
        return IgnoreFile(bytes.span, foldsCase: foldsCase)
      })
  }
}

extension UntrackedCache {
  /// That of an index, where the rules that hold in all of the work tree are those that git knew.
  init?(of repository: Repository, workTree: String, _ index: borrowing Index) {
    guard let range = index.extensions[.untrackedCache],
      repository.configuration.boolean("core.ignorecase") != true
    else { return nil }
    self.init(index.bytes, range, index.format, workTree: workTree)
    for (known, path) in zip([userExclude, infoExclude], repository.ignoreFiles) {
      let text = path.flatMap { try? File.read($0, limit: IgnoreFile.limit) }
      guard Self.isSame(known, text, index.format) else { return nil }
    }
  }
}

extension Repository {
  /// The user's own ignore file, and `info/exclude`.
  var ignoreFiles: [String?] {
    [userFile("core.excludesfile", byDefault: "git/ignore"), commonDirectory + "/info/exclude"]
  }

  /// The files of the user's that need not be there for one to be read instead.
  var optionalFiles: [String] {
    ["core.excludesfile", "core.attributesfile"].compactMap { key in
      guard let set = configuration.text(key), Configuration.isOptional(set) else { return nil }
      return Configuration.path(set, home: options.home, mayBeOptional: true)
    }
  }

  /// The path of a file of the user's that a variable names, or its place by default in the
  /// user's configuration directory.
  func userFile(_ key: String, byDefault name: String) -> String? {
    guard let set = configuration.text(key), Configuration.isPresent(set, home: options.home)
    else { return options.configurationHome.map { $0 + "/" + name } }
    guard let path = Configuration.path(set, home: options.home, mayBeOptional: true) else {
      return nil
    }
    return path.isEmpty ? nil : joined(path, to: workTree ?? directory)
  }
}
