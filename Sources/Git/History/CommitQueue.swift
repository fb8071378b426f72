/// Commits to be looked at, the youngest first; of those of one age, the first that came.
struct CommitQueue {
  struct Element {
    let id: ObjectID
    let node: History.Node
    fileprivate var order = 0

    init(_ id: ObjectID, _ node: History.Node) {
      self.id = id
      self.node = node
    }
  }

  private let byLevel: Bool
  private var heap: [Element] = []
  private var count = 0

  /// - Parameter byLevel: whether levels count more than dates; a commit without one, as it is in
  ///   no commit-graph, comes before all with one.
  init(byLevel: Bool = false) { self.byLevel = byLevel }

  var isEmpty: Bool { heap.isEmpty }
  /// All that are in it, in no order.
  var elements: [Element] { heap }

  private func precedes(_ left: Element, _ right: Element) -> Bool {
    if byLevel, left.node.level != right.node.level {
      if left.node.level == 0 || right.node.level == 0 { return left.node.level == 0 }
      return left.node.level > right.node.level
    }
    if left.node.date != right.node.date { return left.node.date > right.node.date }
    return left.order < right.order
  }

  mutating func push(_ element: Element) {
    var element = element
    element.order = count
    count += 1
    heap.append(element)
    var child = heap.count - 1
    while child > 0, precedes(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Element? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var place = 0
    while true {
      var best = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && precedes(heap[child], heap[best]) {
        best = child
      }
      if best == place { return first }
      heap.swapAt(place, best)
      place = best
    }
  }
}
