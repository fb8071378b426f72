/// The watched directories of a tree: which number means which of them.
///
/// A number means one directory at a time. The queue may still say that a directory was moved away
/// when it has already been found at its new place, where watching it gives the same number: the
/// number then belongs to the new place, and forgetting the old one leaves it alone.
struct WatchTable {
  private struct Node {
    var parent: Int32
    var name: [UInt8]
    /// -1 for a directory that is only on the way to others.
    var watch: Int32 = -1
    var firstChild: Int32 = -1
    var next: Int32 = -1
    var previous: Int32 = -1
  }

  private struct Child: Hashable {
    let parent: Int32
    let name: [UInt8]
  }

  /// The top of the tree is the first.
  private var nodes = [Node(parent: -1, name: [])]
  private var free: [Int32] = []
  private var children: [Child: Int32] = [:]
  private var numbers: [Int32: Int32] = [:]

  /// How many directories are watched.
  var count: Int { numbers.count }

  /// The path of a directory from the top, without a slash at its end.
  func path(of watch: Int32) -> [UInt8]? {
    guard var node = numbers[watch] else { return nil }
    var names: [[UInt8]] = []
    while node > 0 {
      names.append(nodes[Int(node)].name)
      node = nodes[Int(node)].parent
    }
    return Array(names.reversed().joined(separator: [0x2f]))
  }

  /// The number of the directory at `path`.
  func watch(of path: [UInt8]) -> Int32? {
    guard let node = node(at: path), nodes[Int(node)].watch >= 0 else { return nil }
    return nodes[Int(node)].watch
  }

  /// Lets a number mean the directory at `path`.
  ///
  /// - Returns: the path that it meant until now, if that is another one; and the number that meant
  ///   `path`, which is to be removed.
  mutating func assign(
    _ watch: Int32, to path: [UInt8]
  ) -> (other: [UInt8]?, stale: Int32?) {
    let node = makeNode(at: path)
    let old = nodes[Int(node)].watch
    if old == watch { return (nil, nil) }
    if old >= 0 { numbers[old] = nil }
    var other: [UInt8]?
    if let holder = numbers[watch] {
      other = self.path(of: watch)
      nodes[Int(holder)].watch = -1
    }
    nodes[Int(node)].watch = watch
    numbers[watch] = node
    return (other, old >= 0 ? old : nil)
  }

  /// The kernel has removed a watch.
  mutating func drop(_ watch: Int32) {
    guard let node = numbers.removeValue(forKey: watch) else { return }
    nodes[Int(node)].watch = -1
  }

  /// Forgets the directory at `path` and all beneath it, and gives the numbers to be removed.
  mutating func forget(_ path: [UInt8]) -> [Int32] {
    guard let start = node(at: path), start > 0 else { return [] }
    var removed: [Int32] = []
    unlink(start)
    var waiting = [start]
    while let node = waiting.popLast() {
      var child = nodes[Int(node)].firstChild
      while child >= 0 {
        waiting.append(child)
        child = nodes[Int(child)].next
      }
      let gone = nodes[Int(node)]
      children[Child(parent: gone.parent, name: gone.name)] = nil
      if gone.watch >= 0 {
        numbers[gone.watch] = nil
        removed.append(gone.watch)
      }
      nodes[Int(node)] = Node(parent: -1, name: [])
      free.append(node)
    }
    return removed
  }

  private mutating func unlink(_ node: Int32) {
    let gone = nodes[Int(node)]
    if gone.previous >= 0 {
      nodes[Int(gone.previous)].next = gone.next
    } else {
      nodes[Int(gone.parent)].firstChild = gone.next
    }
    if gone.next >= 0 { nodes[Int(gone.next)].previous = gone.previous }
  }

  private func node(at path: [UInt8]) -> Int32? {
    var node: Int32 = 0
    for name in path.split(separator: 0x2f) {
      guard let child = children[Child(parent: node, name: Array(name))] else { return nil }
      node = child
    }
    return node
  }

  private mutating func makeNode(at path: [UInt8]) -> Int32 {
    var node: Int32 = 0
    for part in path.split(separator: 0x2f) {
      let child = Child(parent: node, name: Array(part))
      if let found = children[child] {
        node = found
        continue
      }
      let new: Int32
      if let last = free.popLast() {
        new = last
      } else {
        new = Int32(nodes.count)
        nodes.append(Node(parent: -1, name: []))
      }
      let first = nodes[Int(node)].firstChild
      nodes[Int(new)] = Node(parent: node, name: child.name, next: first)
      if first >= 0 { nodes[Int(first)].previous = new }
      nodes[Int(node)].firstChild = new
      children[child] = new
      node = new
    }
    return node
  }
}
