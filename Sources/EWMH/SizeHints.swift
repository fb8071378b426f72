import X11

/// The sizes that a window's program allows: `WM_NORMAL_HINTS`.
package struct SizeHints {
  /// The widths, or the heights.
  package struct Extent {
    let least: Int
    let most: Int
    let base: Int
    let step: Int

    /// Whether `size` is what a window manager makes of the size that was asked for.
    func allows(_ size: Int, for asked: Int) -> Bool {
      let bounded = min(max(asked, least), max(least, most))
      return (0..<step).contains(bounded - size)
    }
  }

  package let width: Extent
  package let height: Extent
  /// Whether its width and height hang together.
  let hasAspect: Bool

  /// - Parameter numbers: those of the property; what is missing bounds nothing.
  package init(_ numbers: [UInt32]) {
    let numbers = numbers.map { Int($0) }
    let flags = numbers.first ?? 0
    func extent(_ offset: Int) -> Extent {
      func number(_ flag: Int, _ place: Int, _ otherwise: Int) -> Int {
        flags & flag != 0 && numbers.count > place + offset
          ? min(numbers[place + offset], 65535) : otherwise
      }
      return Extent(
        least: max(1, number(16, 5, number(256, 15, 1))), most: number(32, 7, 65535),
        base: number(256, 15, 0), step: max(1, number(64, 9, 1)))
    }
    width = extent(0)
    height = extent(1)
    hasAspect = flags & 128 != 0
  }

  /// Whether a window manager makes that size of the one that was asked for.
  package func allows(_ size: (width: Int, height: Int), for asked: (width: Int?, height: Int?))
    -> Bool
  {
    let fits =
      asked.width.map { width.allows(size.width, for: $0) } ?? true
      && asked.height.map { height.allows(size.height, for: $0) } ?? true
    guard !fits, hasAspect else { return fits }
    // One of the two is as asked for, and the other one what goes with it.
    return asked.width.map { size.width <= $0 } ?? true
      && asked.height.map { size.height <= $0 } ?? true
  }
}
