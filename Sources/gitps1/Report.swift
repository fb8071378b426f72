import Git
import System
import Tool

/// Every fact of a repository, for other prompts and programs.
struct Report {
  /// The version of the names and meanings; it grows when one changes, not when one is added.
  static let version = 1

  enum Value: Equatable {
    case none
    case text(String)
    case number(Int)
    case truth(Bool)
  }

  /// In the order in which they are printed.
  private(set) var fields: [(name: String, value: Value)] = []

  init(_ repository: Repository?, _ settings: Settings) {
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
    addUpstream(&facts, deadline)
    add("stashes", Self.number(facts.references.stashCount(in: repository)))
    addWorkTree(&facts, deadline)
  }

  private mutating func add(_ name: String, _ value: Value) { fields.append((name, value)) }

  private static func name(_ bytes: [UInt8]?) -> Value {
    bytes.map { .text(visible($0)) } ?? .none
  }

  private static func number(_ number: Int?) -> Value { number.map { .number($0) } ?? .none }

  private mutating func addHead(_ facts: inout Facts, _ settings: Settings, _ deadline: Deadline) {
    add("name", Self.name(facts.name(settings.describe, until: deadline)?.bytes))
    add("branch", Self.name(facts.branch))
    add("detached", .truth(facts.branch == nil))
    add("unborn", .truth(facts.headID == nil))
    guard let id = facts.headID else { return }
    add("commit", .text(id.description))
    add("abbreviated", .text(facts.objects.abbreviate(id)))
    add("tag", Self.name(facts.history.describe(id, .exact, facts.references)))
    if let object = try? facts.objects.read(id), let commit = try? facts.objects.commit(id) {
      add("subject", Self.name(Commit.subject(of: object.bytes, commit)))
    }
  }

  private mutating func addOperation(_ facts: Facts) {
    guard let operation = facts.operation else { return }
    add("operation", .text(operation.kind.rawValue))
    guard let step = operation.step else { return }
    add("step", Self.number(Int(String(decoding: step.current, as: UTF8.self))))
    add("steps", Self.number(Int(String(decoding: step.total, as: UTF8.self))))
  }

  private mutating func addUpstream(_ facts: inout Facts, _ deadline: Deadline) {
    guard let branch = facts.branch else { return }
    let configuration = facts.repository.configuration
    if let configured = Upstream(of: branch, configuration) {
      add("upstream", Self.name(facts.references.shorten(configured.reference, strictly: true)))
      add("upstreamGone", .truth(facts.references.resolve(configured.reference) == nil))
    }
    if let remote = Upstream.pushRemote(of: branch, configuration) {
      add("pushRemote", Self.name(remote))
    }
    guard let (_, id) = facts.upstream(), let head = facts.headID else { return }
    let divergence = facts.history.divergence(of: head, from: id, until: deadline)
    add("ahead", Self.number(divergence?.ahead))
    add("behind", Self.number(divergence?.behind))
  }

  private mutating func addWorkTree(_ facts: inout Facts, _ deadline: Deadline) {
    let repository = facts.repository
    guard repository.isInsideWorkTree, !repository.isInsideGitDirectory else { return }
    let status = facts.status(
      wanting: [.staged, .unstaged, .untracked, .conflicted, .counts], until: deadline)
    for (name, amount) in [
      ("staged", status.staged), ("unstaged", status.unstaged), ("untracked", status.untracked),
      ("conflicted", status.conflicted),
    ] {
      switch amount {
      case .unknown: add(name, .none)
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
    case .none: "null"
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

  /// `format` with each `{field}` replaced by its value.
  ///
  /// `{field:TEXT}` puts TEXT before the value. A field that is not known, zero or false is empty,
  /// with its text; one that is true is its text alone. `{{` is a brace.
  func text(_ format: String) throws -> String {
    var result = ""
    var rest = format[...]
    while let brace = rest.firstIndex(of: "{") {
      result += rest[..<brace]
      rest = rest[rest.index(after: brace)...]
      if rest.first == "{" {
        result += "{"
        rest = rest.dropFirst()
        continue
      }
      guard let end = rest.firstIndex(of: "}") else {
        throw Misuse("the format ends within braces: {\(rest)")
      }
      result += try field(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private func field(_ field: Substring) throws -> String {
    let parts = field.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let before = parts.count > 1 ? String(parts[1]) : ""
    guard Self.names.contains(name) else {
      throw Misuse(
        "does not know the field {\(name)}: it knows \(Self.names.joined(separator: " "))")
    }
    switch fields.first(where: { $0.name == name })?.value {
    case .text(let text)? where !text.isEmpty: return before + text
    case .number(let number)? where number != 0: return before + String(number)
    case .truth(true)?: return before.isEmpty ? name : before
    default: return ""
    }
  }

  /// All fields that there can be.
  static let names = [
    "version", "repository", "gitDirectory", "bare", "insideGitDirectory", "sparse", "name",
    "branch", "detached", "unborn", "commit", "abbreviated", "tag", "subject", "operation", "step",
    "steps", "upstream", "upstreamGone", "pushRemote", "ahead", "behind", "stashes", "staged",
    "unstaged", "untracked", "conflicted",
  ]
}
