import X11

/// The sizes that a window's program allows: `WM_NORMAL_HINTS`.
package struct SizeHints {
  /// The widths, or the heights.
  package struct Extent {
    let least: Int
    let most: Int
    let base: Int
    let step: Int

    /// Returns whether `size` is what a window manager makes of the size that was asked for.
    func allows(_ size: Int, for asked: Int, rounding: Int) -> Bool {
      let bounded = min(max(asked, least), max(least, most))
      return (-rounding..<step + rounding).contains(bounded - size)
    }
  }

  package let width: Extent
  package let height: Extent
  /// The corner that stays where a gravity is not given: 1 to 9, from the north west, or 10.
  package let gravity: Int
  /// How its width and height hang together.
  private let aspect: Aspect?

  /// The least and the greatest ratio of width and height, each as two numbers.
  private struct Aspect {
    let least: (width: Int, height: Int)
    let most: (width: Int, height: Int)

    /// Returns whether a size has such a ratio, but for what is rounded; `base` does not count.
    ///
    /// - Parameter slack: by how much the ratio's own numbers may be off.
    func allows(
      _ size: (width: Int, height: Int), _ base: (width: Int, height: Int), slack: Int
    ) -> Bool {
      [(0, 0), base].contains { base in
        let (width, height) = (size.width - base.0, size.height - base.1)
        return (width + 1) * (least.height + slack) >= (height - 1) * (least.width - slack)
          && (width - 1) * (most.height - slack) <= (height + 1) * (most.width + slack)
      }
    }
  }

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
    gravity = flags & 512 != 0 && numbers.count > 17 ? numbers[17] : 1
    let ratios = numbers.dropFirst(11).prefix(4).map { min($0, 65535) }
    aspect =
      flags & 128 != 0 && ratios.count == 4
      ? Aspect(least: (ratios[0], ratios[1]), most: (ratios[2], ratios[3])) : nil
  }

  /// Returns whether a window manager makes that size of the one that was asked for.
  ///
  /// - Parameter rounding: by how much it may be off where the screen is scaled. A ratio may be off
  ///   by more there: mutter 50 gave a window of 16:9 one of 8:5.
  package func allows(
    _ size: (width: Int, height: Int), for asked: (width: Int?, height: Int?), rounding: Int = 0
  ) -> Bool {
    let fits =
      asked.width.map { width.allows(size.width, for: $0, rounding: rounding) } ?? true
      && asked.height.map { height.allows(size.height, for: $0, rounding: rounding) } ?? true
    guard !fits, let aspect else { return fits }
    // Some give up the width for the ratio, and some the height.
    let base = (width.base, height.base)
    if aspect.allows(size, base, slack: rounding == 0 ? 0 : 1) { return true }
    return asked.width.map { size.width <= $0 } ?? true
      && asked.height.map { size.height <= $0 } ?? true
  }
}
