import Synchronization
import System

/// The findings so far of the threads that walk a work tree.
final class StatusCollector: Sendable {
  /// Whether one of a sort is enough.
  let wantsCounts: Bool
  /// Whether all is seen as `git status` sees it.
  let isStatus: Bool
  /// Whether the configuration has no say in what is shown of untracked names.
  let countsDirectories: Bool
  let deadline: Deadline?
  private let wanted: WorkTreeStatus.Wanted
  let unstaged = Atomic<Int>(0)
  let untracked = Atomic<Int>(0)
  private let firstUnstaged = Atomic<Int>(-1)
  private let firstUntracked = Atomic<Int>(-1)
  private let unstagedIsUnknown = Atomic<Bool>(false)
  private let untrackedIsUnknown = Atomic<Bool>(false)
  private let late = Atomic<Bool>(false)
  /// A deadline that ``reset(until:)`` sets: its nanoseconds.
  private let end = Atomic<UInt64>(.max)

  init(_ wanted: WorkTreeStatus.Wanted, until deadline: Deadline?) {
    self.wanted = wanted
    self.deadline = deadline
    wantsCounts = wanted.contains(.counts)
    isStatus = wanted.contains(.asStatus)
    countsDirectories = wanted.contains(.untrackedDirectories)
  }

  /// Whether tracked files are still to be looked at.
  var seeksUnstaged: Bool {
    wanted.contains(.unstaged) && (wantsCounts || unstaged.load(ordering: .relaxed) == 0)
  }

  /// Whether untracked files are still to be looked for.
  var seeksUntracked: Bool {
    wanted.contains(.untracked) && (wantsCounts || untracked.load(ordering: .relaxed) == 0)
  }

  /// Whether the deadline has passed, or nothing more is wanted.
  var isOver: Bool {
    if late.load(ordering: .relaxed) { return true }
    let end = end.load(ordering: .relaxed)
    if deadline?.hasPassed ?? false || end < .max && Deadline.now.nanoseconds >= end {
      late.store(true, ordering: .relaxed)
      return true
    }
    return !seeksUnstaged && !seeksUntracked
  }

  /// Forgets all that was found, to count anew.
  func reset(until deadline: Deadline?) {
    unstaged.store(0, ordering: .relaxed)
    untracked.store(0, ordering: .relaxed)
    unstagedIsUnknown.store(false, ordering: .relaxed)
    untrackedIsUnknown.store(false, ordering: .relaxed)
    late.store(false, ordering: .relaxed)
    end.store(deadline?.nanoseconds ?? .max, ordering: .relaxed)
  }

  var isLate: Bool { late.load(ordering: .relaxed) }

  /// Whether everything was looked at, tracked and untracked.
  var isWhole: Bool {
    wanted.isSuperset(of: [.unstaged, .untracked]) && seeksUnstaged && seeksUntracked && !isLate
  }

  /// The walk was given up before its end.
  func giveUp() { late.store(true, ordering: .relaxed) }

  func addUnstaged(_ count: Int = 1) { unstaged.add(count, ordering: .relaxed) }
  func addUnstaged(entry: Int) {
    firstUnstaged.store(entry, ordering: .relaxed)
    addUnstaged()
  }

  func addUntracked(_ count: Int = 1, in directory: Int) {
    firstUntracked.store(directory, ordering: .relaxed)
    untracked.add(count, ordering: .relaxed)
  }

  /// The number of an entry whose file was found changed.
  var changedEntry: Int? {
    let entry = firstUnstaged.load(ordering: .relaxed)
    return entry < 0 ? nil : entry
  }

  /// The number of a directory in which something untracked was found.
  var directoryWithOthers: Int? {
    let directory = firstUntracked.load(ordering: .relaxed)
    return directory < 0 ? nil : directory
  }

  /// Something could not be looked at, so that none found does not mean none there.
  func markUnstagedUnknown() { unstagedIsUnknown.store(true, ordering: .relaxed) }
  func markUntrackedUnknown() { untrackedIsUnknown.store(true, ordering: .relaxed) }

  var unstagedAmount: WorkTreeStatus.Amount {
    amount(unstaged, .unstaged, unstagedIsUnknown.load(ordering: .relaxed))
  }

  var untrackedAmount: WorkTreeStatus.Amount {
    amount(untracked, .untracked, untrackedIsUnknown.load(ordering: .relaxed))
  }

  private func amount(
    _ found: borrowing Atomic<Int>, _ sort: WorkTreeStatus.Wanted, _ isUnknown: Bool
  ) -> WorkTreeStatus.Amount {
    guard wanted.contains(sort) else { return .unknown }
    let count = found.load(ordering: .relaxed)
    if !wantsCounts, count > 0 { return .count(1) }
    return isLate || isUnknown ? .unknown : .count(count)
  }
}
