/// Commits to be looked at, the youngest first; of those of one age, the first that came.
struct CommitQueue {
  struct Element {
    let number: Int
    let age: History.Age
    fileprivate var order = 0

    init(_ number: Int, _ age: History.Age) {
      self.number = number
      self.age = age
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
    if byLevel, left.age.level != right.age.level {
      if left.age.level == 0 || right.age.level == 0 { return left.age.level == 0 }
      return left.age.level > right.age.level
    }
    if left.age.date != right.age.date { return left.age.date > right.age.date }
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
      let left = 2 * place + 1
      if left < heap.count, precedes(heap[left], heap[best]) { best = left }
      if left + 1 < heap.count, precedes(heap[left + 1], heap[best]) { best = left + 1 }
      if best == place { return first }
      heap.swapAt(place, best)
      place = best
    }
  }
}
