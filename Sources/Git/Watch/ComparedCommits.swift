import System

/// The facts about the commits of a tree that is watched: how the index differs from HEAD's, and
/// how far others have gone apart from it.
struct ComparedCommits: Sendable {
  private let repository: Repository
  /// What says how commits are seen.
  private var history: OuterFiles
  private var staged: (head: ObjectID?, count: Int, files: ObjectFiles)?
  private var divergences: [[ObjectID]: AheadBehind] = [:]
  /// The commit that the index could not be compared with while somebody waited.
  private(set) var waitingHead: ObjectID??

  init(_ repository: Repository) {
    self.repository = repository
    history = .history(of: repository)
  }

  /// Forgets what does not hold any more.
  mutating func refresh() {
    guard !history.areSame else { return }
    history = .history(of: repository)
    staged = nil
    divergences = [:]
  }

  /// There is another index.
  mutating func forgetIndex() { staged = nil }

  /// Returns how many entries of the index differ from a commit's; nothing where that cannot be
  /// known, or not in time.
  mutating func staged(
    _ head: ObjectID?, _ context: WalkContext, _ objects: LazyObjects, until deadline: Deadline?
  ) -> Int? {
    // Where the commit or its tree has gone, git fails.
    if let staged, staged.head == head, staged.files.areThere { return staged.count }
    staged = nil
    var comparison = StagedComparison(context, objects.store, until: deadline)
    do throws(ObjectFailure) {
      var tree: ObjectID?
      var files = ObjectFiles()
      if let head {
        let root = try objects.store.rootTree(of: head)
        guard let found = objects.store.files(of: [head, root]) else { return nil }
        (tree, files) = (root, found)
      }
      try comparison.run(tree, context.index)
      staged = (head, comparison.count, files)
    } catch {
      return nil
    }
    return comparison.count
  }

  /// Leaves the comparison with a commit for when nobody waits.
  mutating func putOff(_ head: ObjectID?) { waitingHead = .some(head) }

  /// Makes the comparison that was put off.
  mutating func catchUp(_ context: WalkContext) {
    guard let head = waitingHead else { return }
    waitingHead = nil
    _ = staged(head, context, LazyObjects(repository), until: nil)
  }

  mutating func divergence(
    of head: ObjectID?, from other: ObjectID, _ objects: LazyObjects, until deadline: Deadline
  ) -> AheadBehind? {
    guard let head else { return nil }
    if head == other { return AheadBehind(ahead: 0, behind: 0) }
    if let known = divergences[[head, other]] { return known }
    let found = History(objects.store).aheadBehind(of: head, from: other, until: deadline)
    if divergences.count > 64 { divergences = [:] }
    divergences[[head, other]] = found
    return found
  }
}
