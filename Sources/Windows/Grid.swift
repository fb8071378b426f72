/// The layout of workspaces in rows and columns: `_NET_DESKTOP_LAYOUT`.
public struct Grid: Hashable, Sendable {
  public var columns: Int
  public var rows: Int
  /// Whether the count goes down each column before it goes on to the next one.
  public var byColumns: Bool
  /// The corner where the first workspace lies.
  public var corner: Corner
  /// Whether the window manager or a pager said so; otherwise it is one row.
  public var isSet: Bool

  /// A corner, numbered as the specification does.
  public enum Corner: UInt32, Hashable, Sendable {
    case topLeft, topRight, bottomRight, bottomLeft
  }

  /// A way to go from one workspace to the next.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case left, right, up, down
  }

  /// One row of `count` workspaces.
  @export(interface) public init(count: Int) {
    columns = max(1, count)
    rows = 1
    byColumns = false
    corner = .topLeft
    isSet = false
  }

  /// - Parameters:
  ///   - numbers: orientation, columns, rows and perhaps the corner; one of columns and rows may
  ///     be 0, for as many as it takes.
  ///   - count: how many workspaces there are.
  @export(interface) public init(_ numbers: [UInt32]?, count: Int) {
    self.init(count: count)
    guard let numbers, numbers.count >= 3 else { return }
    let count = max(1, count)
    // Larger numbers are no layout that anybody sees.
    var columns = Int(min(numbers[1], 1 << 10))
    var rows = Int(min(numbers[2], 1 << 10))
    guard columns > 0 || rows > 0 else { return }
    if columns == 0 { columns = (count + rows - 1) / rows }
    if rows == 0 { rows = (count + columns - 1) / columns }
    // A layout that is too small for all workspaces grows where its count goes on.
    if columns * rows < count {
      if numbers[0] == 1 {
        columns = (count + rows - 1) / rows
      } else {
        rows = (count + columns - 1) / columns
      }
    }
    self.columns = columns
    self.rows = rows
    byColumns = numbers[0] == 1
    corner = numbers.count > 3 ? Corner(rawValue: numbers[3]) ?? .topLeft : .topLeft
    isSet = true
  }

  /// The workspace beside `index` among `count`; nothing at the edge, unless `wrapping` goes on at
  /// the other end of the same row or column.
  @export(interface) public func neighbour(
    of index: Int, _ direction: Direction, among count: Int, wrapping: Bool
  ) -> Int? {
    guard (0..<count).contains(index) else { return nil }
    var (column, row) = place(of: index)
    let length = direction == .left || direction == .right ? columns : rows
    // The last row or column may have holes, which are stepped over only to come round.
    for _ in 0..<length {
      switch direction {
      case .left: column -= 1
      case .right: column += 1
      case .up: row -= 1
      case .down: row += 1
      }
      let inside = (0..<columns).contains(column) && (0..<rows).contains(row)
      guard inside || wrapping else { return nil }
      column = (column + columns) % columns
      row = (row + rows) % rows
      let next = self.index(column: column, row: row)
      if next < count { return next == index ? nil : next }
      if !wrapping { return nil }
    }
    return nil
  }

  /// Returns where the workspace `index` lies, from the top left.
  public func place(of index: Int) -> (column: Int, row: Int) {
    let (column, row) =
      byColumns ? (index / rows, index % rows) : (index % columns, index / columns)
    return turned(column, row)
  }

  private func index(column: Int, row: Int) -> Int {
    let (column, row) = turned(column, row)
    return byColumns ? column * rows + row : row * columns + column
  }

  /// From the corner of the first workspace to the top left one, and back again.
  private func turned(_ column: Int, _ row: Int) -> (column: Int, row: Int) {
    let mirrored = corner == .topRight || corner == .bottomRight
    let upended = corner == .bottomLeft || corner == .bottomRight
    return (mirrored ? columns - 1 - column : column, upended ? rows - 1 - row : row)
  }

  /// The numbers of the property.
  public var numbers: [UInt32] {
    [
      byColumns ? 1 : 0, UInt32(clamping: columns), UInt32(clamping: rows), corner.rawValue,
    ]
  }
}
