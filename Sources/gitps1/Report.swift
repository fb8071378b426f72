import Git
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
  }

  /// In the order in which they are printed.
  private(set) var fields: [(name: String, value: Value)] = []

  /// The names of the fields to find out; nothing for all.
  private let wanted: Set<String>?

  /// - Parameter format: the text that the report is for, so that nothing else need be found out;
  ///   all is where there is none.
  init(_ repository: Repository?, _ settings: Settings, for format: Format? = nil) {
    wanted = format?.names
    add("version", .number(Self.version))
    add("repository", repository.map { .text(visible($0.workTree ?? $0.gitDirectory)) } ?? .none)
    guard let repository else { return }
    var facts = Facts(repository)
    let deadline = Deadline.after(.milliseconds(settings.timeout))
    add("gitDirectory", .text(visible(repository.gitDirectory)))
    add("bare", .truth(repository.isBare))
    add("insideGitDirectory", .truth(repository.isInsideGitDirectory))
    add("sparse", .truth(repository.configuration.boolean("core.sparsecheckout") == true))
    addHead(&facts, settings, deadline)
    addOperation(facts)
    addUpstream(&facts, settings, deadline)
    addPush(&facts, deadline)
    if wants("stashes") {
      add("stashes", Self.count(facts.references.stashCount(in: repository)))
    }
    addWorkTree(&facts, deadline)
    facts.remember()
  }

  private func wants(_ name: String) -> Bool { wanted?.contains(name) ?? true }

  private mutating func add(_ name: String, _ value: Value) { fields.append((name, value)) }

  private static func name(_ bytes: [UInt8]?) -> Value {
    bytes.map { .text(visible($0)) } ?? .none
  }

  private static func count(_ number: Int?) -> Value { number.map { .number($0) } ?? .unknown }

  private mutating func addHead(_ facts: inout Facts, _ settings: Settings, _ deadline: Deadline) {
    if wants("name") {
      add("name", Self.name(facts.name(settings.describe, until: deadline)?.bytes))
    }
    add("branch", Self.name(facts.branch))
    add("detached", .truth(facts.branch == nil))
    add("unborn", .truth(facts.headID == nil))
    guard let id = facts.headID else { return }
    add("commit", .text(id.description))
    add("abbreviated", .text(facts.objects.abbreviate(id)))
    if wants("tag") { add("tag", Self.name(facts.tag(deadline))) }
    if wants("subject"), let object = try? facts.objects.read(id),
      let commit = try? facts.objects.commit(id)
    {
      add("subject", Self.name(Commit.subject(of: object.bytes, commit)))
    }
  }

  private mutating func addOperation(_ facts: Facts) {
    guard let operation = facts.operation else { return }
    add("operation", .text(operation.kind.rawValue))
    guard let step = operation.step else { return }
    add("step", Self.count(Int(String(decoding: step.current, as: UTF8.self))))
    add("steps", Self.count(Int(String(decoding: step.total, as: UTF8.self))))
  }

  private mutating func addUpstream(
    _ facts: inout Facts, _ settings: Settings, _ deadline: Deadline
  ) {
    let fields = ["upstream", "upstreamGone", "ahead", "behind"]
    guard fields.contains(where: wants) else { return }
    switch UpstreamTarget(
      &facts, settings.upstreamWords(facts.repository.configuration) ?? [], settings, deadline)
    {
    case .reference(let reference, let id):
      add("upstream", Self.name(facts.references.shorten(reference, strictly: true)))
      add("upstreamGone", .truth(false))
      addDivergence("ahead", "behind", from: id, &facts, deadline)
    case .unknown:
      for field in fields { add(field, .unknown) }
    case .none:
      guard let branch = facts.branch,
        let upstream = Upstream(of: branch, facts.repository.configuration)?.reference
      else { return }
      // It is not there, or there is no commit to hold against it; or another was chosen.
      let isGone = facts.references.resolve(upstream) == nil
      guard isGone || facts.headID == nil else { return }
      add("upstream", Self.name(facts.references.shorten(upstream, strictly: true)))
      add("upstreamGone", .truth(isGone))
    }
  }

  private mutating func addPush(_ facts: inout Facts, _ deadline: Deadline) {
    guard let branch = facts.branch,
      let push = PushTarget(of: branch, facts.repository.configuration)
    else { return }
    add("pushRemote", Self.name(push.remote))
    guard let reference = push.reference, let id = facts.references.resolve(reference) else {
      return
    }
    add("push", Self.name(facts.references.shorten(reference, strictly: true)))
    addDivergence("pushAhead", "pushBehind", from: id, &facts, deadline)
  }

  private mutating func addDivergence(
    _ ahead: String, _ behind: String, from id: ObjectID, _ facts: inout Facts,
    _ deadline: Deadline
  ) {
    guard wants(ahead) || wants(behind), facts.headID != nil else { return }
    let divergence = facts.divergence(from: id, until: deadline)
    add(ahead, Self.count(divergence?.ahead))
    add(behind, Self.count(divergence?.behind))
  }

  private mutating func addWorkTree(_ facts: inout Facts, _ deadline: Deadline) {
    let repository = facts.repository
    guard repository.isInsideWorkTree, !repository.isInsideGitDirectory else { return }
    var wanted: WorkTreeStatus.Wanted = []
    if wants("staged") { wanted.insert(.staged) }
    if wants("unstaged") { wanted.insert(.unstaged) }
    if wants("untracked") { wanted.insert(.untracked) }
    if wants("conflicted") { wanted.insert(.conflicted) }
    guard !wanted.isEmpty else { return }
    let status = facts.status(wanting: wanted.union(.counts), until: deadline)
    for (name, amount) in [
      ("staged", status.staged), ("unstaged", status.unstaged), ("untracked", status.untracked),
      ("conflicted", status.conflicted),
    ] where wants(name) {
      switch amount {
      case .unknown: add(name, .unknown)
      case .count(let count): add(name, .number(count))
      }
    }
  }

  /// The report as one line of JSON.
  var json: String {
    "{" + fields.map { "\(Self.json($0.name)):\(Self.json($0.value))" }.joined(separator: ",") + "}"
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .none, .unknown: "null"
    case .number(let number): String(number)
    case .truth(let truth): truth ? "true" : "false"
    case .text(let text): json(text)
    }
  }

  /// The names are made visible already: what is left to escape are quotes and backslashes.
  private static func json(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { result += "\\" }
      result.unicodeScalars.append(character)
    }
    return result + "\""
  }

  /// All fields that there can be.
  static let names = [
    "version", "repository", "gitDirectory", "bare", "insideGitDirectory", "sparse", "name",
    "branch", "detached", "unborn", "commit", "abbreviated", "tag", "subject", "operation", "step",
    "steps", "upstream", "upstreamGone", "ahead", "behind", "pushRemote", "push", "pushAhead",
    "pushBehind", "stashes", "staged", "unstaged", "untracked", "conflicted",
  ]

  /// The value of a field, if it is among those that were found out.
  func value(of name: String) -> Value { fields.first { $0.name == name }?.value ?? .none }
}
