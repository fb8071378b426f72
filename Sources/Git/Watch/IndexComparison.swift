import System

/// Which directories of two indexes have the same entries.
struct IndexComparison {
  private let old: WalkContext
  private let new: WalkContext

  init(_ old: WalkContext, _ new: WalkContext) {
    self.old = old
    self.new = new
  }

  /// Calls `body` for each directory that both have, and says whether its own entries are the same.
  func forEachPair(_ body: (_ old: Int, _ new: Int, _ isSame: Bool) -> Void) {
    walk { before, after in
      guard let before, let after else { return }
      body(before, after, isSame(before, after) { _ in })
    }
  }

  /// The directories of the new index in which something else may be untracked or ignored now: a
  /// directory in it became tracked or is not any more, or the rules in it changed.
  func markedByNames() -> Set<Int> {
    var marked: Set<Int> = []
    var places: [Int: Int] = [:]
    var gone: [Int] = []
    walk { before, after in
      if let before, let after {
        places[before] = after
        var hasRules = false
        if !isSame(before, after, { hasRules = hasRules || $0 }), hasRules {
          marked.formUnion(after..<Int(new.directories.all[after].next))
        }
      } else if let after {
        marked.insert(after)
        let parent = Int(new.directories.all[after].parent)
        if parent >= 0 { marked.insert(parent) }
      } else if let before {
        gone.append(Int(old.directories.all[before].parent))
      }
    }
    for parent in gone { if let after = places[parent] { marked.insert(after) } }
    return marked
  }

  /// Goes through both lists of directories, which are sorted by their paths.
  private func walk(_ body: (Int?, Int?) -> Void) {
    var (before, after) = (0, 0)
    let (oldCount, newCount) = (old.directories.all.count, new.directories.all.count)
    while before < oldCount || after < newCount {
      let order: Int
      if before == oldCount {
        order = 1
      } else if after == newCount {
        order = -1
      } else {
        order = compare(before, after, old.index, new.index)
      }
      body(order <= 0 ? before : nil, order >= 0 ? after : nil)
      if order <= 0 { before += 1 }
      if order >= 0 { after += 1 }
    }
  }

  private func compare(
    _ before: Int, _ after: Int, _ oldIndex: borrowing Index, _ newIndex: borrowing Index
  ) -> Int {
    let (one, other) = (old.directories.all[before], new.directories.all[after])
    if one.length == 0 || other.length == 0 { return Int(one.length) - Int(other.length) }
    return oldIndex.path(of: oldIndex.entries[Int(one.first)])
      .extracting(first: Int(one.length))
      .order(
        before: newIndex.path(of: newIndex.entries[Int(other.first)])
          .extracting(first: Int(other.length)))
  }

  /// Returns whether two directories have the same entries of their own; `differs` is told of each
  /// that is not in both, and whether that is a file of rules.
  private func isSame(_ before: Int, _ after: Int, _ differs: (Bool) -> Void) -> Bool {
    isSame(before, after, differs, old.index, new.index)
  }

  private func isSame(
    _ before: Int, _ after: Int, _ differs: (Bool) -> Void, _ oldIndex: borrowing Index,
    _ newIndex: borrowing Index
  ) -> Bool {
    var one = OwnEntries(old.directories, before)
    var other = OwnEntries(new.directories, after)
    var same = true
    while one.current != nil || other.current != nil {
      var order = one.current == nil ? 1 : -1
      if let first = one.current, let second = other.current {
        let (left, right) = (oldIndex.entries[first], newIndex.entries[second])
        order = oldIndex.path(of: left).order(before: newIndex.path(of: right))
        if order == 0 { order = Int(left.stage) - Int(right.stage) }
        if order == 0, oldIndex.isSame(left, newIndex, right) {
          one.advance()
          other.advance()
          continue
        }
      }
      same = false
      if order <= 0, let first = one.current {
        differs(oldIndex.namesRules(oldIndex.entries[first]))
        one.advance()
      }
      if order >= 0, let second = other.current {
        differs(newIndex.namesRules(newIndex.entries[second]))
        other.advance()
      }
    }
    return same
  }
}

/// The entries of a directory itself, without those of the directories in it.
private struct OwnEntries {
  private let directories: IndexDirectories
  private let end: Int
  private let next: Int
  private var child: Int
  private(set) var current: Int?

  init(_ directories: IndexDirectories, _ number: Int) {
    self.directories = directories
    end = Int(directories.all[number].end)
    next = Int(directories.all[number].next)
    child = number + 1
    current = Int(directories.all[number].first)
    skip()
  }

  mutating func advance() {
    guard let place = current else { return }
    current = place + 1
    skip()
  }

  private mutating func skip() {
    guard var place = current else { return }
    while child < next, Int(directories.all[child].first) == place {
      place = Int(directories.all[child].end)
      child = Int(directories.all[child].next)
    }
    current = place < end ? place : nil
  }
}

extension Index {
  /// Returns whether an entry says the same as one of another index with the same path.
  fileprivate func isSame(
    _ entry: IndexEntry, _ other: borrowing Index, _ otherEntry: IndexEntry
  ) -> Bool {
    entry.flags == otherEntry.flags && entry.extendedFlags == otherEntry.extendedFlags
      && wholeRecord(of: entry).isEqual(to: other.wholeRecord(of: otherEntry))
  }

  /// Returns whether its name is that of a file of rules.
  fileprivate func namesRules(_ entry: IndexEntry) -> Bool {
    let path = path(of: entry)
    return [".gitignore", ".gitattributes"].contains { name in
      let bytes = name.utf8
      guard path.count >= bytes.count else { return false }
      return path.extracting(last: bytes.count).isEqual(to: bytes.span)
    }
  }
}
