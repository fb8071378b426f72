#if !hasFeature(Embedded)
  import CLinux
  import Synchronization

  /// The adoption of orphans: while a value lives, a descendant of this process whose parent ends
  /// becomes a child of this process, and not of init: prctl(2), `PR_SET_CHILD_SUBREAPER`.
  public struct Subreaper: ~Copyable {
    /// How many values there are: the process adopts until the last one goes.
    private static let count = Mutex(0)

    public init() throws(Errno) {
      try Self.count.withLock { (count) throws(Errno) in
        if count == 0 { try throwing { detour_set_subreaper(1) } }
        count += 1
      }
    }

    deinit {
      Self.count.withLock { count in
        count -= 1
        if count == 0 { _ = detour_set_subreaper(0) }
      }
    }

    /// Whether this process has any child, running or ended but not waited for: waitid(2).
    ///
    /// Without one it has no descendant either.
    public var hasChildren: Bool { detour_has_children() != 0 }
  }
#endif
