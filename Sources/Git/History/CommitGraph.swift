import System

/// The commit-graph of a repository: one file, or a chain of them.
struct CommitGraph {
  /// The lowest first, each with how many commits those below it hold.
  private var files: [(file: CommitGraphFile, base: Int)] = []

  /// Opens what there is in the object directories; nothing where there is none.
  init?(_ objects: ObjectStore) {
    for directory in objects.directories {
      if let single = CommitGraphFile(directory + "/info/commit-graph", objects.format) {
        files = [(single, 0)]
        return
      }
      if openChain(directory + "/info/commit-graphs", objects) { return }
    }
    return nil
  }

  private mutating func openChain(_ directory: String, _ objects: ObjectStore) -> Bool {
    guard let list = try? contents(of: directory + "/commit-graph-chain", limit: 1 << 20) else {
      return false
    }
    var base = 0
    for line in list.split(separator: 0x0a) {
      guard let name = ObjectID(hexadecimal: line) else { break }
      let paths = objects.directories.map { $0 + "/info/commit-graphs/graph-\(name).graph" }
      guard
        let file = paths.lazy.compactMap({ CommitGraphFile($0, objects.format) }).first
      else { break }
      files.append((file, base))
      base += file.count
    }
    return !files.isEmpty
  }

  /// What the graph says of a commit; nothing where it does not have it.
  func node(_ id: ObjectID) -> History.Node? {
    for (file, _) in files.reversed() {
      guard let place = file.place(of: id), let record = file.record(at: place) else { continue }
      let parents = record.parents.compactMap { self.id(at: $0) }
      guard parents.count == record.parents.count else { return nil }
      return History.Node(parents: parents, date: record.date, level: record.level)
    }
    return nil
  }

  private func id(at place: Int) -> ObjectID? {
    guard let (file, base) = files.last(where: { $0.base <= place }) else { return nil }
    return file.id(at: place - base)
  }
}
