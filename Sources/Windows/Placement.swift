/// Where in a work area a window is to be.
public enum Placement: Hashable, Sendable {
  /// A part of the area.
  case part(Part)
  /// In its middle, as large as it is.
  case centre
  case maximised
  /// The top left corner and the size of what the user sees, in pixels of the whole screen.
  case exact(Rectangle)

  public enum Part: String, Hashable, Sendable, CaseIterable {
    case left, right, top, bottom
    case topLeft = "top-left"
    case topRight = "top-right"
    case bottomLeft = "bottom-left"
    case bottomRight = "bottom-right"
  }

  /// Reads `left`, `top-left`, …, `centre` and `maximised`, with American spellings too, or
  /// `X,Y` and `WIDTHxHEIGHT` as two words.
  public init?(_ words: [String]) {
    switch words {
    case ["centre"], ["center"]: self = .centre
    case ["maximised"], ["maximized"]: self = .maximised
    default:
      if words.count == 1, let part = Part(rawValue: words[0]) {
        self = .part(part)
      } else if words.count == 2, let corner = Self.pair(words[0], ","),
        let size = Self.pair(words[1], "x"), size.0 > 0, size.1 > 0
      {
        self = .exact(Rectangle(x: corner.0, y: corner.1, width: size.0, height: size.1))
      } else {
        return nil
      }
    }
  }

  private static func pair(_ word: String, _ separator: Character) -> (Int, Int)? {
    let halves = word.split(separator: separator, omittingEmptySubsequences: false)
    // X's coordinates have 16 bits.
    guard halves.count == 2, let first = Int16(halves[0]), let second = Int16(halves[1]) else {
      return nil
    }
    return (Int(first), Int(second))
  }

  /// The rectangle that is meant.
  ///
  /// - Parameters:
  ///   - area: the work area.
  ///   - frame: where the window is now.
  public func rectangle(in area: Rectangle, from frame: Rectangle) -> Rectangle {
    switch self {
    case .exact(let rectangle): return rectangle
    case .maximised: return area
    case .centre:
      return Rectangle(
        x: area.x + (area.width - frame.width) / 2, y: area.y + (area.height - frame.height) / 2,
        width: frame.width, height: frame.height)
    case .part(let part):
      let width = area.width / 2
      let height = area.height / 2
      // What does not divide by two goes to the right and the bottom.
      let (x, wide): (Int, Int) =
        switch part {
        case .left, .topLeft, .bottomLeft: (0, width)
        case .right, .topRight, .bottomRight: (width, area.width - width)
        case .top, .bottom: (0, area.width)
        }
      let (y, high): (Int, Int) =
        switch part {
        case .top, .topLeft, .topRight: (0, height)
        case .bottom, .bottomLeft, .bottomRight: (height, area.height - height)
        case .left, .right: (0, area.height)
        }
      return Rectangle(x: area.x + x, y: area.y + y, width: wide, height: high)
    }
  }
}
