import System

/// The places where the last prompt found something: most often it is still there, and where one
/// of a sort is enough nothing else need be looked at.
enum Leads {
  /// Looks at these places.
  static func follow(_ job: WalkJob, _ index: borrowing Index) {
    guard !job.findings.wantsCounts, job.memory.remembers, !index.entries.isEmpty else { return }
    let unstaged = job.findings.seeksUnstaged ? note(Kind.changedFile, job) : nil
    let untracked = job.findings.seeksUntracked ? note(Kind.otherNames, job) : nil
    guard unstaged != nil || untracked != nil, var walker = try? Walker(job) else { return }
    if let unstaged, let entry = place(of: unstaged, index) {
      walker.look(at: job.directories.directory(of: entry), only: entry..<entry + 1)
    }
    if let untracked, let number = directory(untracked, job, index) {
      walker.look(at: number, only: 0..<0)
    }
    job.memory.add(walker.facts)
  }

  /// Keeps the places where this prompt found something.
  static func keep(_ job: WalkJob, _ index: borrowing Index) {
    guard job.memory.remembers, !index.entries.isEmpty else { return }
    if let entry = job.findings.changedEntry {
      keep(index.path(of: index.entries[entry]), Kind.changedFile, job)
    }
    if let number = job.findings.directoryWithOthers {
      let directory = job.directories.all[number]
      keep(
        index.path(of: index.entries[Int(directory.first)])
          .extracting(first: Int(directory.length)), Kind.otherNames, job)
    }
  }

  private static func keep(_ path: Span<UInt8>, _ kind: UInt64, _ job: WalkJob) {
    let bytes = path.copy(0, path.count)
    if note(kind, job) != bytes { job.memory.keep(bytes, fact(kind, job)) }
  }

  private static func note(_ kind: UInt64, _ job: WalkJob) -> [UInt8]? {
    job.memory.note(fact(kind, job))
  }

  /// A lead is only that, and depends on nothing.
  private static func fact(_ kind: UInt64, _ job: WalkJob) -> Memory.Fact {
    Memory.Fact(hash: job.memory.mixer.adding(kind).end, isOld: true)
  }

  private static func place(of path: [UInt8], _ index: borrowing Index) -> Int? {
    let place = index.place(of: path.span, in: 0..<index.entries.count)
    guard place < index.entries.count,
      index.path(of: index.entries[place]).isEqual(to: path.span)
    else { return nil }
    return place
  }

  /// The directory with that path, which ends in a slash.
  private static func directory(
    _ path: [UInt8], _ job: WalkJob, _ index: borrowing Index
  ) -> Int? {
    if path.isEmpty { return 0 }
    let place = index.place(of: path.span, in: 0..<index.entries.count)
    guard place < index.entries.count else { return nil }
    var number = job.directories.directory(of: place)
    while number > 0, Int(job.directories.all[number].length) > path.count {
      number = Int(job.directories.all[number].parent)
    }
    guard Int(job.directories.all[number].length) == path.count,
      index.path(of: index.entries[place]).extracting(first: path.count).isEqual(to: path.span)
    else { return nil }
    return number
  }
}
