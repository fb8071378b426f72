/// What sizes a window's program lets it have: `WM_NORMAL_HINTS`.
struct SizeHints {
  /// The widths, or the heights.
  struct Extent {
    let least: Int
    let most: Int
    let step: Int

    /// Whether `size` is what a window manager makes of the size that was asked for.
    func allows(_ size: Int, for asked: Int) -> Bool {
      guard asked != -1 else { return true }
      let bounded = min(max(asked, least), max(least, most))
      return (0..<step).contains(bounded - size)
    }
  }

  let width: Extent
  let height: Extent

  /// - Parameter numbers: those of the property; what is missing bounds nothing.
  init(_ numbers: [Int]) {
    let flags = numbers.first ?? 0
    func extent(_ offset: Int) -> Extent {
      func number(_ flag: Int, _ place: Int, _ otherwise: Int) -> Int {
        flags & flag != 0 && numbers.count > place + offset
          ? min(numbers[place + offset], 65535) : otherwise
      }
      return Extent(
        least: max(1, number(16, 5, 1)), most: number(32, 7, 65535),
        step: max(1, number(64, 9, 1)))
    }
    width = extent(0)
    height = extent(1)
  }
}
