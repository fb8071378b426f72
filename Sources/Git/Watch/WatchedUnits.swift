/// The findings in each tracked directory of a tree, and their sums.
struct WatchedUnits: Sendable {
  /// The findings in a directory itself, and in the untracked ones in it.
  struct Unit: Sendable {
    var unstaged: Int32 = 0
    var untracked: Int32 = 0
    /// It must be looked at.
    var isMarked = true
    /// Something in it could not be known.
    var isUnknown = false
    /// A file in it was compared by content because of the index's time.
    var hasRacyFile = false
    /// It is looked at for each question.
    var changesUnseen = false
  }

  private(set) var all: [Unit]
  private(set) var unstaged = 0
  private(set) var untracked = 0
  private(set) var unknown = 0
  /// The units that are looked at for each question.
  private(set) var unseen: Set<Int> = []
  /// The numbers of those that are marked.
  private(set) var marked: Set<Int>

  init(count: Int) {
    all = Array(repeating: Unit(), count: count)
    marked = Set(0..<count)
  }

  mutating func mark(_ number: Int) {
    guard all.indices.contains(number) else { return }
    all[number].isMarked = true
    marked.insert(number)
  }

  mutating func mark(_ numbers: some Sequence<Int>) { for number in numbers { mark(number) } }

  mutating func markUnseen() { mark(unseen) }

  mutating func markRacy() {
    for number in all.indices where all[number].hasRacyFile { mark(number) }
  }

  mutating func set(_ number: Int, _ unit: Unit) {
    let old = all[number]
    unstaged += Int(unit.unstaged) - Int(old.unstaged)
    untracked += Int(unit.untracked) - Int(old.untracked)
    unknown += (unit.isUnknown ? 1 : 0) - (old.isUnknown ? 1 : 0)
    all[number] = unit
    if unit.isMarked { marked.insert(number) } else { marked.remove(number) }
    if unit.changesUnseen { unseen.insert(number) } else { unseen.remove(number) }
  }
}

extension WatchedUnits {
  /// What still holds beside a new index; the rest is marked.
  init(
    _ old: WatchedUnits, _ oldContext: WalkContext, for new: WalkContext
  ) {
    self.init(count: new.directories.all.count)
    let comparison = IndexComparison(oldContext, new)
    comparison.forEachPair { before, after, isSame in
      var unit = old.all[before]
      if !isSame { unit.isMarked = true }
      set(after, unit)
    }
    mark(comparison.markedByNames())
    let (earlier, later) = (oldContext.written, new.written)
    if later < earlier {
      mark(all.indices)
    } else {
      markRacy()
    }
  }
}
