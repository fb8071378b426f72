/// The watched directories of a tree: which number means which of them.
///
/// A number means one directory at a time. The queue may still say that a directory was moved away
/// when it has already been found at its new place, where watching it gives the same number: the
/// number then belongs to the new place, and forgetting the old one leaves it alone.
struct WatchTable {
  private var names = DirectoryNames()
  /// The number of the watch of each directory; -1 for one that is only on the way to others.
  private var watches: [Int32] = [-1]
  private var numbers: [Int32: Int32] = [:]

  /// How many directories are watched.
  var count: Int { numbers.count }

  /// The path of a directory from the top, without a slash at its end.
  func path(of watch: Int32) -> [UInt8]? { numbers[watch].map { names.path(of: $0) } }

  /// The number of the directory at `path`.
  func watch(of path: [UInt8]) -> Int32? {
    guard let directory = names.find(path), watches[Int(directory)] >= 0 else { return nil }
    return watches[Int(directory)]
  }

  /// Lets a number mean the directory at `path`.
  ///
  /// - Returns: the path that it meant until now, if that is another one; and the number that meant
  ///   `path`, which is to be removed.
  mutating func assign(
    _ watch: Int32, to path: [UInt8]
  ) -> (other: [UInt8]?, stale: Int32?) {
    let directory = names.make(path)
    while watches.count < names.count { watches.append(-1) }
    let old = watches[Int(directory)]
    if old == watch { return (nil, nil) }
    if old >= 0 { numbers[old] = nil }
    var other: [UInt8]?
    if let holder = numbers[watch] {
      other = names.path(of: holder)
      watches[Int(holder)] = -1
    }
    watches[Int(directory)] = watch
    numbers[watch] = directory
    return (other, old >= 0 ? old : nil)
  }

  /// The kernel has removed a watch.
  mutating func drop(_ watch: Int32) {
    guard let directory = numbers.removeValue(forKey: watch) else { return }
    watches[Int(directory)] = -1
  }

  /// Forgets the directory at `path` and all beneath it, and gives the numbers to be removed.
  mutating func forget(_ path: [UInt8]) -> [Int32] {
    guard let start = names.find(path), start > 0 else { return [] }
    var removed: [Int32] = []
    for directory in names.remove(start) {
      let watch = watches[Int(directory)]
      guard watch >= 0 else { continue }
      watches[Int(directory)] = -1
      numbers[watch] = nil
      removed.append(watch)
    }
    return removed
  }
}
