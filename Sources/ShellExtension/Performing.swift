import DBus
public import Windows

extension ShellWindows {
  /// Does something; the extension waits for its effect.
  @discardableResult
  public func perform(
    _ action: WindowAction, verification: Verification
  ) throws(WindowError) -> Outcome {
    switch action {
    case .switchTo(let index): return try switchTo(index, of: try workspaces().count)
    case .setCount(let count): return try setCount(count, action, verification)
    case .setName(let index, let name):
      let values = try call(
        "SetName", [.int32(Int32(clamping: index)), .string(name)],
        returning: "ss")
      return try outcome(values, of: action)
    case .setGrid(let columns, let rows):
      let values = try call(
        "SetGrid", [.int32(Int32(clamping: rows)), .int32(Int32(clamping: columns))],
        returning: "ss")
      return try outcome(values, of: action)
    case .showDesktop: throw .refused(action, by: Self.manager, .noDisplay)
    case .activate(let id):
      let values = try call(
        "Activate", [.uint64(try number(id)), wait(verification)], returning: "sst",
        waiting: duration(verification), about: id)
      return try outcome(values, of: action, on: id)
    case .close(let id):
      let values = try call(
        "Close", [.uint64(try number(id)), wait(verification)], returning: "ss",
        waiting: duration(verification), about: id)
      if values.first?.string == "late" { throw .asked(id, by: Self.manager) }
      return try outcome(values, of: action, on: id)
    case .move(let id, let index?): return try move(id, to: index, action)
    case .move(let id, nil): return try set([.everywhere], of: id, .on, action, verification)
    case .set(let states, let id, let change):
      let bits = try states.map { (state) throws(WindowError) in try bit(state) }
      return try set(ShellState(bits), of: id, change, action, verification)
    case .minimise(let id, let change):
      return try set([.minimised], of: id, change, action, verification)
    case .stick(let id, let change):
      return try set([.everywhere], of: id, change, action, verification)
    case .place(let id, let placement): return try place(id, placement, verification)
    case .restack(let id, let stacking):
      let values = try call(
        "Restack", [.uint64(try number(id)), .boolean(stacking == .above)], returning: "ss",
        about: id)
      return try outcome(values, of: action, on: id)
    }
  }

  #if !hasFeature(Embedded)
    /// Makes the workspace that `choose` finds among all of them the current one; it may make it.
    public func switchTo(
      verification: Verification, _ choose: (Workspaces) throws -> Int
    ) throws -> (before: Int?, now: Int) {
      let workspaces = try workspaces()
      let index = try choose(workspaces)
      // It may have made some.
      let count = index < workspaces.count ? workspaces.count : try self.workspaces().count
      _ = try switchTo(index, of: count)
      return (workspaces.current, index)
    }
  #endif

  private func switchTo(_ index: Int, of count: Int) throws(WindowError) -> Outcome {
    guard (0..<count).contains(index) else {
      throw .noWorkspace(index, count: count, manager: Self.manager)
    }
    let values = try call("Switch", [.int32(Int32(clamping: index))], returning: "ssi")
    return try outcome(values, of: .switchTo(index))
  }

  private func move(
    _ id: WindowID, to index: Int, _ action: WindowAction
  ) throws(WindowError) -> Outcome {
    let count = try workspaces().count
    guard (0..<count).contains(index) else {
      throw .noWorkspace(index, count: count, manager: Self.manager)
    }
    let values = try call(
      "SetWorkspace", [.uint64(try number(id)), .int32(Int32(clamping: index)), .boolean(false)],
      returning: "ssi", about: id)
    return try outcome(values, of: action, on: id)
  }

  private func setCount(
    _ count: Int, _ action: WindowAction, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    guard count <= 36 else { throw .refused(action, by: Self.manager, .limit(36)) }
    let values = try call(
      "SetCount", [.int32(Int32(clamping: count)), wait(verification)], returning: "ssi",
      waiting: duration(verification))
    return try outcome(values, of: action)
  }

  private func set(
    _ states: ShellState, of id: WindowID, _ change: Toggle, _ action: WindowAction,
    _ verification: Verification
  ) throws(WindowError) -> Outcome {
    guard let window = try snapshot().windows.first(where: { $0.client.id == id }) else {
      throw .windowGone(id)
    }
    let mask = UInt32(states.rawValue)
    let isOn = change.wanted(window.state.isSuperset(of: states))
    let values = try call(
      "SetState",
      [.uint64(window.number), .uint32(mask), .uint32(isOn ? mask : 0), wait(verification)],
      returning: "ssu(iiii)", waiting: duration(verification), about: id)
    return try outcome(values, of: action, on: id)
  }

  /// The bit of a state that the Shell can switch.
  private func bit(_ state: WindowState) throws(WindowError) -> ShellState {
    let settable: [WindowState] = [
      .hidden, .maximisedHorizontally, .maximisedVertically, .fullscreen, .above, .sticky,
    ]
    guard settable.contains(state), let bit = ShellState.names.first(where: { $0.1 == state })?.0
    else { throw .unsupported(state.rawValue, by: Self.manager) }
    return bit
  }

  private func place(
    _ id: WindowID, _ placement: Placement, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    let snapshot = try snapshot()
    guard let window = snapshot.windows.first(where: { $0.client.id == id }) else {
      throw .windowGone(id)
    }
    if placement == .maximised {
      return try set(
        [.maximisedHorizontally, .maximisedVertically], of: id, .on, .place(id, placement),
        verification)
    }
    let area =
      snapshot.monitors.indices.contains(window.monitor)
      ? snapshot.monitors[window.monitor].workArea : window.client.frame
    let wanted = placement.rectangle(in: area, from: window.client.frame)
    // What stays is not asked for: a size that a program has rounded would be rounded again.
    let given: UInt32 =
      switch placement {
      case .centre, .only(.corner, _): 3
      case .only(.size, _): 12
      default: 15
      }
    let numbers = [wanted.x, wanted.y, wanted.width, wanted.height]
    let values = try call(
      "Place",
      [
        .uint64(window.number), .uint32(given),
        .structure(numbers.map { .int32(Int32(clamping: $0)) }), wait(verification),
      ], returning: "ss(iiii)", waiting: duration(verification), about: id)
    return try outcome(values, of: .place(id, .exact(wanted)), on: id)
  }

  private func duration(_ verification: Verification) -> Duration {
    if case .within(let limit) = verification { limit } else { .zero }
  }

  /// Returns how many milliseconds the extension may wait.
  private func wait(_ verification: Verification) -> Value {
    let (seconds, attoseconds) = duration(verification).components
    return .uint32(UInt32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }

  /// Returns what an answer means: an outcome, a reason, and what is so now.
  private func outcome(
    _ values: [Value], of action: WindowAction, on id: WindowID? = nil
  ) throws(WindowError) -> Outcome {
    let frame = values.last?.elements?.compactMap { $0.integer }
    let rectangle = frame.flatMap { numbers in
      numbers.count == 4
        ? Rectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]) : nil
    }
    switch values.first?.string {
    case "done": return .done
    case "asked": return .sent
    case "pending": return .pending
    case "constrained": return rectangle.map { .constrained($0) } ?? .done
    case "late": throw .late(action, by: Self.manager, rectangle.map { .at($0) })
    case "gone":
      if let id { throw .windowGone(id) }
      throw .connection(ConnectionError(.desktop(Self.manager), .lost))
    default:
      throw .refused(
        action, by: Self.manager, circumstance(values.count > 1 ? values[1].string : nil))
    }
  }

  private func circumstance(_ reason: String?) -> WindowError.Circumstance? {
    switch reason {
    case "dynamic": .dynamicWorkspaces
    case "other-monitor": .onFixedMonitor
    case "fixed-size": .fixedSize
    case "not-movable", "not-closable", "not-minimisable", "not-maximisable": .notAllowed
    case "attached-dialog": .attachedDialog
    default: nil
    }
  }
}
