public import System

extension History {
  /// Returns how far two commits have gone apart, as `aheadBehind(of:from:until:)` counts it; the
  /// answer is remembered, as the two have the same histories for ever.
  @export(interface) public func aheadBehind(
    of one: ObjectID, from other: ObjectID, cache: Cache,
    until deadline: Deadline? = nil
  ) -> AheadBehind? {
    if one == other { return AheadBehind(ahead: 0, behind: 0) }
    guard cache.isEnabled else { return aheadBehind(of: one, from: other, until: deadline) }
    var hasher = cache.hasher
    hasher.add(.aheadBehind)
    hasher.add(one)
    hasher.add(other)
    hasher.add(shape(cache.hasher))
    let key = CacheKey(hash: hasher.end, isOld: true)
    if let value = cache.value(of: key), value.count == 16,
      let ahead = value.span.bigEndian(UInt64.self, at: 0),
      let behind = value.span.bigEndian(UInt64.self, at: 8)
    {
      return AheadBehind(
        ahead: Int(truncatingIfNeeded: ahead), behind: Int(truncatingIfNeeded: behind))
    }
    guard let found = aheadBehind(of: one, from: other, until: deadline) else { return nil }
    var value: [UInt8] = []
    value.append(bigEndian: UInt64(found.ahead))
    value.append(bigEndian: UInt64(found.behind))
    cache.store(value, under: key)
    return found
  }
}

extension Cache {
  /// The tree of a commit, for which otherwise packs would have to be opened.
  func tree(of commit: ObjectID, _ objects: ObjectStore) throws(ObjectFailure) -> ObjectID {
    guard isEnabled else { return try objects.rootTree(of: commit) }
    var hasher = self.hasher
    hasher.add(.tree)
    hasher.add(objects.replacement(of: commit))
    let key = CacheKey(hash: hasher.end, isOld: true)
    let size = commit.format.size
    // Where one of the two has gone, git fails.
    if let value = value(of: key), value.count > size,
      let tree = ObjectID(value.span.extracting(first: size), commit.format),
      ObjectFiles(value[size...]).areThere
    {
      return tree
    }
    let tree = try objects.rootTree(of: commit)
    if let files = objects.files(of: [commit, tree]) {
      store((0..<size).map { tree[$0] } + files.bytes, under: key)
    }
    return tree
  }

  /// The name of a commit as it was found when the references were as they are now, or what `find`
  /// finds.
  func name(
    of id: ObjectID, _ style: DescribeStyle, _ history: History, _ references: References,
    _ find: () throws(ObjectFailure) -> CommitName?
  ) throws(ObjectFailure) -> CommitName? {
    guard isEnabled else { return try find() }
    var hasher = self.hasher
    hasher.add(.name)
    hasher.add(Array(style.rawValue.utf8).span)
    hasher.add(id)
    hasher.add(history.shape(self.hasher))
    // Names from later commits come from any reference, and any may make them ambiguous.
    let isWide = style == .contains || style == .branch
    let changed = references.addState(under: isWide ? "refs/" : "refs/tags/", into: &hasher, self)
    let key = key(hasher, changed: changed)
    if let value = value(of: key), let known = CommitName.known(value) { return known }
    let found = try find()
    store(CommitName.value(found), under: key)
    return found
  }
}

extension CommitName {
  /// A value for a name, or for none.
  fileprivate static func value(_ name: CommitName?) -> [UInt8] {
    guard let name else { return [0] }
    guard let depth = name.depth else { return [1] + name.name }
    var value: [UInt8] = [2]
    value.append(bigEndian: UInt64(depth))
    return value + name.name
  }

  /// Returns what a value says: a name or none; nothing where it is no such value.
  fileprivate static func known(_ value: [UInt8]) -> CommitName?? {
    switch value.first {
    case 0?: return .some(nil)
    case 1?: return CommitName(name: Array(value.dropFirst()), depth: nil)
    case 2?:
      guard let depth = value.span.bigEndian(UInt64.self, at: 1) else { return nil }
      return CommitName(
        name: Array(value.dropFirst(9)), depth: Int(truncatingIfNeeded: depth))
    default: return nil
    }
  }
}
