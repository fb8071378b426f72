import Git
import Glibc
import System
import Tool

/// The facts about a repository, each found out when it is first asked for.
final class PromptContext {
  let repository: Repository
  /// What git-config(1) says when it is asked.
  let asked: Configuration
  let references: References
  /// The reference that HEAD stands for; empty where it stands for none.
  private let headName: [UInt8]
  /// The commit that HEAD is, where it is one.
  private let detached: ObjectID?
  let state: RepositoryState?
  private(set) lazy var objects = ObjectStore(repository, references)
  private(set) lazy var history = History(objects)
  /// The commit that HEAD leads to; nothing before the first one.
  private(set) lazy var headID: ObjectID? =
    detached ?? (headName.isEmpty ? nil : references.resolve(headName))

  init(_ repository: Repository) {
    self.repository = repository
    asked = repository.askedConfiguration
    references = References(repository)
    switch references.head {
    case .symbolic(let name)?:
      // git's own script reads the file HEAD, and where there is none asks git, which follows links.
      headName = repository.referenceFormat == .reftable ? references.target(of: name) : name
      detached = nil
    case .detached(let id)?: (headName, detached) = ([], id)
    case nil: (headName, detached) = ([], nil)
    }
    state = RepositoryState(in: repository.gitDirectory, references)
  }

  /// The branch that HEAD stands for, without `refs/heads/`.
  var branch: [UInt8]? {
    // Of a file with several lines only the first is shown.
    headName.isEmpty ? nil : Self.short(Array(headName.prefix { $0 != 0x0a && $0 != 0x0d }))
  }

  static func short(_ name: [UInt8]) -> [UInt8] {
    name.starts(with: "refs/heads/".utf8) ? Array(name.dropFirst(11)) : name
  }

  /// Returns what stands for the branch: its name, that of the one being rebased, or the commit's.
  func name(
    _ style: DescribeStyle, until deadline: Deadline
  ) -> (bytes: [UInt8], isDetached: Bool) {
    if let name = state?.headName { return (Self.short(name), false) }
    if let branch { return (branch, false) }
    // Where HEAD says nothing git has no name to put between.
    return (detached.map { description(of: $0, style, deadline) } ?? Array("(...)".utf8), true)
  }

  private func description(
    of id: ObjectID, _ style: DescribeStyle, _ deadline: Deadline
  ) -> [UInt8] {
    // In a history too long to search in time the commit's own name stands in.
    let name =
      history.describe(id, style, references, cache: cache, until: deadline)
      ?? Array("\(objects.abbreviate(id))...".utf8)
    return [UInt8(ascii: "(")] + name + [UInt8(ascii: ")")]
  }

  /// The tag that HEAD's commit has.
  func tag(_ deadline: Deadline) -> [UInt8]? {
    guard let headID else { return nil }
    return history.describe(headID, .exact, references, cache: cache, until: deadline)
  }

  /// What the watcher has said, and of which commits.
  private var watched: (answer: WatchAnswer, others: [ObjectID])?
  private var hasAsked = false

  /// Whether the watcher knew what is in the work tree.
  var isWatched: Bool { watched != nil }

  func status(
    wanting wanted: WorkTreeStatus.Wanted, untrackedIn scope: UntrackedScope = .everywhere,
    until deadline: Deadline
  ) -> WorkTreeStatus {
    if wanted.isEmpty { return WorkTreeStatus() }
    if scope.isWhole { askWatcher(wanting: wanted, until: deadline) { [] } }
    if let watched {
      return WorkTreeStatus(watched.answer, wanting: wanted, repository.configuration)
    }
    return WorkTreeStatus.examine(
      repository, objects: objects, head: headID, wanting: wanted, untrackedIn: scope,
      until: deadline, cache: cache, includingRemote: nonEmptyEnvironment("GIT_PS1_REMOTE") != nil)
  }

  /// Asks the watcher, once for a prompt, what is in the work tree, and how far HEAD and some commits
  /// have gone apart, which are found out only where there is a watcher.
  func askWatcher(
    wanting wanted: WorkTreeStatus.Wanted, until deadline: Deadline,
    holdingAgainst commits: () -> [ObjectID?]
  ) {
    guard !hasAsked, !wanted.isEmpty else { return }
    hasAsked = true
    var others: [ObjectID] = []
    let patience = Deadline.after(WatcherClient.patience)
    let reply = WatcherClient.ask(until: min(patience, deadline)) {
      others = commits().compactMap { $0 }.filter { $0 != headID }
      return WatchQuestion(repository, head: headID, others: others, wanting: wanted)
        .map { .question($0) }
    }
    guard case .answer(let answer)? = reply, answer.divergences.count == others.count else {
      return
    }
    watched = (answer, others)
  }

  /// The directory in which prompts remember what they found out; none without a home, or where
  /// that is relative to wherever the prompt is.
  static var cacheDirectory: String? {
    let homes = ["XDG_CACHE_HOME", "HOME"]
    guard homes.contains(where: { nonEmptyEnvironment($0)?.hasPrefix("/") == true }) else {
      return nil
    }
    return Directories().cache + "/gitps1"
  }

  private var openCache: Cache?

  /// What is remembered of the repository, read when it is first asked for.
  private var cache: Cache {
    if let openCache { return openCache }
    let cache = Cache(in: Self.cacheDirectory, of: repository)
    openCache = cache
    return cache
  }

  /// Writes down what has been found out, for the next prompt.
  func remember() {
    guard let openCache else { return }
    // Where files may not grow, writing is to fail, and not to end the prompt.
    signal(SIGXFSZ, SIG_IGN)
    openCache.save()
  }

  /// Returns how far HEAD and a commit have gone apart.
  func aheadBehind(from other: ObjectID, until deadline: Deadline) -> AheadBehind? {
    guard let headID else { return nil }
    // Neither history nor memory is needed for that.
    if headID == other { return AheadBehind(ahead: 0, behind: 0) }
    if let watched, let place = watched.others.firstIndex(of: other),
      let known = watched.answer.divergences[place]
    {
      return known
    }
    return history.aheadBehind(of: headID, from: other, cache: cache, until: deadline)
  }

  /// Returns whether HEAD or what it is held against is no commit that can be read, so that git
  /// counts nothing, and says nothing of an upstream.
  func isBroken(against other: ObjectID) -> Bool {
    [headID, other].contains { id in
      guard let id else { return false }
      do throws(ObjectFailure) { _ = try objects.commit(id) } catch {
        switch error {
        case .missing, .corrupt: return true
        case .tooLarge, .deadlineExceeded: return false
        }
      }
      return false
    }
  }

  /// The reference that the current branch follows, where there is one.
  private(set) lazy var upstream: (reference: [UInt8], id: ObjectID)? = findUpstream()

  private func findUpstream() -> (reference: [UInt8], id: ObjectID)? {
    let name = references.target(of: headName)
    guard name.starts(with: "refs/heads/".utf8),
      let upstream = Upstream(of: Self.short(name), repository.configuration, references),
      // A short name that several references answer to stays one: git takes the first.
      let id = references.resolve(upstream.reference)
        ?? references.find(short: upstream.reference)?.id
    else { return nil }
    return (upstream.reference, id)
  }
}
