/// An area in pixels; the corner counts from the top left one of the whole screen.
public struct Rectangle: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  @export(interface) public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Returns the part that both have; nothing where they do not meet.
  @export(interface) public func intersection(_ other: Rectangle) -> Rectangle? {
    let left = max(x, other.x)
    let top = max(y, other.y)
    let right = min(x + width, other.x + other.width)
    let bottom = min(y + height, other.y + other.height)
    guard right > left, bottom > top else { return nil }
    return Rectangle(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// Returns the number of pixels that both have.
  public func commonSize(_ other: Rectangle) -> Int {
    intersection(other).map { $0.width * $0.height } ?? 0
  }
}

extension Rectangle: CustomStringConvertible {
  /// The size and the corner as X writes them in short: `640x480 at 10,20`.
  public var description: String { "\(width)x\(height) at \(x),\(y)" }
}

/// Widths in pixels at the four sides of a rectangle.
public struct Edges: Hashable, Sendable {
  public var left: Int
  public var right: Int
  public var top: Int
  public var bottom: Int

  @export(interface) public init(left: Int = 0, right: Int = 0, top: Int = 0, bottom: Int = 0) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }
}
