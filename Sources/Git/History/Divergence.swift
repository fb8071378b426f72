public import System

/// How far two commits have gone apart.
public struct Divergence: Equatable, Sendable {
  /// Commits that the one has and the other lacks.
  public let ahead: Int
  /// Commits that the other has and the one lacks.
  public let behind: Int

  public init(ahead: Int, behind: Int) {
    self.ahead = ahead
    self.behind = behind
  }
}

extension History {
  /// How many commits `one` is ahead of `other`, and how many behind, as
  /// `git rev-list --count --left-right other...one` counts them.
  ///
  /// - Returns: nothing where a commit cannot be read, or `deadline` passed.
  public func divergence(
    of one: ObjectID, from other: ObjectID, until deadline: Deadline? = nil
  ) -> Divergence? {
    if one == other { return Divergence(ahead: 0, behind: 0) }
    return try? count(one, other, deadline)
  }

  private struct Late: Error {}

  /// By how many seconds the clocks of two committers may differ.
  static let slop: Int64 = 86400

  private func count(
    _ one: ObjectID, _ other: ObjectID, _ deadline: Deadline?
  ) throws -> Divergence {
    let left: UInt8 = 1
    let right: UInt8 = 2
    let both = left | right
    // Which of the two each commit was reached from, and how often it waits in the queue.
    var sides: [ObjectID: UInt8] = [:]
    var waiting: [ObjectID: Int] = [:]
    var queue = CommitQueue(byLevel: true)
    // As long as a commit waits that only one side has, the sides have not met everywhere.
    var open = 0
    // The oldest commit that one side has: an ancestor of both that is younger, by a wrong clock,
    // may still lead to it.
    var oldest = Int64.max

    func reach(_ id: ObjectID, _ side: UInt8) throws {
      let before = sides[id] ?? 0
      let after = before | side
      guard after != before else { return }
      sides[id] = after
      if before != 0, after == both { open -= waiting[id] ?? 0 }
      let node = try node(id)
      queue.push(.init(id, node))
      waiting[id, default: 0] += 1
      if after != both {
        open += 1
        oldest = min(oldest, node.date)
      }
    }

    try reach(one, left)
    try reach(other, right)
    var steps = 0
    while let element = queue.pop() {
      steps += 1
      if steps & 0xff == 0, deadline?.hasPassed == true { throw Late() }
      if open == 0, element.node.level > 0 || element.node.date < oldest - Self.slop { break }
      let side = sides[element.id] ?? 0
      waiting[element.id, default: 1] -= 1
      if side != both { open -= 1 }
      for parent in element.node.parents { try reach(parent, side) }
    }
    var ahead = 0
    var behind = 0
    for side in sides.values {
      if side == left { ahead += 1 }
      if side == right { behind += 1 }
    }
    return Divergence(ahead: ahead, behind: behind)
  }
}
