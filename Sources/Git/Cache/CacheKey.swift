/// A key of the cache: a hash over everything that the cached answer depends on.
struct CacheKey: Hashable, Sendable {
  let hash: UInt64
  /// Whether what it depends on was last changed long enough ago: a change within one clock tick
  /// leaves the timestamp unchanged.
  let isOld: Bool

  /// The kind of thing that is cached under a key, so that keys over the same things differ.
  enum Kind: UInt64 {
    /// The index has all names of a directory.
    case onlyTracked = 1
    /// The content of a file is that of its blob.
    case equal = 2
    /// The content of a file is not that of its blob.
    case other = 3
    /// All names of a directory that the index does not have are ignored.
    case onlyIgnored = 4
    /// How far two commits are ahead of and behind each other.
    case aheadBehind = 5
    /// The name of a commit.
    case name = 6
    /// The tree of a commit.
    case tree = 7
    /// A file that was changed.
    case changedFile = 8
    /// A directory with a name that is neither tracked nor ignored.
    case otherNames = 9
    /// The directories in one that holds very many references.
    case folders = 10
    /// The content of a file that a filter makes a blob of.
    case content = 11
    /// A blob of which such a content is known.
    case known = 12
    /// A file whose content was looked at for that.
    case learnt = 13
  }
}

/// Keys that one thread has found to hold.
struct KeySet {
  /// Those that the cache had already.
  private(set) var known: [UInt64] = []
  private(set) var new: [UInt64] = []

  var isEmpty: Bool { known.isEmpty && new.isEmpty }
  var hasNews: Bool { !new.isEmpty }

  /// Returns whether the cache has the key.
  mutating func contains(_ key: CacheKey, in cache: Cache) -> Bool {
    guard cache.contains(key) else { return false }
    known.append(key.hash)
    return true
  }

  /// Adds a key that was found to hold, where that can be relied on the next time.
  mutating func add(_ key: CacheKey) { if key.isOld { new.append(key.hash) } }

  mutating func removeAll() {
    known.removeAll(keepingCapacity: true)
    new.removeAll(keepingCapacity: true)
  }
}
