import System

/// The index's extension `TREE`: which directories are what tree, gitformat-index(5).
struct CacheTree: Sendable {
  /// A directory.
  struct Node: Sendable {
    /// Its name, as a place in the index file's bytes.
    let name: Range<Int>
    /// How many entries it has, with those of its directories; nothing where it changed since.
    let count: Int?
    /// The tree it is, where it has not changed.
    let tree: ObjectID?
    /// The number of the first node that is not in it.
    fileprivate(set) var next: Int
  }

  /// Each directory before those in it; the top is the first.
  private(set) var nodes: [Node] = []

  /// Reads the extension in `range` of the index's bytes.
  init(_ bytes: Span<UInt8>, _ range: Range<Int>, _ format: ObjectFormat) throws(IndexTable.Flaw) {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { throw .truncated }
    // Which nodes are open, and how many directories each still has to come.
    var open: [(node: Int, left: Int)] = []
    var offset = range.lowerBound
    repeat {
      let (node, children) = try Self.node(bytes, &offset, range.upperBound, format)
      nodes.append(node)
      open.append((nodes.count - 1, children))
      while let last = open.last, last.left == 0 {
        nodes[last.node].next = nodes.count
        open.removeLast()
        if let above = open.indices.last { open[above].left -= 1 }
      }
    } while !open.isEmpty
  }

  /// Reads the node at `offset`, and how many directories are in it.
  private static func node(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ limit: Int, _ format: ObjectFormat
  ) throws(IndexTable.Flaw) -> (node: Node, children: Int) {
    guard let end = bytes.offset(of: 0, from: offset), end < limit else { throw .truncated }
    let name = offset..<end
    offset = end + 1
    let count = try number(bytes, &offset, limit, before: 0x20)
    let children = try number(bytes, &offset, limit, before: 0x0a)
    guard children >= 0 else { throw .malformed("TREE") }
    var tree: ObjectID?
    if count >= 0 {
      guard offset + format.size <= limit, let id = ObjectID(bytes, at: offset, format) else {
        throw .truncated
      }
      tree = id
      offset += format.size
    }
    return (Node(name: name, count: count >= 0 ? count : nil, tree: tree, next: 0), children)
  }

  /// The tree of the top alone, which most often is all that is asked for; nothing where it had
  /// another number of entries than the index has: git has written such.
  static func top(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ format: ObjectFormat, entries: Int
  ) -> ObjectID? {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    var offset = range.lowerBound
    guard let node = try? node(bytes, &offset, range.upperBound, format).node,
      node.count == entries
    else { return nil }
    return node.tree
  }

  private static func number(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ end: Int, before stop: UInt8
  ) throws(IndexTable.Flaw) -> Int {
    var isNegative = false
    if offset < end, bytes[offset] == UInt8(ascii: "-") {
      isNegative = true
      offset += 1
    }
    var value = 0
    let start = offset
    while offset < end, (0x30...0x39).contains(bytes[offset]), value < 1 << 31 {
      value = value * 10 + Int(bytes[offset] - 0x30)
      offset += 1
    }
    guard offset > start, offset < end, bytes[offset] == stop else { throw .malformed("TREE") }
    offset += 1
    return isNegative ? -value : value
  }

  /// The directory of that name in the directory `node`.
  func child(of node: Int, named name: Span<UInt8>, _ bytes: Span<UInt8>) -> Int? {
    var child = node + 1
    while child < nodes[node].next {
      if Index.part(bytes, nodes[child].name.lowerBound, nodes[child].name.upperBound)
        .isEqual(to: name)
      {
        return child
      }
      child = nodes[child].next
    }
    return nil
  }
}
