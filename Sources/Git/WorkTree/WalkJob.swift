import Synchronization
import System

/// Everything that the threads of one walk share.
final class WalkJob: Sendable {
  let repository: Repository
  let workTree: String
  let settings: WorkTreeSettings
  let index: Index
  let directories: IndexDirectories
  let findings: Findings
  /// The rules that hold everywhere.
  let rules: IgnoreRules
  let memory: Memory
  /// When the index was written: what has changed since may bear the same time.
  let written: Status.Time
  /// git's own memory of untracked names, where ours is still empty.
  let untrackedCache: UntrackedCache?
  private let nextPiece = Atomic<Int>(0)
  private let running = Atomic<Int>(0)

  init(
    _ repository: Repository, workTree: String, _ index: consuming Index,
    _ directories: IndexDirectories, _ findings: Findings, _ memory: Memory
  ) {
    self.repository = repository
    self.workTree = workTree
    settings = WorkTreeSettings(repository.configuration)
    untrackedCache =
      memory.isEmpty && findings.seeksUntracked
      ? UntrackedCache(of: repository, workTree: workTree, index) : nil
    written = index.status?.modified ?? Status.Time(seconds: 0, nanoseconds: 0)
    self.index = index
    self.directories = directories
    self.findings = findings
    self.memory = memory
    rules = IgnoreRules(of: repository)
  }

  /// The next piece that no thread has taken yet.
  private func next(of plan: WalkPlan) -> WalkPlan.Piece? {
    let number = nextPiece.add(1, ordering: .relaxed).oldValue
    return number < plan.pieces.count ? plan.pieces[number] : nil
  }

  /// Does the work on this thread, together with those that do it already.
  private func work(_ plan: WalkPlan) {
    var walker: Walker
    do throws(Errno) {
      walker = try Walker(self)
    } catch {
      findings.missUnstaged()
      findings.missUntracked()
      return
    }
    while !findings.isOver, let piece = next(of: plan) { walker.walk(piece) }
  }

  /// Does the work on threads of their own, and `meanwhile` on this one.
  ///
  /// - Parameter deadline: when to leave the threads to themselves: one may hang in the kernel.
  func run(until deadline: Deadline?, meanwhile: () -> Void) {
    let plan = WalkPlan(directories)
    // What one thread does in the time that it takes to start another stays on this one.
    let count = min(processorCount, plan.pieces.count)
    guard count > 1, let pipe = try? Pipe() else {
      meanwhile()
      work(plan)
      return
    }
    let (reading, writing) = pipe.split()
    let input = FileDescriptor(owning: reading)
    running.store(count, ordering: .sequentiallyConsistent)
    var started = 0
    for _ in 0..<count {
      do throws(Errno) {
        try startThread {
          self.work(plan)
          self.finish(writing)
        }
        started += 1
      } catch {
        finish(writing)
      }
    }
    meanwhile()
    if started == 0 { work(plan) }
    // The end of the pipe is the sign that the last thread has gone.
    let ready = try? wait(for: input.rawValue, until: deadline)
    if ready?.isEmpty ?? true { findings.giveUp() }
  }

  private func finish(_ writing: Int32) {
    guard running.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 else { return }
    _ = FileDescriptor(owning: writing)
  }
}

extension IgnoreRules {
  /// The rules of a repository that hold in all of its work tree: the user's own, and those of
  /// `info/exclude`.
  convenience init(of repository: Repository) {
    let foldsCase = repository.configuration.boolean("core.ignorecase") ?? false
    self.init(
      repository.ignoreFiles.compactMap { path in
        guard let path, let bytes = try? contents(of: path, limit: IgnoreFile.limit) else {
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
      let text = path.flatMap { try? contents(of: $0, limit: IgnoreFile.limit) }
      guard Self.isSame(known, text, index.format) else { return nil }
    }
  }
}

extension Repository {
  /// The user's own ignore file, and `info/exclude`.
  fileprivate var ignoreFiles: [String?] {
    [userFile("core.excludesfile", byDefault: "git/ignore"), commonDirectory + "/info/exclude"]
  }

  /// The path of a file of the user's that a variable names, or its place by default in the
  /// user's configuration directory.
  func userFile(_ key: String, byDefault name: String) -> String? {
    guard let set = configuration.text(key)?.path else {
      return surroundings.configurationHome.map { $0 + "/" + name }
    }
    if set.utf8.starts(with: "~/".utf8) { return surroundings.home.map { $0 + set.dropFirst(1) } }
    return set.isEmpty ? nil : normalised(set, at: workTree ?? directory)
  }
}
