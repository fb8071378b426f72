import Synchronization
import System

/// What earlier prompts found out about a work tree, in one small file of the user's.
///
/// It is a set of facts, each kept as a hash over all that it depends on: for a file that was read
/// its inode, size, times and blob; for a directory its times and the names that the index has in
/// it. What has changed since has another hash, so that nothing has to be taken back. Beside the
/// facts there are notes: short answers, each under such a hash.
public final class Memory: Sendable {
  /// Something that was found to hold.
  struct Fact: Hashable, Sendable {
    let hash: UInt64
    /// Whether what it says was last changed long enough ago: a change within one tick of the file
    /// system's clock shows in no time.
    let isOld: Bool
  }

  private let path: String?
  private let file: MemoryFile
  private let start: Status.Time
  private let found = Mutex<Found>(Found())

  private struct Found {
    var facts: [UInt64] = []
    var notes: [MemoryFile.Note] = []
    var hasNews = false
    var isComplete = false
  }

  /// Remembers nothing.
  public static var none: Memory { Memory(nil, user: 0) }

  /// What is remembered in a directory of a repository's work tree.
  ///
  /// - Parameter directory: nothing to remember nothing.
  public convenience init(in directory: String?, of repository: Repository) {
    self.init(
      directory.map { MemoryDirectory.path(in: $0, of: repository) },
      user: repository.surroundings.user)
  }

  /// Reads what is remembered at `path`; a file that is damaged or another user's is passed over.
  init(_ path: String?, user: UInt32) {
    self.path = path
    start = .now
    if let path, let file = MemoryFile(path, user: user) {
      self.file = file
    } else {
      file = MemoryFile()
    }
  }

  var remembers: Bool { path != nil }
  /// Whether there is no fact yet.
  var isEmpty: Bool { file.isEmpty }

  /// What every hash of this memory begins with.
  var mixer: Mixer { Mixer(file.key) }

  /// A fact over what was mixed, about something that last changed at `changed`.
  func fact(_ mixer: Mixer, changed: Status.Time) -> Fact {
    Fact(hash: mixer.end, isOld: isOld(changed))
  }

  /// Whether a change at `time` is so long ago that any later one bears another time.
  private func isOld(_ time: Status.Time) -> Bool {
    // File systems that keep no more than seconds may round by two of them.
    let distance: Int64 = time.nanoseconds == 0 ? 3_000_000_000 : 100_000_000
    let (seconds, overflow) = start.seconds.subtractingReportingOverflow(time.seconds)
    if overflow || seconds < 0 { return false }
    if seconds > 10 { return true }
    return seconds * 1_000_000_000 + Int64(start.nanoseconds) - Int64(time.nanoseconds) > distance
  }

  /// Whether the fact was found to hold before.
  func holds(_ fact: Fact) -> Bool { fact.isOld && file.contains(fact.hash) }

  /// How many facts the file had.
  var count: Int { file.facts.count }

  /// Takes in facts that hold now: those that were known, and those that are new.
  func add(_ facts: FactList) {
    guard remembers, !facts.isEmpty else { return }
    found.withLock { found in
      found.facts += facts.known
      found.facts += facts.new
      if !facts.new.isEmpty { found.hasNews = true }
    }
  }

  /// Everything was looked at, so that a fact that was not found again is stale.
  func complete() { found.withLock { $0.isComplete = true } }

  /// The note under a fact.
  func note(_ fact: Fact) -> [UInt8]? {
    guard fact.isOld else { return nil }
    return file.notes.first { $0.hash == fact.hash }?.bytes
  }

  /// Keeps a note under a fact.
  func keep(_ bytes: [UInt8], _ fact: Fact) {
    guard remembers, fact.isOld, bytes.count <= MemoryFile.noteLimit else { return }
    found.withLock { found in
      found.notes.append(MemoryFile.Note(hash: fact.hash, bytes: bytes))
      found.hasNews = true
    }
  }

  /// Writes what has been learnt, if anything, in one step: another prompt sees the old file or
  /// the new.
  public func save() {
    guard let path else { return }
    let found = found.withLock { $0 }
    guard found.hasNews else { return }
    var facts = Set(found.facts)
    if !found.isComplete {
      let old = file.facts
      if facts.count + old.count <= MemoryFile.limit { facts.formUnion(old) }
    }
    if facts.count > MemoryFile.limit { facts = Set(facts.prefix(MemoryFile.limit)) }
    // The newest first: with too many the oldest go.
    var notes = Array(found.notes.reversed())
    for note in file.notes where !notes.contains(where: { $0.hash == note.hash }) {
      notes.append(note)
    }
    MemoryDirectory.replace(path, by: MemoryFile.bytes(of: facts, notes, key: file.key))
  }
}

/// Facts that one thread has found to hold.
struct FactList {
  /// Those that the memory had already.
  private(set) var known: [UInt64] = []
  private(set) var new: [UInt64] = []

  var isEmpty: Bool { known.isEmpty && new.isEmpty }
  var hasNews: Bool { !new.isEmpty }

  /// Whether the memory has the fact.
  mutating func has(_ fact: Memory.Fact, _ memory: Memory) -> Bool {
    guard memory.holds(fact) else { return false }
    known.append(fact.hash)
    return true
  }

  /// Adds one that was found, where that can be relied on the next time.
  mutating func add(_ fact: Memory.Fact) { if fact.isOld { new.append(fact.hash) } }

  mutating func removeAll() {
    known.removeAll(keepingCapacity: true)
    new.removeAll(keepingCapacity: true)
  }
}

extension Mixer {
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
