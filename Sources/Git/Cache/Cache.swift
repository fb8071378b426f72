import Synchronization
import System

/// Answers of earlier prompts about a work tree, in one small file of the user's.
///
/// It is a set of keys, each a hash over everything that the answer depends on: for a file that was
/// read its inode, size, times and blob; for a directory its times and the names that the index has
/// in it. What changed since has another hash, so nothing is ever invalidated. Beside the keys there
/// are values: short answers, each under such a key.
public final class Cache: Sendable {
  private let path: String?
  private let file: CacheFile
  private let start: Status.Time
  private let found = Mutex<Found>(Found())

  private struct Found {
    var keys: [UInt64] = []
    var values: [CacheFile.Value] = []
    var hasNews = false
    var isComplete = false
  }

  /// A cache that keeps nothing.
  public static var none: Cache { Cache(nil, user: 0) }

  /// The cache of a repository's work tree.
  ///
  /// - Parameter directory: where the cache files are; nil to keep nothing.
  @export(interface) public convenience init(in directory: String?, of repository: Repository) {
    self.init(
      directory.map { CacheDirectory.path(in: $0, of: repository) },
      user: repository.options.user)
  }

  /// Reads the cache file at `path`; a file that is damaged or another user's is passed over.
  init(_ path: String?, user: UInt32) {
    self.path = path
    start = .now
    if let path, let file = CacheFile(path, user: user) {
      self.file = file
    } else {
      file = CacheFile()
    }
  }

  var isEnabled: Bool { path != nil }
  /// Whether there is no key yet.
  var isEmpty: Bool { file.isEmpty }

  /// What every hash of this cache begins with.
  var hasher: KeyedHash { KeyedHash(file.key) }

  /// A key over what was mixed, about something that last changed at `changed`.
  func key(_ hasher: KeyedHash, changed: Status.Time) -> CacheKey {
    let hash = hasher.end & ~CacheFile.lasting
    return CacheKey(hash: hash == 0 ? 1 : hash, isOld: isOld(changed))
  }

  /// A key over what was mixed that holds for ever.
  func lastingKey(_ hasher: KeyedHash) -> CacheKey {
    CacheKey(hash: hasher.end | CacheFile.lasting, isOld: true)
  }

  /// Returns whether a change at `time` is so long ago that any later one bears another time.
  private func isOld(_ time: Status.Time) -> Bool {
    // File systems that keep no more than seconds may round by two of them.
    let distance: Int64 = time.nanoseconds == 0 ? 3_000_000_000 : 100_000_000
    let (seconds, overflow) = start.seconds.subtractingReportingOverflow(time.seconds)
    if overflow || seconds < 0 { return false }
    if seconds > 10 { return true }
    return seconds * 1_000_000_000 + Int64(start.nanoseconds) - Int64(time.nanoseconds) > distance
  }

  /// Returns whether the key was found to hold before.
  func contains(_ key: CacheKey) -> Bool { key.isOld && file.contains(key.hash) }

  /// How many keys the file had.
  var count: Int { file.keys.count }

  /// Takes in keys that hold now: those that were known, and those that are new.
  func add(_ keys: KeySet) {
    guard isEnabled, !keys.isEmpty else { return }
    found.withLock { found in
      found.keys += keys.known
      found.keys += keys.new
      if !keys.new.isEmpty { found.hasNews = true }
    }
  }

  /// Everything was looked at, so that a key that was not found again is stale.
  func markComplete() { found.withLock { $0.isComplete = true } }

  /// The value under a key.
  func value(of key: CacheKey) -> [UInt8]? {
    guard key.isOld else { return nil }
    return file.values.first { $0.hash == key.hash }?.bytes
  }

  /// Keeps a value under a key.
  func store(_ bytes: [UInt8], under key: CacheKey) {
    guard isEnabled, key.isOld, bytes.count <= CacheFile.valueLimit else { return }
    found.withLock { found in
      found.values.append(CacheFile.Value(hash: key.hash, bytes: bytes))
      found.hasNews = true
    }
  }

  /// Writes what has been learnt, if anything, in one step: another prompt sees the old file or
  /// the new.
  @export(interface) public func save() {
    guard let path else { return }
    let found = found.withLock { $0 }
    guard found.hasNews else { return }
    var keys = Set(found.keys)
    var old = file.keys
    if found.isComplete {
      // What was not asked for this time may be the next.
      old = old.filter { $0 & CacheFile.lasting != 0 }
      if old.count > CacheFile.lastingLimit { old = [] }
    }
    if keys.count + old.count <= CacheFile.limit { keys.formUnion(old) }
    if keys.count > CacheFile.limit { keys = Set(keys.prefix(CacheFile.limit)) }
    // The newest first: with too many the oldest go.
    var values = Array(found.values.reversed())
    for value in file.values where !values.contains(where: { $0.hash == value.hash }) {
      values.append(value)
    }
    CacheDirectory.replace(path, by: CacheFile.bytes(of: keys, values, key: file.key))
  }
}

extension KeyedHash {
  /// Adds what tells one state of a file from another.
  mutating func add(_ status: Status) {
    add(status.device)
    add(status.inode)
    add(UInt64(bitPattern: status.size))
    add(UInt64(status.permissions))
    add(status.modified)
    add(status.changed)
  }

  private mutating func add(_ time: Status.Time) {
    add(UInt64(bitPattern: time.seconds))
    add(UInt64(truncatingIfNeeded: time.nanoseconds))
  }
}
