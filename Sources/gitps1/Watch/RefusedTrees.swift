import Git
import Interchange
import System
import Tool

/// Work trees that prompts ask about and that are not even followed, with the reasons, for those who
/// want to know.
struct RefusedTrees {
  /// Those that were asked about last come last.
  private var all: [Refused] = []

  private struct Refused {
    let tree: WatchQuestion.Tree
    let refusal: WatchRefusal
    let at: Deadline
  }

  /// Of more, the one that was asked about last goes.
  private static let limit = 8

  /// Takes note of what a prompt was told.
  mutating func note(_ reply: WatchReply, _ tree: WatchQuestion.Tree) {
    if !all.isEmpty { all.removeAll { $0.tree == tree } }
    switch reply {
    case .refusal(let refusal) where refusal == .mounts || refusal == .namespace:
      if all.count >= Self.limit { all.removeFirst() }
      all.append(Refused(tree: tree, refusal: refusal, at: .now))
    default: break
    }
  }

  /// What `--status` shows of them.
  var rows: [(top: [UInt8], row: JSON)] {
    all.map { refused in
      (
        refused.tree.top,
        .object([
          ("top", .string(visible(String(path: refused.tree.top)))), ("served", .bool(false)),
          ("reason", .string(refused.refusal.name)), ("watches", .number(0)), ("since", .null),
          ("lastAsked", .number(refused.at.secondsAgo)), ("lastLook", .null), ("lookTook", .null),
          ("answers", .number(0)),
        ])
      )
    }
  }
}
