import Synchronization
import System

/// What earlier prompts found out about a work tree, in one small file of the user's.
///
/// It is a set of facts, each kept as a hash over all that it depends on: for a file that was read
/// its inode, size, times and blob; for a directory its times and the names that the index has in
/// it. What has changed since has another hash, so that nothing has to be taken back.
final class Memory: Sendable {
  /// Something that was found to hold.
  struct Fact: Hashable, Sendable {
    let hash: UInt64
    /// Whether what it says was last changed long enough ago: a change within one tick of the file
    /// system's clock shows in no time.
    let isOld: Bool
  }

  private let path: String?
  private let table: FactTable
  private let start: Status.Time
  private let found = Mutex<Found>(Found())

  private struct Found {
    var facts: [UInt64] = []
    var hasNews = false
  }

  private var key: (UInt64, UInt64) { table.key }

  /// Reads what is remembered at `path`; a file that is damaged or another user's is passed over.
  ///
  /// - Parameter path: nothing to remember nothing.
  init(_ path: String?, user: UInt32) {
    self.path = path
    start = .now
    if let path, let table = FactTable(path, user: user) {
      self.table = table
    } else {
      table = FactTable()
    }
  }

  /// A fact of one kind about something that last changed at `changed`.
  func fact(_ kind: UInt64, changed: Status.Time, _ add: (inout Mixer) -> Void) -> Fact? {
    guard path != nil else { return nil }
    var mixer = Mixer(key)
    mixer.add(kind)
    add(&mixer)
    return Fact(hash: mixer.end, isOld: isOld(changed))
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
  func holds(_ fact: Fact) -> Bool { fact.isOld && table.contains(fact.hash) }

  /// How many facts the file had.
  var count: Int { table.all().count }

  /// Takes facts in that hold now, known or new.
  func add(_ facts: [Fact]) {
    guard path != nil, !facts.isEmpty else { return }
    found.withLock { found in
      for fact in facts where fact.isOld {
        found.facts.append(fact.hash)
        if !found.hasNews, !table.contains(fact.hash) { found.hasNews = true }
      }
    }
  }

  /// Writes what has been learnt, if anything, in one step: another prompt sees the old file or
  /// the new.
  ///
  /// - Parameter isComplete: everything was looked at, so that what was not found again is stale.
  func save(isComplete: Bool) {
    guard let path else { return }
    let (facts, hasNews) = found.withLock { ($0.facts, $0.hasNews) }
    guard hasNews else { return }
    var all = Set(facts)
    if !isComplete {
      let old = table.all()
      if all.count + old.count <= FactTable.limit { all.formUnion(old) }
    }
    if all.count > FactTable.limit { all = Set(all.prefix(FactTable.limit)) }
    MemoryDirectory.replace(path, by: FactTable.bytes(of: all, key: key))
  }
}

extension Memory {
  /// Whether every name in a directory is one that the index has.
  func fact(
    of directory: IndexDirectories.Directory, _ open: OpenDirectory, _ names: [Int],
    _ index: borrowing Index
  ) -> Fact? {
    guard path != nil, let status = try? Status(of: open.file) else { return nil }
    let length = Int(directory.length)
    var mixer = Mixer(key)
    mixer.add(1)
    mixer.add(status)
    for number in names {
      let path = index.path(of: index.entries[number])
      let name = path.extracting(droppingFirst: length)
      let end = name.offset(of: 0x2f).map { $0 + 1 } ?? name.count
      mixer.add(name.extracting(first: end))
    }
    if length > 0 {
      mixer.add(index.path(of: index.entries[Int(directory.first)]).extracting(first: length))
    }
    let changed = max(status.modified, status.changed)
    return Fact(hash: mixer.end, isOld: isOld(changed))
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
