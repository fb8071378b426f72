import Git
import Interchange
import System
import Tool

/// Every fact of a repository, for other prompts and programs.
struct Report {
  /// The version of the names and meanings; it grows when one changes, not when one is added.
  static let version = 1

  enum Value: Equatable {
    /// There is no such thing here.
    case none
    /// There is, and it could not be found out, or not in time.
    case unknown
    case text(String)
    case number(Int)
    case truth(Bool)

    var json: JSON {
      switch self {
      case .none, .unknown: .null
      case .text(let text): .string(text)
      case .number(let number): .number(number)
      case .truth(let truth): .bool(truth)
      }
    }
  }

  /// In the order in which they are printed.
  private(set) var fields: [(name: String, value: Value)] = []

  /// The names of the fields to find out; nothing for all.
  private let wanted: Set<String>?

  /// Whether a directory of untracked files counts once, whatever `status.showUntrackedFiles` says.
  private let countsDirectories: Bool

  /// - Parameter format: the text that the report is for, so that nothing else need be found out;
  ///   all is where there is none.
  init(
    _ repository: Repository?, _ settings: Settings, for format: Format? = nil,
    countsDirectories: Bool = false
  ) {
    wanted = format?.names
    self.countsDirectories = countsDirectories
    add("version", .number(Self.version))
    add("repository", repository.map { .text(visible($0.workTree ?? $0.gitDirectory)) } ?? .none)
    guard let repository else { return }
    let context = PromptContext(repository)
    let deadline = Deadline.after(.milliseconds(settings.timeout))
    add("gitDirectory", .text(visible(repository.gitDirectory)))
    add("bare", .truth(repository.isBare))
    add("insideGitDirectory", .truth(repository.isInsideGitDirectory))
    add("sparse", .truth(repository.configuration.boolean("core.sparsecheckout") == true))
    context.askWatcher(wanting: wantedStatus, until: deadline) {
      [
        wants("ahead") || wants("behind") ? context.upstream?.id : nil,
        wants("pushAhead") || wants("pushBehind") ? Self.push(context)?.id : nil,
      ]
    }
    addHead(context, settings, deadline)
    addOperation(context)
    addUpstream(context, settings, deadline)
    addPush(context, deadline)
    if wants("stashes") {
      add("stashes", Self.count(context.references.stashCount(in: repository)))
    }
    addWorkTree(context, deadline)
    context.remember()
  }

  private func wants(_ name: String) -> Bool { wanted?.contains(name) ?? true }

  private mutating func add(_ name: String, _ value: Value) { fields.append((name, value)) }

  private static func name(_ bytes: [UInt8]?) -> Value {
    bytes.map { .text(visible($0)) } ?? .none
  }

  private static func count(_ number: Int?) -> Value { number.map { .number($0) } ?? .unknown }

  private mutating func addHead(
    _ context: PromptContext, _ settings: Settings, _ deadline: Deadline
  ) {
    if wants("name") {
      add("name", Self.name(context.name(settings.describe, until: deadline).bytes))
    }
    add("branch", Self.name(context.branch))
    add("detached", .truth(context.branch == nil))
    add("unborn", .truth(context.headID == nil))
    guard let id = context.headID else { return }
    add("commit", .text(id.description))
    if wants("abbreviated") { add("abbreviated", .text(context.objects.abbreviate(id))) }
    if wants("tag") { add("tag", Self.name(context.tag(deadline))) }
    if wants("subject"), let peeled = try? context.objects.peelToCommit(id),
      let object = try? context.objects.read(peeled),
      let commit = try? context.objects.commit(id)
    {
      add("subject", Self.name(Commit.subject(of: object.bytes, commit)))
    }
  }

  private mutating func addOperation(_ context: PromptContext) {
    guard let state = context.state else { return }
    add("operation", .text(state.kind.rawValue))
    guard let step = state.step else { return }
    add("step", Self.count(Int(String(decoding: step.current, as: UTF8.self))))
    add("steps", Self.count(Int(String(decoding: step.total, as: UTF8.self))))
  }

  private mutating func addUpstream(
    _ context: PromptContext, _ settings: Settings, _ deadline: Deadline
  ) {
    let fields = ["upstream", "upstreamGone", "ahead", "behind"]
    guard fields.contains(where: wants) else { return }
    switch UpstreamTarget(
      context, settings.upstreamWords(context.repository.configuration) ?? [], settings, deadline)
    {
    case .reference(let reference, let id):
      add("upstream", Self.name(context.references.shorten(reference, strictly: true)))
      add("upstreamGone", .truth(false))
      addAheadBehind("ahead", "behind", from: id, context, deadline)
    case .unknown:
      for field in fields { add(field, .unknown) }
    case .none:
      guard let branch = context.branch,
        let upstream = Upstream(of: branch, context.repository.configuration, context.references)?
          .reference
      else { return }
      // It is not there, or there is no commit to hold against it; or another was chosen.
      let isGone = context.references.resolve(upstream) == nil
      guard isGone || context.headID == nil else { return }
      add("upstream", Self.name(context.references.shorten(upstream, strictly: true)))
      add("upstreamGone", .truth(isGone))
    }
  }

  private mutating func addPush(_ context: PromptContext, _ deadline: Deadline) {
    guard let branch = context.branch,
      let push = PushTarget(of: branch, context.repository.configuration, context.references)
    else { return }
    add("pushRemote", Self.name(push.remote))
    guard let (reference, id) = Self.commit(of: push, context) else { return }
    add("push", Self.name(context.references.shorten(reference, strictly: true)))
    addAheadBehind("pushAhead", "pushBehind", from: id, context, deadline)
  }

  private static func commit(
    of push: PushTarget, _ context: PromptContext
  ) -> (reference: [UInt8], id: ObjectID)? {
    guard let reference = push.reference, let id = context.references.resolve(reference) else {
      return nil
    }
    return (reference, id)
  }

  private static func push(_ context: PromptContext) -> (reference: [UInt8], id: ObjectID)? {
    context.branch
      .flatMap { PushTarget(of: $0, context.repository.configuration, context.references) }
      .flatMap { commit(of: $0, context) }
  }

  private mutating func addAheadBehind(
    _ ahead: String, _ behind: String, from id: ObjectID, _ context: PromptContext,
    _ deadline: Deadline
  ) {
    guard wants(ahead) || wants(behind), context.headID != nil else { return }
    let aheadBehind = context.aheadBehind(from: id, until: deadline)
    add(ahead, Self.count(aheadBehind?.ahead))
    add(behind, Self.count(aheadBehind?.behind))
  }

  /// What of the work tree is to be found out.
  private var wantedStatus: WorkTreeStatus.Wanted {
    var wanted: WorkTreeStatus.Wanted = []
    if wants("staged") { wanted.insert(.staged) }
    if wants("unstaged") { wanted.insert(.unstaged) }
    if wants("untracked") { wanted.insert(.untracked) }
    if wants("conflicted") { wanted.insert(.conflicted) }
    guard !wanted.isEmpty else { return [] }
    wanted.formUnion([.counts, .asStatus])
    if countsDirectories { wanted.insert(.untrackedDirectories) }
    return wanted
  }

  private mutating func addWorkTree(_ context: PromptContext, _ deadline: Deadline) {
    // git status goes to the work tree from wherever it is asked.
    guard context.repository.workTree != nil, !wantedStatus.isEmpty else { return }
    let status = context.status(wanting: wantedStatus, until: deadline)
    for (name, amount) in [
      ("staged", status.staged), ("unstaged", status.unstaged), ("untracked", status.untracked),
      ("conflicted", status.conflicted),
    ] where wants(name) {
      switch amount {
      case .unknown: add(name, .unknown)
      case .count(let count): add(name, .number(count))
      }
    }
    add("source", .text(context.isWatched ? "watcher" : "walk"))
  }

  /// The report as one line of JSON.
  var json: JSON { .object(fields.map { ($0.name, $0.value.json) }) }

  /// All fields that there can be.
  static let names = [
    "version", "repository", "gitDirectory", "bare", "insideGitDirectory", "sparse", "name",
    "branch", "detached", "unborn", "commit", "abbreviated", "tag", "subject", "operation", "step",
    "steps", "upstream", "upstreamGone", "ahead", "behind", "pushRemote", "push", "pushAhead",
    "pushBehind", "stashes", "staged", "unstaged", "untracked", "conflicted",
    "source",
  ]

  /// The value of a field, if it is among those that were found out.
  func value(of name: String) -> Value { fields.first { $0.name == name }?.value ?? .none }
}
