/// A tree of the names of directories, each of which has a number: the top is 0.
///
/// There may be very many, so that names and links lie in few arrays.
struct DirectoryNames {
  private struct Node {
    /// -1 for the top, and for a number that is free.
    var parent: Int32 = -1
    var firstChild: Int32 = -1
    var next: Int32 = -1
    var previous: Int32 = -1
    var name: UInt32 = 0
    var length: UInt32 = 0
  }

  private var nodes = [Node()]
  private var free: [Int32] = []
  /// All names, one after the other, and how many bytes of it nobody needs any more.
  private var text: [UInt8] = []
  private var waste = 0
  /// Numbers at the places that parent and name lead to, -1 for none.
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  /// How many numbers there have been at once.
  var count: Int { nodes.count }

  /// The path from the top, without a slash at its end.
  func path(of number: Int32) -> [UInt8] {
    var lengths = 0
    var node = number
    while node > 0 {
      lengths += Int(nodes[Int(node)].length) + 1
      node = nodes[Int(node)].parent
    }
    guard lengths > 0 else { return [] }
    var path = [UInt8](repeating: 0x2f, count: lengths - 1)
    var end = path.count
    node = number
    while node > 0 {
      let name = name(of: node)
      end -= name.count
      for (place, byte) in name.enumerated() { path[end + place] = byte }
      end -= 1
      node = nodes[Int(node)].parent
    }
    return path
  }

  /// The number of the directory at `path`.
  func find(_ path: [UInt8]) -> Int32? {
    var node: Int32 = 0
    for name in path.split(separator: 0x2f) {
      let child = slots[slot(of: name, in: node)]
      guard child >= 0 else { return nil }
      node = child
    }
    return node
  }

  /// The same; those that are missing on the way are made.
  mutating func make(_ path: [UInt8]) -> Int32 {
    var node: Int32 = 0
    for name in path.split(separator: 0x2f) {
      let slot = slot(of: name, in: node)
      node = slots[slot] >= 0 ? slots[slot] : add(name, to: node, slot)
    }
    return node
  }

  /// Removes a directory with all in it, and gives their numbers, which are free then.
  mutating func remove(_ start: Int32) -> [Int32] {
    let gone = nodes[Int(start)]
    if gone.previous >= 0 {
      nodes[Int(gone.previous)].next = gone.next
    } else {
      nodes[Int(gone.parent)].firstChild = gone.next
    }
    if gone.next >= 0 { nodes[Int(gone.next)].previous = gone.previous }
    var removed = [start]
    var place = 0
    while place < removed.count {
      var child = nodes[Int(removed[place])].firstChild
      while child >= 0 {
        removed.append(child)
        child = nodes[Int(child)].next
      }
      place += 1
    }
    // Those within others first, as a slot is found by the names on the way.
    for node in removed.reversed() {
      let name = name(of: node)
      emptySlot(slot(of: name, in: nodes[Int(node)].parent))
      waste += name.count
      nodes[Int(node)] = Node()
      free.append(node)
    }
    if waste > text.count / 2, waste > 4096 { gatherNames() }
    return removed
  }

  // MARK: -

  private func name(of node: Int32) -> ArraySlice<UInt8> {
    let node = nodes[Int(node)]
    return text[Int(node.name)..<Int(node.name + node.length)]
  }

  private mutating func add(_ name: ArraySlice<UInt8>, to parent: Int32, _ slot: Int) -> Int32 {
    let number: Int32
    if let last = free.popLast() {
      number = last
    } else {
      number = Int32(nodes.count)
      nodes.append(Node())
    }
    let first = nodes[Int(parent)].firstChild
    nodes[Int(number)] = Node(
      parent: parent, next: first, name: UInt32(text.count), length: UInt32(name.count))
    text += name
    if first >= 0 { nodes[Int(first)].previous = number }
    nodes[Int(parent)].firstChild = number
    slots[slot] = number
    if (nodes.count - free.count) * 4 > slots.count * 3 { growSlots() }
    return number
  }

  /// Returns where a name is in the slots, or would be: the first empty one after those that it
  /// could be.
  private func slot(of name: ArraySlice<UInt8>, in parent: Int32) -> Int {
    var slot = home(of: name, in: parent)
    while slots[slot] >= 0 {
      let other = slots[slot]
      if nodes[Int(other)].parent == parent, self.name(of: other) == name { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func home(of name: ArraySlice<UInt8>, in parent: Int32) -> Int {
    var hasher = Hasher()
    hasher.combine(parent)
    hasher.combine(name)
    return hasher.finalize() & (slots.count - 1)
  }

  /// Empties a slot, and moves up what comes after it, so that it is still found.
  private mutating func emptySlot(_ slot: Int) {
    var empty = slot
    slots[empty] = -1
    var next = (empty + 1) & (slots.count - 1)
    while slots[next] >= 0 {
      let node = slots[next]
      let home = home(of: name(of: node), in: nodes[Int(node)].parent)
      // It may not come before the place that its name leads to.
      if (next - home) & (slots.count - 1) >= (next - empty) & (slots.count - 1) {
        slots[empty] = node
        slots[next] = -1
        empty = next
      }
      next = (next + 1) & (slots.count - 1)
    }
  }

  private mutating func growSlots() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for number in nodes.indices.dropFirst() where nodes[number].parent >= 0 {
      let node = Int32(number)
      slots[slot(of: name(of: node), in: nodes[number].parent)] = node
    }
  }

  private mutating func gatherNames() {
    var new: [UInt8] = []
    new.reserveCapacity(text.count - waste)
    for number in nodes.indices.dropFirst() where nodes[number].parent >= 0 {
      let name = name(of: Int32(number))
      nodes[number].name = UInt32(new.count)
      new += name
    }
    text = new
    waste = 0
  }
}
