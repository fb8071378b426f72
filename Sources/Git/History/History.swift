/// The commits of a repository and how they descend from each other.
public final class History {
  /// A commit without what it says.
  struct Node {
    let parents: [ObjectID]
    /// Seconds since 1970 at the committer's.
    let date: Int64
    /// Above that of every ancestor, where the commit-graph knows it; otherwise zero.
    var level = 0
  }

  let objects: ObjectStore
  private let graph: CommitGraph?

  public init(_ objects: ObjectStore) {
    self.objects = objects
    // The graph knows nothing of what replacements and grafts make of the history.
    let isPlain =
      objects.configuration.boolean("core.commitgraph") != false
      && objects.replacements.isEmpty && objects.grafts.isEmpty
    graph = isPlain ? CommitGraph(objects) : nil
  }

  /// The commit named `id`.
  func node(_ id: ObjectID) throws(ObjectFailure) -> Node {
    if let node = graph?.node(id) { return node }
    let commit = try objects.commit(id)
    return Node(parents: commit.parents, date: commit.date)
  }
}
