import System

/// Walks pieces of a work tree on one thread, beside the index.
struct Walker {
  /// A directory on the way to the one that is looked at.
  struct Level {
    let number: Int
    let state: State
    /// Read when they are asked for.
    var rules: IgnoreRules?
    var isIgnored: Bool?
  }

  enum State {
    case open(OpenDirectory)
    /// It is not there, so that nothing in it is.
    case missing
    /// It is there but cannot be looked into.
    case closed
  }

  private(set) var levels: [Level] = []
  /// What was found to hold, to be remembered.
  var facts: [Memory.Fact] = []
  private var listing = Listing()
  /// A path with the NUL that the system wants.
  private var name: [UInt8] = []
  var contents: ContentComparison

  init(_ job: WalkJob) throws(Errno) {
    let top = OpenDirectory(try FileDescriptor(opening: job.workTree, [.directory]))
    contents = ContentComparison(job)
    levels.append(Level(number: 0, state: .open(top), rules: nil, isIgnored: false))
  }

  mutating func walk(_ piece: WalkPlan.Piece, _ job: WalkJob) {
    for number in piece.directories {
      if job.findings.isOver { return }
      enter(number, job, job.index)
      visit(number, only: piece.entries, job, job.index)
    }
  }

  /// Opens a directory, and before it those that lead to it and are not open yet.
  private mutating func enter(_ number: Int, _ job: WalkJob, _ index: borrowing Index) {
    let directory = job.directories.all[number]
    while levels.count > Int(directory.depth) + 1 { levels.removeLast() }
    if levels.count == Int(directory.depth) + 1 {
      if levels[levels.count - 1].number == number { return }
      levels.removeLast()
    }
    let parent = Int(directory.parent)
    if levels.last?.number != parent { enter(parent, job, index) }
    guard let above = levels.last else { return }
    var state = above.state
    if case .open(let file) = above.state {
      let start = Int(job.directories.all[parent].length)
      setName(index.path(of: index.entries[Int(directory.first)]), start, Int(directory.length) - 1)
      state = Self.open(name.span, in: file)
    }
    levels.append(Level(number: number, state: state, rules: nil, isIgnored: nil))
  }

  private static func open(_ name: Span<UInt8>, in directory: OpenDirectory) -> State {
    do throws(Errno) {
      // A link in the place of a directory is another thing: what was in it has gone.
      return .open(
        OpenDirectory(
          try FileDescriptor(
            openingName: name, [.directory, .noFollow], at: directory.file.rawValue)))
    } catch .notFound {
      return .missing
    } catch .notADirectory {
      return .missing
    } catch .tooManyLinks {
      return .missing
    } catch {
      return .closed
    }
  }

  private mutating func setName(_ path: Span<UInt8>, _ start: Int, _ end: Int) {
    name.removeAll(keepingCapacity: true)
    for index in start..<end { name.append(path[index]) }
    name.append(0)
  }

  /// Looks at what is in the directory itself: its tracked files, and then for others.
  private mutating func visit(
    _ number: Int, only: Range<Int>?, _ job: WalkJob, _ index: borrowing Index
  ) {
    guard let level = levels.last else { return }
    if job.findings.seeksUnstaged, only.map({ !$0.isEmpty }) ?? true {
      compareFiles(of: number, only: only, level.state, job, index)
    }
    guard only?.isEmpty ?? true, job.findings.seeksUntracked else { return }
    switch level.state {
    case .open(let directory): seekUntracked(in: number, directory, job, index)
    case .missing: break
    case .closed: job.findings.missUntracked()
    }
  }

  private mutating func compareFiles(
    of number: Int, only: Range<Int>?, _ state: State, _ job: WalkJob, _ index: borrowing Index
  ) {
    let directory = job.directories.all[number]
    let length = Int(directory.length)
    var child = number + 1
    var entry = Int(directory.first)
    let end = only?.upperBound ?? Int(directory.end)
    while entry < end {
      if child < Int(directory.next), Int(job.directories.all[child].first) == entry {
        entry = Int(job.directories.all[child].end)
        child = Int(job.directories.all[child].next)
        continue
      }
      if only.map({ entry >= $0.lowerBound }) ?? true {
        compare(entry, length, state, job, index)
        if entry & 31 == 0, job.findings.isOver || !job.findings.seeksUnstaged { return }
      }
      entry += 1
    }
  }

  private mutating func compare(
    _ number: Int, _ length: Int, _ state: State, _ job: WalkJob, _ index: borrowing Index
  ) {
    let entry = index.entries[number]
    // Those of a conflict are counted apart.
    guard entry.stage == 0, !entry.isAssumedUnchanged else { return }
    if entry.skipsWorkTree, !job.settings.seesSkippedFiles { return }
    if entry.isIntentToAdd { return job.findings.addUnstaged() }
    switch state {
    case .closed: job.findings.missUnstaged()
    case .missing: miss(entry, job, index)
    case .open(let directory):
      switch contents.compare(entry, length, directory, index, &facts) {
      case .same: break
      case .changed: job.findings.addUnstaged()
      case .missing: miss(entry, job, index)
      case .unknown: job.findings.missUnstaged()
      }
    }
  }
}

extension Walker {
  /// The file of an entry is not there.
  private func miss(_ entry: IndexEntry, _ job: WalkJob, _ index: borrowing Index) {
    if entry.skipsWorkTree { return }
    if let record = index.record(of: entry), IndexMode(of: record.mode) == .commit,
      Submodule(index.path(of: entry).copy(0, Int(entry.length)), job).ignored == .all
    {
      return
    }
    job.findings.addUnstaged()
  }
}

/// A directory that is kept open while something in it is looked at.
final class OpenDirectory: Sendable {
  let file: FileDescriptor
  init(_ file: consuming FileDescriptor) { self.file = file }
}

extension Walker {
  /// Looks for a name in the directory that is neither tracked nor ignored.
  private mutating func seekUntracked(
    in number: Int, _ directory: OpenDirectory, _ job: WalkJob, _ index: borrowing Index
  ) {
    let record = job.directories.all[number]
    let names = job.directories.names(in: number)
    let fact = job.memory.fact(of: record, directory, names, index)
    if let fact, job.memory.holds(fact) {
      facts.append(fact)
      return
    }
    // Taken out while it is read, and put back for the next directory to use its memory.
    var listing = Listing()
    swap(&listing, &self.listing)
    defer { swap(&listing, &self.listing) }
    do throws(Errno) {
      try listing.read(directory.file.rawValue)
    } catch {
      return job.findings.missUntracked()
    }
    let length = Int(record.length)
    var prefix: [UInt8] = []
    if length > 0 { prefix = index.path(of: index.entries[Int(record.first)]).copy(0, length) }
    var isClean = true
    for item in listing.items {
      var kind = item.kind
      let name = listing.name(of: item)
      if name.isGitDirectory(foldingCase: job.settings.foldsCase) { continue }
      if kind == .unknown {
        kind = Directory.Kind(of: name, in: directory)
      }
      if kind == .special { continue }
      let bytes = name.copy(0, name.count - 1)
      if index.isTracked(bytes, kind, in: record, job) { continue }
      isClean = false
      if isLevelIgnored(levels.count - 1, job, index) { return }
      let path = prefix + bytes
      let rules = rules(of: levels.count - 1, job, index)
      let search = UntrackedSearch(job: job)
      switch search.isUntracked(path, bytes, kind, in: directory, rules) {
      case true?:
        job.findings.addUntracked()
        if !job.findings.seeksUntracked { return }
      case false?: break
      case nil: job.findings.missUntracked()
      }
      if job.findings.isOver { return }
    }
    if isClean, let fact, fact.isOld { facts.append(fact) }
  }

  /// The ignore rules that hold in an open directory on the way.
  private mutating func rules(
    of level: Int, _ job: WalkJob, _ index: borrowing Index
  ) -> IgnoreRules {
    if let rules = levels[level].rules { return rules }
    let above = level == 0 ? job.rules : rules(of: level - 1, job, index)
    var rules = above
    if case .open(let directory) = levels[level].state {
      let record = job.directories.all[levels[level].number]
      rules = above.adding(
        contents.ignoreFile(of: record, in: directory, index), length: Int(record.length))
    }
    levels[level].rules = rules
    return rules
  }

  /// Whether an open directory on the way is ignored, so that nothing in it counts.
  private mutating func isLevelIgnored(
    _ level: Int, _ job: WalkJob, _ index: borrowing Index
  ) -> Bool {
    if let known = levels[level].isIgnored { return known }
    guard level > 0 else { return false }
    var answer = isLevelIgnored(level - 1, job, index)
    if !answer {
      let record = job.directories.all[levels[level].number]
      let above = Int(job.directories.all[levels[level - 1].number].length)
      let path = index.path(of: index.entries[Int(record.first)])
        .copy(0, Int(record.length) - 1)
      answer = rules(of: level - 1, job, index)
        .ignores(path.span, nameStart: above, isDirectory: true)
    }
    levels[level].isIgnored = answer
    return answer
  }
}

extension Span<UInt8> {
  /// Whether the name, which a NUL ends, is `.git`.
  func isGitDirectory(foldingCase: Bool) -> Bool {
    guard count == 5, self[0] == 0x2e else { return false }
    let (first, second, third) = (self[1], self[2], self[3])
    if foldingCase {
      return first.lowercased == 0x67 && second.lowercased == 0x69 && third.lowercased == 0x74
    }
    return first == 0x67 && second == 0x69 && third == 0x74
  }
}

extension Index {
  /// Whether the index has a file of that name in a directory, or a directory with files in it.
  fileprivate func isTracked(
    _ name: [UInt8], _ kind: Directory.Kind, in directory: IndexDirectories.Directory,
    _ job: WalkJob
  ) -> Bool {
    let length = Int(directory.length)
    let range = Int(directory.first)..<Int(directory.end)
    let found = lowerBound(name.span, length, range)
    if found < range.upperBound {
      let path = path(of: entries[found]).extracting(droppingFirst: length)
      // Also a directory in the place of a file is no other: to git it is the file's change.
      if path.isEqual(to: name.span) { return true }
    }
    if kind == .directory {
      let inside = name + [0x2f]
      let first = lowerBound(inside.span, length, range)
      if first < range.upperBound {
        let path = path(of: entries[first]).extracting(droppingFirst: length)
        if path.count >= inside.count,
          path.extracting(first: inside.count).isEqual(to: inside.span)
        {
          return true
        }
      }
    }
    return job.settings.foldsCase && isTrackedFoldingCase(name, kind, length, range)
  }

  private func lowerBound(_ name: Span<UInt8>, _ length: Int, _ range: Range<Int>) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if path(of: entries[middle]).extracting(droppingFirst: length).order(before: name) < 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private func isTrackedFoldingCase(
    _ name: [UInt8], _ kind: Directory.Kind, _ length: Int, _ range: Range<Int>
  ) -> Bool {
    for number in range {
      let path = path(of: entries[number])
      guard path.count >= length + name.count else { continue }
      var isSame = true
      for index in name.indices where path[length + index].lowercased != name[index].lowercased {
        isSame = false
        break
      }
      guard isSame else { continue }
      let end = length + name.count
      if path.count == end ? kind != .directory : kind == .directory && path[end] == 0x2f {
        return true
      }
    }
    return false
  }
}
