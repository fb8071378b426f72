/// A place for a window in a work area.
public enum Placement: Hashable, Sendable {
  /// A part of the area.
  case part(Part)
  /// In its middle, as large as it is.
  case centre
  case maximised
  /// The top left corner and the size of what the user sees, in pixels of the whole screen.
  case exact(Rectangle)
  /// The same in hundredths of the area, from its own corner.
  case share(Rectangle)
  /// The corner, or the size, of another placement alone.
  indirect case only(Half, of: Placement)

  /// The part of a placement that counts.
  public enum Half: Hashable, Sendable {
    case corner, size
  }

  public enum Part: String, Hashable, Sendable, CaseIterable {
    case left, right, top, bottom
    case topLeft = "top-left"
    case topRight = "top-right"
    case bottomLeft = "bottom-left"
    case bottomRight = "bottom-right"
    case leftThird = "left-third"
    case centreThird = "centre-third"
    case rightThird = "right-third"
    case leftTwoThirds = "left-two-thirds"
    case rightTwoThirds = "right-two-thirds"
  }

  /// Reads `left`, `top-left`, `left-third`, …, `centre` and `maximised`, with American spellings
  /// too, or `X,Y` and `WIDTHxHEIGHT` as two words: pixels, or all four hundredths with a `%` each.
  @export(interface) public init?(_ words: [String]) {
    switch words {
    case ["centre"], ["center"]: self = .centre
    case ["maximised"], ["maximized"]: self = .maximised
    case ["center-third"]: self = .part(.centreThird)
    default:
      if words.count == 1, let part = Part(rawValue: words[0]) {
        self = .part(part)
      } else if words.count == 2, let corner = Self.pair(words[0], ","),
        let size = Self.pair(words[1], "x"), size.0 > 0, size.1 > 0
      {
        self = .exact(Rectangle(x: corner.0, y: corner.1, width: size.0, height: size.1))
      } else if words.count == 2, let corner = Self.pair(words[0], ",", of: "%"),
        let size = Self.pair(words[1], "x", of: "%"), (1...100).contains(size.0),
        (1...100).contains(size.1), (0...100).contains(corner.0), (0...100).contains(corner.1)
      {
        self = .share(Rectangle(x: corner.0, y: corner.1, width: size.0, height: size.1))
      } else {
        return nil
      }
    }
  }

  private static func pair(
    _ word: String, _ separator: Character, of unit: String = ""
  ) -> (Int, Int)? {
    let halves = word.split(separator: separator, omittingEmptySubsequences: false)
    guard halves.count == 2, halves[0].hasSuffix(unit), halves[1].hasSuffix(unit) else {
      return nil
    }
    // X's coordinates have 16 bits.
    guard let first = Int16(halves[0].dropLast(unit.count)),
      let second = Int16(halves[1].dropLast(unit.count))
    else { return nil }
    return (Int(first), Int(second))
  }

  /// The rectangle that is meant.
  ///
  /// - Parameters:
  ///   - area: the work area.
  ///   - frame: where the window is now.
  @export(interface) public func rectangle(in area: Rectangle, from frame: Rectangle) -> Rectangle {
    switch self {
    case .exact(let rectangle): return rectangle
    case .maximised: return area
    case .centre:
      return Rectangle(
        x: area.x + (area.width - frame.width) / 2, y: area.y + (area.height - frame.height) / 2,
        width: frame.width, height: frame.height)
    case .share(let share):
      let left = area.x + area.width * share.x / 100
      let top = area.y + area.height * share.y / 100
      // Neighbours meet, however the hundredths are rounded.
      return Rectangle(
        x: left, y: top, width: area.x + area.width * (share.x + share.width) / 100 - left,
        height: area.y + area.height * (share.y + share.height) / 100 - top)
    case .part(let part):
      let (left, right) = part.columns(area.width)
      let (top, bottom) = part.rows(area.height)
      return Rectangle(
        x: area.x + left, y: area.y + top, width: right - left, height: bottom - top)
    case .only(.size, let whole):
      let wanted = whole.rectangle(in: area, from: frame)
      return Rectangle(x: frame.x, y: frame.y, width: wanted.width, height: wanted.height)
    case .only(.corner, let whole):
      let wanted = whole.rectangle(in: area, from: frame)
      // It lies against the edge that the part lies against.
      let isRight = wanted.x > area.x && wanted.x + wanted.width == area.x + area.width
      let isBottom = wanted.y > area.y && wanted.y + wanted.height == area.y + area.height
      var placed = Rectangle(
        x: wanted.x, y: wanted.y, width: frame.width, height: frame.height)
      guard case .part = whole else { return placed }
      if isRight { placed.x += wanted.width - frame.width }
      if isBottom { placed.y += wanted.height - frame.height }
      return placed
    }
  }
}

extension Placement.Part {
  /// Returns where it begins and ends in a width; what does not divide goes to the right.
  fileprivate func columns(_ width: Int) -> (Int, Int) {
    switch self {
    case .left, .topLeft, .bottomLeft: (0, width / 2)
    case .right, .topRight, .bottomRight: (width / 2, width)
    case .top, .bottom: (0, width)
    case .leftThird: (0, width / 3)
    case .centreThird: (width / 3, width * 2 / 3)
    case .rightThird: (width * 2 / 3, width)
    case .leftTwoThirds: (0, width * 2 / 3)
    case .rightTwoThirds: (width / 3, width)
    }
  }

  /// Returns where it begins and ends in a height; what does not divide goes to the bottom.
  fileprivate func rows(_ height: Int) -> (Int, Int) {
    switch self {
    case .top, .topLeft, .topRight: (0, height / 2)
    case .bottom, .bottomLeft, .bottomRight: (height / 2, height)
    default: (0, height)
    }
  }
}
