public import System

/// A tree that the watcher follows, and when what is done about it.
public final class ServedTree {
  public let tree: WatchedTree
  public let since: Deadline
  public private(set) var lastAsked: Deadline
  /// When to look at what is marked.
  public private(set) var scanDue: Deadline?
  /// Why the last question was not answered.
  public private(set) var lastRefusal: WatchRefusal?
  /// How many questions were answered.
  public private(set) var answers = 0
  private var refusedSince: Deadline?
  /// Until when no other full look begins.
  private var auditPause: Deadline?

  /// How long a tree that cannot be served, or was not looked at to the end, is not tried again.
  private static let pause = Duration.seconds(30)
  /// How old a look at the whole tree may become while it is asked about.
  private static let auditInterval = Duration.seconds(600)
  /// For how long a prompt that was refused is left alone, as it now looks for itself.
  private static let courtesy = Duration.milliseconds(100)
  /// How long a tree is followed that nobody asks about.
  public static let idle = Duration.seconds(3600)

  @export(interface) public init(_ tree: WatchedTree) {
    self.tree = tree
    since = tree.now
    lastAsked = tree.now
  }

  @export(interface) public func answer(_ question: WatchQuestion) -> WatchReply {
    let now = tree.now
    lastAsked = now
    // What changed once without being told of may do so again.
    if let refusedSince, refusedSince.advanced(by: Self.pause) < now, tree.refusal != .audit {
      self.refusedSince = nil
      tree.reconsider()
    }
    let reply = tree.answer(question)
    lastRefusal = nil
    switch reply {
    case .refusal(let refusal):
      lastRefusal = refusal
      if tree.wantsScan {
        scanSoon()
      } else if tree.refusal != nil, refusedSince == nil, !tree.isScanned {
        refusedSince = now
      }
    case .answer: answers += 1
    case .report: break
    }
    return reply
  }

  /// Reads what has changed.
  public func gather() { if tree.gather() { scanSoon() } }

  private func scanSoon() {
    if scanDue == nil { scanDue = tree.now.advanced(by: Self.courtesy) }
  }

  /// Returns whether a scan is due now, which the caller then starts.
  @export(interface) public func takeScan() -> Bool {
    guard let scanDue, scanDue <= tree.now else { return false }
    guard !tree.isBeingWritten else {
      self.scanDue = tree.now.advanced(by: Self.courtesy)
      return false
    }
    self.scanDue = nil
    return tree.wantsScan || tree.gather()
  }

  /// Returns whether to look at the whole tree again now, which the caller then does: it is asked
  /// about, and the last look was long ago. A look that a change spoils counts for none, but is not
  /// begun again at once.
  @export(interface) public func takeAudit() -> Bool {
    let now = tree.now
    guard lastRefusal == nil, answers > 0, let look = tree.lastLook, look.at < lastAsked,
      look.at.advanced(by: Self.auditInterval) < now, auditPause.map({ $0 <= now }) ?? true
    else { return false }
    auditPause = now.advanced(by: Self.pause)
    return true
  }

  /// Whether nobody has asked about it for long.
  public var isIdle: Bool { lastAsked.advanced(by: Self.idle) < tree.now }
}
