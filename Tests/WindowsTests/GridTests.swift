import Testing
import Windows

struct GridTests {
  /// Rows of the tables of EWMH's `_NET_DESKTOP_LAYOUT`.
  @Test(arguments: [
    ([0, 3, 2, 0], [[0, 1, 2], [3, 4, 5]]),
    ([1, 3, 2, 0], [[0, 2, 4], [1, 3, 5]]),
    ([0, 3, 2, 1], [[2, 1, 0], [5, 4, 3]]),
    ([0, 3, 2, 2], [[5, 4, 3], [2, 1, 0]]),
    ([0, 3, 2, 3], [[3, 4, 5], [0, 1, 2]]),
    ([1, 3, 0, 0], [[0, 2, 4], [1, 3, 5]]),
    ([0, 0, 2], [[0, 1, 2], [3, 4, 5]]),
  ])
  func `places are those of the specification`(numbers: [UInt32], rows: [[Int]]) {
    let grid = Grid(numbers, count: 6)
    for (row, indices) in rows.enumerated() {
      for (column, index) in indices.enumerated() {
        #expect(grid.place(of: index) == (column, row), "\(index)")
      }
    }
  }

  @Test func `without a layout it is a row`() {
    let grid = Grid(nil, count: 4)
    #expect((grid.columns, grid.rows, grid.isSet) == (4, 1, false))
    #expect(grid.neighbour(of: 0, .right, among: 4, wrapping: false) == 1)
    #expect(grid.neighbour(of: 3, .right, among: 4, wrapping: false) == nil)
    #expect(grid.neighbour(of: 3, .right, among: 4, wrapping: true) == 0)
    #expect(grid.neighbour(of: 0, .left, among: 4, wrapping: true) == 3)
    #expect(grid.neighbour(of: 0, .down, among: 4, wrapping: true) == nil)
  }

  @Test func `holes in the last row are stepped over`() {
    let grid = Grid([0, 3, 0, 0], count: 5)
    #expect((grid.columns, grid.rows) == (3, 2))
    #expect(grid.neighbour(of: 2, .down, among: 5, wrapping: false) == nil)
    #expect(grid.neighbour(of: 2, .down, among: 5, wrapping: true) == nil)
    #expect(grid.neighbour(of: 4, .right, among: 5, wrapping: false) == nil)
    #expect(grid.neighbour(of: 4, .right, among: 5, wrapping: true) == 3)
    #expect(grid.neighbour(of: 1, .down, among: 5, wrapping: false) == 4)
    #expect(grid.neighbour(of: 4, .up, among: 5, wrapping: false) == 1)
  }

  @Test func `whatever the property holds, a neighbour is a workspace`() {
    for _ in 0..<500 {
      let numbers = (0..<Int.random(in: 0...5)).map { _ -> UInt32 in
        [0, 1, 2, 3, 7, UInt32.max, UInt32.random(in: 0 ... .max)].randomElement() ?? 0
      }
      let count = Int.random(in: 0...9)
      let grid = Grid(numbers, count: count)
      for index in -1...count {
        for direction in Grid.Direction.allCases {
          let next = grid.neighbour(of: index, direction, among: count, wrapping: .random())
          #expect(next.map { (0..<count).contains($0) } ?? true)
        }
      }
    }
  }
}
