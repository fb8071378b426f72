public import System

/// The distance between two commits: how many commits each has that the other lacks.
public struct AheadBehind: Equatable, Sendable {
  /// Commits that the one has and the other lacks.
  public let ahead: Int
  /// Commits that the other has and the one lacks.
  public let behind: Int

  @export(interface) public init(ahead: Int, behind: Int) {
    self.ahead = ahead
    self.behind = behind
  }
}

extension History {
  /// Returns how many commits `one` is ahead of `other`, and how many behind, as `git rev-list
  /// --count --left-right other...one` counts them.
  ///
  /// - Returns: nothing where a commit cannot be read, or `deadline` passed.
  @export(interface) public func aheadBehind(
    of one: ObjectID, from other: ObjectID, until deadline: Deadline? = nil
  ) -> AheadBehind? {
    if one == other { return AheadBehind(ahead: 0, behind: 0) }
    return try? count(one, other, deadline)
  }

  /// By how many seconds the clocks of two committers may differ.
  static let slop: Int64 = 86400

  private func count(
    _ one: ObjectID, _ other: ObjectID, _ deadline: Deadline?
  ) throws(ObjectFailure) -> AheadBehind {
    let left: UInt8 = 1
    let right: UInt8 = 2
    let both = left | right
    let waits: UInt8 = 4
    // Which of the two each commit was reached from, and whether it waits in the queue.
    var states = [UInt8](repeating: 0, count: count)
    var queue = CommitQueue(byLevel: true)
    // As long as a commit waits that only one side has, the sides have not met everywhere.
    var open = 0
    // The oldest commit that one side has: an ancestor of both that is younger, by a wrong clock,
    // may still lead to it.
    var oldest = Int64.max
    var ahead = 0
    var behind = 0

    func reach(_ number: Int, _ side: UInt8) throws(ObjectFailure) {
      // A commit that is met outside of the graph has a new number.
      while number >= states.count { states.append(0) }
      let before = states[number]
      let after = before | side | waits
      guard after != before | waits else { return }
      states[number] = after
      if before & both == left { ahead -= 1 }
      if before & both == right { behind -= 1 }
      if after & both == left { ahead += 1 }
      if after & both == right { behind += 1 }
      if before & waits != 0 {
        open -= 1
        return
      }
      let age = try age(of: number)
      queue.push(.init(number, age))
      if after & both != both {
        open += 1
        oldest = min(oldest, age.date)
      }
    }

    try reach(number(of: objects.peelToCommit(one)), left)
    try reach(number(of: objects.peelToCommit(other)), right)
    var steps = 0
    while let element = queue.pop() {
      if steps & 0xff == 0, deadline?.hasPassed == true { throw .deadlineExceeded }
      steps += 1
      if open == 0, element.age.level > 0 || element.age.date < oldest - Self.slop { break }
      let side = states[element.number] & both
      states[element.number] = side
      if side != both { open -= 1 }
      for parent in try parents(of: element.number) { try reach(parent, side) }
    }
    return AheadBehind(ahead: ahead, behind: behind)
  }
}
