/// The numbers below `count` in the order of what they stand for; equal ones stay as they are.
///
/// The sorting of the library is compiled anew for each type, into seven kilobytes each time: this is
/// once for all.
@inline(never) @export(interface)
public func order(of count: Int, by precedes: (Int, Int) -> Bool) -> [Int] {
  Array(0..<count).sorted(by: precedes)
}

extension Sequence {
  /// The elements in their order; equal ones stay as they are.
  func ordered(by precedes: (Element, Element) -> Bool) -> [Element] {
    let all = Array(self)
    return order(of: all.count) { precedes(all[$0], all[$1]) }.map { all[$0] }
  }
}
