/// The parents of a commit by their numbers; only those of an octopus take an allocation.
struct Parents: RandomAccessCollection, Equatable {
  private(set) var count = 0
  private var one = 0
  private var two = 0
  private var further: [Int] = []

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Int {
    switch index {
    case 0: one
    case 1: two
    default: further[index - 2]
    }
  }

  mutating func append(_ number: Int) {
    switch count {
    case 0: one = number
    case 1: two = number
    default: further.append(number)
    }
    count += 1
  }
}
