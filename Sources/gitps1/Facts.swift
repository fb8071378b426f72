import Git
import System
import Tool

/// What is known of a repository, each found out when it is first asked for.
struct Facts {
  let repository: Repository
  let references: References
  /// The reference that HEAD stands for; empty where it stands for none.
  private let headName: [UInt8]
  /// The commit that HEAD is, where it is one.
  private let detached: ObjectID?
  let operation: Operation?
  private(set) lazy var objects = ObjectStore(repository)
  private(set) lazy var history = History(objects)
  /// The commit that HEAD leads to; nothing before the first one.
  private(set) lazy var headID: ObjectID? =
    detached ?? (headName.isEmpty ? nil : references.resolve(headName))

  init(_ repository: Repository) {
    self.repository = repository
    references = References(repository)
    switch references.head {
    case .symbolic(let name)?: (headName, detached) = (name, nil)
    case .detached(let id)?: (headName, detached) = ([], id)
    case nil: (headName, detached) = ([], nil)
    }
    operation = Operation(in: repository.gitDirectory, references)
  }

  /// The branch that HEAD stands for, without `refs/heads/`.
  var branch: [UInt8]? {
    headName.isEmpty ? nil : Self.short(headName)
  }

  static func short(_ name: [UInt8]) -> [UInt8] {
    name.starts(with: "refs/heads/".utf8) ? Array(name.dropFirst(11)) : name
  }

  /// What stands for the branch: its name, that of the one being rebased, or the commit's.
  mutating func name(
    _ style: DescribeStyle, until deadline: Deadline
  ) -> (bytes: [UInt8], isDetached: Bool)? {
    if let name = operation?.headName { return (Self.short(name), false) }
    if let branch { return (branch, false) }
    return detached.map { (description(of: $0, style, deadline), true) }
  }

  private mutating func description(
    of id: ObjectID, _ style: DescribeStyle, _ deadline: Deadline
  ) -> [UInt8] {
    // In a history too long to search in time the commit's own name stands in.
    let name =
      history.describe(id, style, references, remembering: memory, until: deadline)
      ?? Array("\(objects.abbreviate(id))...".utf8)
    return [UInt8(ascii: "(")] + name + [UInt8(ascii: ")")]
  }

  /// The tag that HEAD's commit has.
  mutating func tag(_ deadline: Deadline) -> [UInt8]? {
    guard let headID else { return nil }
    return history.describe(headID, .exact, references, remembering: memory, until: deadline)
  }

  mutating func status(
    wanting wanted: WorkTreeStatus.Wanted, until deadline: Deadline?
  ) -> WorkTreeStatus {
    if wanted.isEmpty { return WorkTreeStatus() }
    return WorkTreeStatus.examine(
      repository, objects: objects, head: headID, wanting: wanted, until: deadline,
      memory: memory, includingRemote: set("GIT_PS1_REMOTE") != nil)
  }

  /// The directory in which prompts remember what they found out; none without a home.
  static var memoryDirectory: String? {
    guard set("XDG_CACHE_HOME") != nil || set("HOME") != nil else { return nil }
    return Directories().cache + "/gitps1"
  }

  private var openMemory: Memory?

  /// What is remembered of the repository, read when it is first asked for.
  private var memory: Memory {
    mutating get {
      if let openMemory { return openMemory }
      let memory = Memory(in: Self.memoryDirectory, of: repository)
      openMemory = memory
      return memory
    }
  }

  /// Writes down what has been found out, for the next prompt.
  func remember() { openMemory?.save() }

  /// How far HEAD and a commit have gone apart.
  mutating func divergence(from other: ObjectID, until deadline: Deadline) -> Divergence? {
    guard let headID else { return nil }
    return history.divergence(of: headID, from: other, remembering: memory, until: deadline)
  }

  /// The reference that the current branch follows, where there is one.
  mutating func upstream() -> (reference: [UInt8], id: ObjectID)? {
    guard headName.starts(with: "refs/heads/".utf8),
      let upstream = Upstream(of: Self.short(headName), repository.configuration),
      let id = references.resolve(upstream.reference)
    else { return nil }
    return (upstream.reference, id)
  }
}
