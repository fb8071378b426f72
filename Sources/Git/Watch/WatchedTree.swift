import Synchronization
public import System

/// A work tree whose changes are followed, so that what `git status` would find is known at once.
///
/// It belongs to one thread at a time: a scan on another thread keeps it meanwhile, and questions
/// are refused.
public final class WatchedTree: Sendable {
  public let tree: WatchQuestion.Tree
  private let user: UInt32
  private let limit: Int
  private let patience: Duration
  private let clock: @Sendable () -> Deadline
  private let isBusy = Atomic<Bool>(false)
  private let content: Mutex<Content>

  /// The part that is known.
  struct Content: Sendable {
    var loaded: LoadedTree?
    /// Why it is not served, until it is loaded anew.
    var refusal: WatchRefusal?
    /// When it was looked at as a whole, and how long that took.
    var lookedAt: Deadline?
    var lookTook: Duration?
  }

  /// - Parameters:
  ///   - user: whose watcher this is.
  ///   - limit: how many directories may be watched.
  ///   - patience: how long a question may look at what is marked.
  ///   - clock: what time it is.
  public init(
    _ tree: WatchQuestion.Tree, user: UInt32, limit: Int,
    patience: Duration = .milliseconds(10), clock: @escaping @Sendable () -> Deadline = { .now }
  ) {
    self.tree = tree
    self.patience = patience
    self.clock = clock
    self.user = user
    self.limit = limit
    content = Mutex(Content())
  }

  /// What time it is.
  var now: Deadline { clock() }

  // MARK: - On the thread of the questions

  /// Answers, if all that is marked can be looked at in a few milliseconds.
  @export(interface) public func answer(_ question: WatchQuestion) -> WatchReply {
    guard !isScanned else { return .refusal(.scanning) }
    return content.withLock { content in
      if let refusal = content.refusal { return .refusal(refusal) }
      guard content.loaded != nil else { return .refusal(.scanning) }
      guard let outcome = content.loaded?.answer(question) else { return .refusal(.scanning) }
      switch outcome {
      case .answered(let answer):
        content.loaded?.rest()
        return .answer(answer)
      case .refused(let refusal): return .refusal(refusal)
      case .lost(let refusal):
        // The queue is closed, and all of it begins again.
        content.loaded = nil
        if !refusal.isPassing { content.refusal = refusal }
        return .refusal(refusal)
      }
    }
  }

  /// A descriptor that is readable once something has changed; nothing while a scan goes on.
  public var fileDescriptor: CInt? {
    guard !isScanned else { return nil }
    return content.withLock { $0.loaded?.watches.fileDescriptor }
  }

  /// Reads what has changed, before anybody asks.
  ///
  /// - Returns: whether so much has that it is better looked at before anybody asks, too.
  @export(interface) public func gather() -> Bool {
    guard !isScanned else { return false }
    return content.withLock { content in
      guard let loaded = content.loaded else { return false }
      loaded.watches.drain()
      if loaded.watches.failure != nil {
        content.loaded = nil
        return true
      }
      return loaded.hasMuchToDo
    }
  }

  /// Whether a scan is wanted: nothing is known, or more is marked than a question may look at.
  public var wantsScan: Bool {
    guard !isScanned else { return false }
    return content.withLock { $0.refusal == nil && $0.loaded?.isSettled != true }
  }

  public var isScanned: Bool { isBusy.load(ordering: .acquiring) }

  /// Why it is not served, if that is for longer.
  public var refusal: WatchRefusal? {
    isScanned ? .scanning : content.withLock { $0.refusal ?? ($0.loaded == nil ? .scanning : nil) }
  }

  /// Tries again what was refused.
  @export(interface) public func reconsider() {
    guard !isScanned else { return }
    content.withLock { content in
      content.refusal = nil
      content.loaded = nil
    }
  }

  /// How many directories are watched.
  public var watchCount: Int {
    isScanned ? 0 : content.withLock { $0.loaded?.watches.count ?? 0 }
  }

  /// When it was last looked at as a whole, and how long that took.
  public var lastLook: (at: Deadline, took: Duration)? {
    guard !isScanned else { return nil }
    return content.withLock { content in
      guard let at = content.lookedAt, let took = content.lookTook else { return nil }
      return (at, took)
    }
  }

  /// Whether git has begun to write the index, and probably files with it, a few seconds ago: all of
  /// these would have to be compared with an index that is about to go.
  var isBeingWritten: Bool {
    guard let lock = try? Status(of: tree.gitDirectory + Array("/index.lock".utf8)) else {
      return false
    }
    let now = Status.Time.now.seconds
    return (now - Self.patienceWithGit...now).contains(lock.modified.seconds)
  }

  /// A lock of more seconds is perhaps left behind.
  private static let patienceWithGit: Int64 = 10

  // MARK: - On a thread of its own

  /// Takes it for a scan, before the thread for that is started.
  public func beginScan() { isBusy.store(true, ordering: .releasing) }

  /// Looks at all that is marked, at first at everything, and gives it back.
  @export(interface) public func scan() {
    let (tree, user, limit, patience) = (tree, user, limit, patience)
    content.withLock { content in
      let start = now
      do throws(WatchRefusal) {
        if content.loaded == nil {
          content.lookedAt = nil
          content.loaded = try LoadedTree(
            tree, user: user, limit: limit, patience: patience)
        }
        try content.loaded?.settle(quickly: false)
        content.loaded?.pack()
        if content.lookedAt == nil {
          let end = now
          content.lookedAt = end
          content.lookTook = .nanoseconds(Int64(end.nanoseconds - start.nanoseconds))
        }
      } catch {
        // What changes faster than it is looked at stays marked.
        if error == .scanning { return }
        content.loaded = nil
        if !error.isPassing { content.refusal = error }
      }
    }
    isBusy.store(false, ordering: .releasing)
  }

  /// Walks the tree as a prompt does, and compares.
  ///
  /// - Returns: whether the two agree; nothing where the tree changed meanwhile.
  @discardableResult
  @export(interface)
  public func audit() -> Bool? {
    let agrees = content.withLock { content -> Bool? in
      guard let agrees = content.loaded?.audit() else { return nil }
      content.loaded?.pack()
      if agrees {
        content.lookedAt = now
      } else {
        content.loaded = nil
        content.refusal = .audit
      }
      return agrees
    }
    isBusy.store(false, ordering: .releasing)
    return agrees
  }
}
