public import System

/// The way to name a commit of no branch: `GIT_PS1_DESCRIBE_STYLE`, git-describe(1).
public enum DescribeStyle: String, Sendable {
  /// By a later tag: `v1.6.3.2~35`
  case contains
  /// By a later tag or branch: `main~4`
  case branch
  /// By an earlier annotated tag: `v1.6.3.1-13-gdd42c2f`
  case describe
  /// By an earlier tag of either kind.
  case tag
  /// By a tag of the commit itself.
  case exact = "default"
}

/// A name, and how many commits later the named one is where the name is an earlier tag's.
struct CommitName: Equatable {
  let name: [UInt8]
  let depth: Int?
}

extension History {
  /// The name of a commit in that style, as git gives it.
  ///
  /// - Parameter memory: where the name is remembered for as long as no reference changes.
  /// - Returns: nothing where there is none, a commit cannot be read, or `deadline` passed.
  @export(interface) public func describe(
    _ id: ObjectID, _ style: DescribeStyle, _ references: References,
    cache: Cache = .none, until deadline: Deadline? = nil
  ) -> [UInt8]? {
    let repository = objects.repository
    let found = try? cache.name(of: id, style, self, references) {
      () throws(ObjectFailure) in
      // Only to list the references may take longer than there is time.
      let found = withTimeout(deadline) {
        Result { () throws(ObjectFailure) in
          try History(ObjectStore(repository))
            .name(of: id, style, References(repository), until: deadline)
        }
      }
      guard let found else { throw .deadlineExceeded }
      return try found.get()
    }
    guard let found else { return nil }
    guard let depth = found.depth else { return found.name }
    return found.name + Array("-\(depth)-g\(objects.abbreviate(id))".utf8)
  }

  private func name(
    of id: ObjectID, _ style: DescribeStyle, _ references: References, until deadline: Deadline?
  ) throws(ObjectFailure) -> CommitName? {
    switch style {
    case .contains, .branch:
      let onlyTags = style == .contains
      let name = try NameRev(self, references, onlyTags: onlyTags, until: deadline)
        .name(of: id)
      return name.map { CommitName(name: $0, depth: nil) }
    case .describe, .tag, .exact:
      let id = (try? objects.peelToCommit(id)) ?? id
      let known = candidates(references, for: style == .exact ? id : nil)
      let lightweight = style != .describe
      if let own = known[id], lightweight || own.isAnnotated {
        let name = name(of: own)
        // A tag that calls itself something else gets the long form.
        return CommitName(name: name, depth: name == own.name ? nil : 0)
      }
      if style == .exact || known.isEmpty { return nil }
      return try nameFromEarlier(id, known, lightweight: lightweight, deadline)
    }
  }

  /// A tag that may name a commit.
  private struct Candidate {
    /// The tag's whole name.
    let reference: [UInt8]
    /// The tag's object, where it is annotated.
    let tag: ObjectID?
    /// When it was tagged, once that was asked for.
    var date: Int64?
    var isAnnotated: Bool { tag != nil }
    var depth = 0
    var flag: UInt32 = 0
    /// The name without `refs/tags/`.
    var name: [UInt8] { Array(reference.dropFirst(10)) }
  }

  /// An annotated tag is called as it says itself.
  private func name(of candidate: Candidate) -> [UInt8] {
    candidate.tag.flatMap(tag)?.name ?? candidate.name
  }

  /// Returns when an annotated tag was made; zero where that cannot be read.
  private func date(ofTag id: ObjectID) -> Int64 {
    guard let object = try? objects.read(id), object.kind == .tag else { return 0 }
    return Tag.date(of: object.bytes)
  }

  private func tag(_ id: ObjectID) -> Tag? {
    guard let object = try? objects.read(id), object.kind == .tag else { return nil }
    return Tag(object.bytes, objects.format)
  }

  /// The tags by the commits that they lead to.
  ///
  /// - Parameter id: the one commit that is asked for; nil for all.
  private func candidates(_ references: References, for id: ObjectID?) -> [ObjectID: Candidate] {
    let all =
      id.map { references.candidates(for: $0, under: "refs/tags/") }
      ?? references.all(under: "refs/tags/")
    var found: [ObjectID: Candidate] = [:]
    for reference in all {
      guard let (commit, isAnnotated) = target(of: reference) else {
        continue
      }
      var candidate = Candidate(
        reference: reference.name, tag: isAnnotated ? reference.id : nil)
      if let other = found[commit] {
        // An annotated tag before a lightweight one, and the younger of two annotated ones.
        guard let own = candidate.tag else { continue }
        if let its = other.tag {
          let otherDate = other.date ?? date(ofTag: its)
          candidate.date = date(ofTag: own)
          if other.date == nil { found[commit]?.date = otherDate }
          guard otherDate < candidate.date ?? 0 else { continue }
        }
      }
      found[commit] = candidate
    }
    return found
  }

  /// Returns what a tag leads to, and whether it is annotated; nil where it cannot be read.
  private func target(of reference: Reference) -> (ObjectID, Bool)? {
    if let peeled = reference.peeled { return (peeled, peeled != reference.id) }
    // What the graph has is a commit.
    if hasInGraph(reference.id) { return (reference.id, false) }
    guard let (last, _) = try? objects.peel(reference.id) else { return nil }
    return (last, last != reference.id)
  }

  private func nameFromEarlier(
    _ id: ObjectID, _ known: [ObjectID: Candidate], lightweight: Bool, _ deadline: Deadline?
  ) throws(ObjectFailure) -> CommitName? {
    var matches: [Candidate] = []
    let start = try number(of: id)
    // Which candidates have a commit, by the commit's number.
    var flags: [Int: UInt32] = [start: 0]
    var queue = CommitQueue()
    var seen = 0
    var annotated = 0
    queue.push(.init(start, try age(of: start)))
    var givenUp: CommitQueue.Element?
    // As many as git weighs against each other.
    let limit = 10
    while let element = queue.pop() {
      if seen & 0xff == 0, deadline?.hasPassed == true { throw .deadlineExceeded }
      seen += 1
      if var candidate = known[try self.id(of: element.number)],
        lightweight || candidate.isAnnotated
      {
        if matches.count == limit {
          givenUp = element
          break
        }
        candidate.depth = seen - 1
        candidate.flag = 1 << UInt32(matches.count)
        flags[element.number, default: 0] |= candidate.flag
        matches.append(candidate)
        if candidate.isAnnotated { annotated += 1 }
      }
      let own = flags[element.number] ?? 0
      for index in matches.indices where own & matches[index].flag == 0 {
        matches[index].depth += 1
      }
      // The last way left is one that the best candidate has already.
      if annotated > 0, queue.isEmpty {
        let best = matches.map { $0.depth }.min() ?? 0
        let within = matches.filter { $0.depth == best }.reduce(0) { $0 | $1.flag }
        if own & within == within { break }
      }
      for parent in try parents(of: element.number) {
        if flags[parent] == nil { queue.push(.init(parent, try age(of: parent))) }
        flags[parent, default: 0] |= own
      }
    }
    guard let place = matches.indices.min(by: { matches[$0].depth < matches[$1].depth }) else {
      return nil
    }
    var best = matches[place]
    if let givenUp { queue.push(givenUp) }
    try finishDepth(of: &best, &queue, &flags, deadline)
    return CommitName(name: name(of: best), depth: best.depth)
  }

  /// Counts on to the end of all that the candidate does not have.
  private func finishDepth(
    of best: inout Candidate, _ queue: inout CommitQueue, _ flags: inout [Int: UInt32],
    _ deadline: Deadline?
  ) throws(ObjectFailure) {
    var steps = 0
    while let element = queue.pop() {
      if steps & 0xff == 0, deadline?.hasPassed == true { throw .deadlineExceeded }
      steps += 1
      let own = flags[element.number] ?? 0
      if own & best.flag != 0 {
        if queue.elements.allSatisfy({ (flags[$0.number] ?? 0) & best.flag != 0 }) { break }
      } else {
        best.depth += 1
      }
      for parent in try parents(of: element.number) {
        if flags[parent] == nil { queue.push(.init(parent, try age(of: parent))) }
        flags[parent, default: 0] |= own
      }
    }
  }
}
