/// A monitor of the session.
public struct Monitor: Hashable, Sendable {
  /// Its name, such as `HDMI-1`.
  public var name: String
  public var isPrimary: Bool
  public var area: Rectangle
  /// Its area without panels.
  public var workArea: Rectangle

  /// - Parameter workArea: all of `area` when missing.
  public init(name: String, isPrimary: Bool, area: Rectangle, workArea: Rectangle? = nil) {
    self.name = name
    self.isPrimary = isPrimary
    self.area = area
    self.workArea = workArea ?? area
  }
}

extension [Monitor] {
  /// The one that most of a rectangle is on; nothing for one beside all of them.
  @export(interface) public func holding(_ frame: Rectangle) -> Monitor? {
    var best: (monitor: Monitor, common: Int)?
    for monitor in self {
      let common = monitor.area.commonSize(frame)
      if common > best?.common ?? 0 { best = (monitor, common) }
    }
    return best?.monitor
  }

  /// The one that a word means, as seen from `current`: `next`, `prev`, `primary`, a direction, or
  /// a name.
  @export(interface) public func named(_ word: String, from current: Monitor) -> Monitor? {
    switch word {
    case "next", "prev":
      guard let place = firstIndex(of: current) else { return nil }
      return self[(place + (word == "next" ? 1 : count - 1)) % count]
    case "primary": return first { $0.isPrimary }
    default: break
    }
    guard let direction = Grid.Direction(rawValue: word) else { return first { $0.name == word } }
    let beside = compactMap { other -> (monitor: Monitor, way: Int)? in
      let way = current.area.way(to: other.area, direction)
      return way > 0 ? (other, way) : nil
    }
    return beside.min { $0.way < $1.way }?.monitor
  }
}

extension Rectangle {
  /// Returns how far the middle of another lies in a direction, in pixels.
  fileprivate func way(to other: Rectangle, _ direction: Grid.Direction) -> Int {
    let across = (other.x + other.width / 2) - (x + width / 2)
    let down = (other.y + other.height / 2) - (y + height / 2)
    // One that lies more beside than over is not above.
    switch direction {
    case .left: return abs(across) >= abs(down) ? -across : 0
    case .right: return abs(across) >= abs(down) ? across : 0
    case .up: return abs(down) > abs(across) ? -down : 0
    case .down: return abs(down) > abs(across) ? down : 0
    }
  }

  /// Returns where this lies in `old`, in the same proportion in `new`, and wholly there if it
  /// fits.
  @export(interface) public func carried(from old: Rectangle, to new: Rectangle) -> Rectangle {
    let size = (width: min(width, new.width), height: min(height, new.height))
    func place(_ own: Int, _ start: Int, _ room: Int, _ newStart: Int, _ newRoom: Int) -> Int {
      // The room beside the window is what keeps its proportion.
      guard room > 0 else { return newStart }
      let share = min(max(own - start, 0), room)
      return newStart + newRoom * share / room
    }
    return Rectangle(
      x: place(x, old.x, old.width - width, new.x, new.width - size.width),
      y: place(y, old.y, old.height - height, new.y, new.height - size.height),
      width: size.width, height: size.height)
  }
}
