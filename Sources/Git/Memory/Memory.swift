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
  private let table: MappedFile
  private let slots: Int
  private let key: (UInt64, UInt64)
  private let start: Status.Time
  private let found = Mutex<Set<UInt64>>([])

  private static let magic = Array("detour 1".utf8)
  private static let header = 32
  /// As many facts are kept at most: 16 MB.
  private static let limit = 1 << 20

  /// Reads what is remembered at `path`; a file that is damaged or another user's is passed over.
  ///
  /// - Parameter path: nothing to remember nothing.
  init(_ path: String?, user: UInt32) {
    start = .now
    var slots = 0
    var key: (UInt64, UInt64)?
    var table = MappedFile()
    if let path, let file = try? FileDescriptor(opening: path, [.noFollow, .nonBlocking]),
      let status = try? Status(of: file), status.kind == .file, status.owner == user,
      status.permissions & 0o022 == 0, let mapped = try? MappedFile(file)
    {
      let bytes = mapped.bytes
      if bytes.count >= Self.header, bytes.extracting(first: 8).isEqual(to: Self.magic.span),
        let first = bytes.bigEndian(UInt64.self, at: 8),
        let second = bytes.bigEndian(UInt64.self, at: 16),
        let count = bytes.bigEndian(UInt64.self, at: 24), count <= UInt64(Self.limit * 2),
        count.nonzeroBitCount == 1, bytes.count == Self.header + Int(count) * 8
      {
        slots = Int(count)
        key = (first, second)
      }
      table = mapped
    }
    self.path = path
    self.slots = slots
    self.table = table
    self.key = key ?? (.random(in: 0 ... .max), .random(in: 0 ... .max))
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
  func holds(_ fact: Fact) -> Bool {
    guard slots > 0, fact.isOld else { return false }
    var slot = Int(truncatingIfNeeded: fact.hash) & (slots - 1)
    let bytes = table.bytes
    for _ in 0..<slots {
      guard let value = bytes.bigEndian(UInt64.self, at: Self.header + slot * 8), value != 0
      else { return false }
      if value == fact.hash { return true }
      slot = (slot + 1) & (slots - 1)
    }
    return false
  }

  /// Takes facts in that hold now, known or new.
  func add(_ facts: [Fact]) {
    guard path != nil else { return }
    found.withLock { found in
      for fact in facts where fact.isOld { found.insert(fact.hash) }
    }
  }

  /// Writes what has been learnt, if anything, in one step: another prompt sees the old file or
  /// the new.
  ///
  /// - Parameter isComplete: everything was looked at, so that what was not found again is stale.
  func save(isComplete: Bool) {
    guard let path else { return }
    var facts = found.withLock { $0 }
    var old: Set<UInt64> = []
    var occupied = 0
    for slot in 0..<slots {
      guard let value = table.bytes.bigEndian(UInt64.self, at: Self.header + slot * 8), value != 0
      else { continue }
      occupied += 1
      if facts.contains(value) || !isComplete { old.insert(value) }
    }
    let hasNews = facts.contains { !old.contains($0) }
    // Stale facts do no harm, and are not worth a write until they are many.
    guard hasNews || isComplete && occupied > facts.count * 2 + 64 else { return }
    if facts.count + old.count < Self.limit { facts.formUnion(old) }
    write(facts.count <= Self.limit ? facts : Set(facts.prefix(Self.limit)), to: path)
  }

  private func write(_ facts: Set<UInt64>, to path: String) {
    var count = 64
    while count < facts.count * 2 { count *= 2 }
    var slots = [UInt64](repeating: 0, count: count)
    for fact in facts {
      var slot = Int(truncatingIfNeeded: fact) & (count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = fact
    }
    var bytes = Self.magic
    bytes.reserveCapacity(Self.header + count * 8)
    for word in [key.0, key.1, UInt64(count)] + slots {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    MemoryDirectory.replace(path, by: bytes)
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
    for time in [status.modified, status.changed] {
      add(UInt64(bitPattern: time.seconds))
      add(UInt64(truncatingIfNeeded: time.nanoseconds))
    }
  }
}
