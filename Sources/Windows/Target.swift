/// A workspace as people name it.
public enum Target: Hashable, Sendable {
  /// By its index, from 0.
  case index(Int)
  case name(String)
  case next, previous
  /// So many after the current one, or before it where that is negative.
  case relative(Int)
  case current
  case beside(Grid.Direction)
  case first
  /// The one with the highest number.
  case final
  /// The one that was current before.
  case last

  /// Reads a number from 1, one with a sign for so many on or back, `current`, `next`, `prev`, `left`, `right`, `up`, `down`, `first`, `final`,
  /// `last`, or a name; `name=` before it makes anything a name.
  ///
  /// - Returns: nothing for an empty text, and for a number below 1.
  @export(interface) public init?(_ text: String) {
    switch text {
    case "": return nil
    case "next": self = .next
    case "prev", "previous": self = .previous
    case "first": self = .first
    case "final": self = .final
    case "last": self = .last
    case "current": self = .current
    default:
      if let direction = Grid.Direction(rawValue: text) {
        self = .beside(direction)
      } else if let number = Int(text) {
        let isSigned = text.hasPrefix("+") || text.hasPrefix("-")
        guard isSigned ? number != 0 && number.magnitude < 1 << 16 : number >= 1 else { return nil }
        self = isSigned ? .relative(number) : .index(number - 1)
      } else if text.utf8.starts(with: "name=".utf8) {
        guard text.utf8.count > 5 else { return nil }
        self = .name(String(text.unicodeScalars.dropFirst(5)))
      } else {
        self = .name(text)
      }
    }
  }

  /// Which workspace is meant.
  ///
  /// - Parameters:
  ///   - wrapping: whether it goes on at the other end after the edge.
  ///   - previous: the workspace used before the current one, where that is known.
  /// - Returns: an index that may be none of `workspaces`, when a number was given.
  @export(interface) public func index(
    in workspaces: Workspaces, wrapping: Bool, previous: Int?
  ) throws(WindowError) -> Int {
    switch self {
    case .index(let index): return index
    case .name(let name):
      // More names than workspaces may be set: those are of workspaces to come.
      guard let index = workspaces.names.prefix(workspaces.count).firstIndex(of: name) else {
        throw .noWorkspaceNamed(name)
      }
      return index
    case .first: return 0
    case .final: return max(0, workspaces.count - 1)
    case .last:
      guard let previous else { throw .noPrevious }
      return previous
    case .current: return try Self.current(workspaces)
    case .next, .previous, .relative:
      let current = try Self.current(workspaces)
      var steps = self == .next ? 1 : -1
      if case .relative(let number) = self { steps = number }
      let next = current + steps
      if (0..<workspaces.count).contains(next) { return next }
      guard wrapping, workspaces.count > 0 else {
        throw .noNeighbour(steps > 0 ? .after(steps) : .before(-steps), from: current)
      }
      let rest = next % workspaces.count
      return rest < 0 ? rest + workspaces.count : rest
    case .beside(let direction):
      let current = try Self.current(workspaces)
      let next = workspaces.grid.neighbour(
        of: current, direction, among: workspaces.count, wrapping: wrapping)
      if let next { return next }
      guard wrapping, Self.length(workspaces.grid, direction) == 1 || workspaces.count == 1 else {
        throw .noNeighbour(.beside(direction), from: current)
      }
      return current
    }
  }

  private static func current(_ workspaces: Workspaces) throws(WindowError) -> Int {
    guard let current = workspaces.current else { throw .currentUnknown }
    return current
  }

  private static func length(_ grid: Grid, _ direction: Grid.Direction) -> Int {
    direction == .left || direction == .right ? grid.columns : grid.rows
  }
}
