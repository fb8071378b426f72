/// The commits of a repository and how they descend from each other.
///
/// In a walk commits go by numbers: those of the commit-graph by their places in it, others in the
/// order in which they are met. Numbers never change, so that what is known of a commit can lie in
/// an array.
public final class History {
  /// The date of a commit, and its place.
  struct Age {
    /// Seconds since 1970 at the committer's.
    let date: Int64
    /// Above that of every ancestor, where the commit-graph knows it; otherwise zero.
    let level: Int
  }

  let objects: ObjectStore
  private lazy var graph = isPlain ? CommitGraph(objects) : nil
  /// The commits that the graph does not have.
  private var others: [Other] = []
  private var places: [ObjectID: Int] = [:]

  private struct Other {
    let id: ObjectID
    let parents: [ObjectID]
    let date: Int64
    /// The numbers of the parents, once they were asked for.
    var numbers: Parents?
  }

  @export(interface) public init(_ objects: ObjectStore) {
    self.objects = objects
  }

  /// The graph knows nothing of what replacements and grafts make of the history.
  private var isPlain: Bool {
    objects.configuration.boolean("core.commitgraph") != false
      && objects.replacements.isEmpty && objects.grafts.isEmpty
  }

  /// Tells what replacements and grafts make of the history from anything else.
  func shape(_ hasher: KeyedHash) -> UInt64 {
    var sum = objects.grafts.digest(hasher)
    for (original, replacement) in objects.replacements {
      var own = hasher
      own.add(original)
      own.add(replacement)
      sum = sum &+ own.end
    }
    return sum
  }

  @_optimize(speed)
  private var graphCount: Int { graph?.count ?? 0 }

  /// One more than the highest number so far.
  var count: Int { graphCount + others.count }

  /// The number of the commit named `id`.
  ///
  /// - Throws: where the repository has no such commit.
  @_optimize(speed)
  func number(of id: ObjectID) throws(ObjectFailure) -> Int {
    if let place = graph?.place(of: id) { return place }
    if let number = places[id] { return number }
    let commit = try objects.commit(id)
    let number = count
    others.append(Other(id: id, parents: commit.parents, date: commit.date))
    places[id] = number
    return number
  }

  /// Returns whether the commit-graph has a commit of that name.
  func hasInGraph(_ id: ObjectID) -> Bool { graph?.place(of: id) != nil }

  /// The name of the commit of that number.
  @_optimize(speed)
  func id(of number: Int) throws(ObjectFailure) -> ObjectID {
    if number >= graphCount { return others[number - graphCount].id }
    guard let id = graph?.id(at: number) else { throw .corrupt(.null(objects.format)) }
    return id
  }

  /// The date and the level of the commit of that number.
  func age(of number: Int) throws(ObjectFailure) -> Age {
    if number >= graphCount { return Age(date: others[number - graphCount].date, level: 0) }
    guard let graph else { return Age(date: 0, level: 0) }
    if let record = graph.record(at: number) { return Age(date: record.date, level: record.level) }
    return Age(date: try commit(inGraph: number).date, level: 0)
  }

  /// The numbers of its parents.
  func parents(of number: Int) throws(ObjectFailure) -> Parents {
    if number < graphCount {
      if let record = graph?.record(at: number) { return record.parents }
      return try numbers(of: commit(inGraph: number).parents)
    }
    if let known = others[number - graphCount].numbers { return known }
    let found = try numbers(of: others[number - graphCount].parents)
    others[number - graphCount].numbers = found
    return found
  }

  private func numbers(of ids: [ObjectID]) throws(ObjectFailure) -> Parents {
    var parents = Parents()
    for id in ids { parents.append(try number(of: id)) }
    return parents
  }

  /// Returns what the objects say of a commit whose record in the graph is damaged.
  private func commit(inGraph number: Int) throws(ObjectFailure) -> Commit {
    try objects.commit(id(of: number))
  }
}
