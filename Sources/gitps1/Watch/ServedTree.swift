import Git
import System

/// A tree that the watcher follows, and when what is done about it.
final class ServedTree {
  let tree: WatchedTree
  let since = Deadline.now
  var lastAsked = Deadline.now
  /// When to look at what is marked.
  private(set) var scanDue: Deadline?
  /// Why the last question was not answered.
  var lastRefusal: WatchRefusal?
  private var refusedSince: Deadline?
  /// Until when no other full look begins.
  private var auditPause: Deadline?
  var answers = 0

  /// How long a tree that cannot be served, or was not looked at to the end, is not tried again.
  private static let pause = Duration.seconds(30)
  /// How old a look at the whole tree may become while it is asked about.
  private static let auditInterval: UInt64 = 600 * 1_000_000_000
  /// How long a tree is followed that nobody asks about.
  static let idle: UInt64 = 3600 * 1_000_000_000

  init(_ tree: WatchedTree) { self.tree = tree }

  func answer(_ question: WatchQuestion) -> WatchReply {
    lastAsked = .now
    if let refusedSince,
      Deadline.now.nanoseconds - refusedSince.nanoseconds
        > UInt64(Self.pause.components.seconds) * 1_000_000_000
    {
      self.refusedSince = nil
      tree.reconsider()
    }
    let reply = tree.answer(question)
    lastRefusal = nil
    switch reply {
    case .refusal(let refusal):
      lastRefusal = refusal
      if tree.wantsScan {
        // The prompt now looks for itself, and is not to be held up by that.
        scan(after: .milliseconds(100))
      } else if tree.refusal != nil, refusedSince == nil, !tree.isScanned {
        refusedSince = .now
      }
    case .answer: answers += 1
    case .report: break
    }
    return reply
  }

  /// Reads what has changed.
  func gather() { if tree.gather() { scan(after: .milliseconds(100)) } }

  private func scan(after duration: Duration) { if scanDue == nil { scanDue = .after(duration) } }

  /// Whether a scan is due now, which the caller then starts.
  func takeScan() -> Bool {
    guard scanDue?.hasPassed ?? false else { return false }
    scanDue = nil
    return tree.wantsScan || tree.gather()
  }

  /// Whether to look at the whole tree again now, which the caller then does: it is asked about, and
  /// the last look was long ago. A look that a change spoils counts for none, but is not begun again
  /// at once.
  func takeAudit() -> Bool {
    guard lastRefusal == nil, answers > 0, let look = tree.lastLook, look.at < lastAsked,
      Deadline.now.nanoseconds - look.at.nanoseconds > Self.auditInterval,
      auditPause?.hasPassed ?? true
    else { return false }
    auditPause = .after(Self.pause)
    return true
  }

  var isIdle: Bool { Deadline.now.nanoseconds - lastAsked.nanoseconds > Self.idle }
}
