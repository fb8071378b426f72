public import System

extension History {
  /// How far two commits have gone apart, as `divergence(of:from:until:)` counts it; the answer is
  /// remembered, as the two have the same histories for ever.
  public func divergence(
    of one: ObjectID, from other: ObjectID, remembering memory: Memory,
    until deadline: Deadline? = nil
  ) -> Divergence? {
    if one == other { return Divergence(ahead: 0, behind: 0) }
    guard memory.remembers else { return divergence(of: one, from: other, until: deadline) }
    var mixer = memory.mixer
    mixer.add(Kind.divergence)
    mixer.add(one)
    mixer.add(other)
    mixer.add(shape(memory.mixer))
    let fact = Memory.Fact(hash: mixer.end, isOld: true)
    if let note = memory.note(fact), note.count == 16,
      let ahead = note.span.bigEndian(UInt64.self, at: 0),
      let behind = note.span.bigEndian(UInt64.self, at: 8)
    {
      return Divergence(
        ahead: Int(truncatingIfNeeded: ahead), behind: Int(truncatingIfNeeded: behind))
    }
    guard let found = divergence(of: one, from: other, until: deadline) else { return nil }
    var note: [UInt8] = []
    note.append(bigEndian: UInt64(found.ahead))
    note.append(bigEndian: UInt64(found.behind))
    memory.keep(note, fact)
    return found
  }
}

extension Memory {
  /// The tree of a commit, for which otherwise packs would have to be opened.
  func tree(of commit: ObjectID, _ objects: ObjectStore) throws(ObjectFailure) -> ObjectID {
    guard remembers else { return try objects.commit(commit).tree }
    var mixer = self.mixer
    mixer.add(Kind.tree)
    mixer.add(objects.replacement(of: commit))
    let fact = Fact(hash: mixer.end, isOld: true)
    if let note = note(fact), let tree = ObjectID(note.span, commit.format) { return tree }
    let tree = try objects.commit(commit).tree
    keep((0..<tree.format.size).map { tree[$0] }, fact)
    return tree
  }

  /// The name of a commit as it was found when the references were as they are now, or what `find`
  /// finds.
  func name(
    of id: ObjectID, _ style: DescribeStyle, _ history: History, _ references: References,
    _ find: () throws(ObjectFailure) -> CommitName?
  ) throws(ObjectFailure) -> CommitName? {
    guard remembers else { return try find() }
    var mixer = self.mixer
    mixer.add(Kind.name)
    mixer.add(Array(style.rawValue.utf8).span)
    mixer.add(id)
    mixer.add(history.shape(self.mixer))
    // Names from later commits come from any reference, and any may make them ambiguous.
    let isWide = style == .contains || style == .branch
    let changed = references.mixState(under: isWide ? "refs/" : "refs/tags/", into: &mixer)
    let fact = fact(mixer, changed: changed)
    if let note = note(fact), let known = CommitName.known(note) { return known }
    let found = try find()
    keep(CommitName.note(found), fact)
    return found
  }
}

extension CommitName {
  /// A note for a name, or for none.
  fileprivate static func note(_ name: CommitName?) -> [UInt8] {
    guard let name else { return [0] }
    guard let depth = name.depth else { return [1] + name.name }
    var note: [UInt8] = [2]
    note.append(bigEndian: UInt64(depth))
    return note + name.name
  }

  /// What a note says: a name or none; nothing where it is no such note.
  fileprivate static func known(_ note: [UInt8]) -> CommitName?? {
    switch note.first {
    case 0?: return .some(nil)
    case 1?: return CommitName(name: Array(note.dropFirst()), depth: nil)
    case 2?:
      guard let depth = note.span.bigEndian(UInt64.self, at: 1) else { return nil }
      return CommitName(
        name: Array(note.dropFirst(9)), depth: Int(truncatingIfNeeded: depth))
    default: return nil
    }
  }
}
