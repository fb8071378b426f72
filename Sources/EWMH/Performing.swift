public import Windows

extension Screen {
  /// Does something, and waits for its effect.
  @discardableResult
  public func perform(
    _ action: WindowAction, verification: Verification = .standard
  ) throws(WindowError) -> Outcome {
    switch action {
    case .switchTo(let index): return try switchTo(index, verification)
    case .setCount(let count): return try setCount(count, verification)
    case .setName(let index, let name): return try setName(index, to: name, verification)
    case .setGrid(let columns, let rows): return try setGrid(columns: columns, rows: rows)
    case .showDesktop(let change): return try showDesktop(change, verification)
    case .activate(let id): return try activate(id, verification)
    case .close(let id): return try close(id, verification)
    case .move(let id, let index): return try move(id, to: index, verification)
    case .set(let states, let id, let change): return try set(states, of: id, change, verification)
    case .minimise(let id, let change): return try minimise(id, change, verification)
    case .stick(let id, let change): return try stick(id, change, verification)
    case .place(let id, let placement): return try place(id, placement, verification)
    case .restack(let id, let stacking): return try restack(id, stacking, verification)
    }
  }
}
