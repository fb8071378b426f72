import System

/// The commit-graph of a repository: one file, or a chain of them.
///
/// A commit's place counts through the whole chain.
struct CommitGraph {
  /// The lowest first, each with how many commits those below it hold.
  private var files: [(file: CommitGraphFile, base: Int)] = []
  /// How many commits it holds.
  private(set) var count = 0

  /// More commits nobody has: a sparse file may promise them.
  static let limit = 1 << 26

  /// Opens what there is in the object directories; nothing where there is none.
  init?(_ objects: ObjectStore) {
    for directory in objects.directories {
      if let single = CommitGraphFile(directory + "/info/commit-graph", objects.format) {
        files = [(single, 0)]
        count = single.count
        return
      }
      if openChain(directory + "/info/commit-graphs", objects) { return }
    }
    return nil
  }

  private mutating func openChain(_ directory: String, _ objects: ObjectStore) -> Bool {
    guard let list = try? File.read(directory + "/commit-graph-chain", limit: 1 << 20) else {
      return false
    }
    for line in list.split(separator: 0x0a) {
      guard let name = ObjectID(hexadecimal: line) else { break }
      let paths = objects.directories.map { $0 + "/info/commit-graphs/graph-\(name).graph" }
      guard
        let file = paths.lazy.compactMap({ CommitGraphFile($0, objects.format) }).first,
        count + file.count <= Self.limit
      else { break }
      files.append((file, count))
      count += file.count
    }
    return !files.isEmpty
  }

  /// Returns where the commit stands; nothing where the graph does not have it.
  func place(of id: ObjectID) -> Int? {
    for (file, base) in files.reversed() {
      if let place = file.place(of: id) { return base + place }
    }
    return nil
  }

  /// The name of the commit at a place.
  func id(at place: Int) -> ObjectID? {
    guard let (file, base) = files.last(where: { $0.base <= place }) else { return nil }
    return file.id(at: place - base)
  }

  /// Returns what the graph says of the commit at a place; nothing where that is damaged.
  func record(at place: Int) -> CommitGraphFile.Record? {
    guard let (file, base) = files.last(where: { $0.base <= place }),
      let record = file.record(at: place - base),
      record.parents.allSatisfy({ $0 < count })
    else { return nil }
    return record
  }
}
