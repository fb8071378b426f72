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
    case _ where Self.isLeftToX11(action), .showDesktop:
      throw .refused(action, by: Self.manager, .noDisplay)
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
      let bits = try states.map { (state) throws(WindowError) in
        guard let bit = Self.bit(state) else {
          throw .unsupported(state.rawValue, by: Self.manager)
        }
        return bit
      }
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
      let before = try snapshot()
      let index = try choose(before.workspaces)
      // It may have made some.
      let count =
        index < before.workspaces.count ? before.workspaces.count : try workspaces().count
      _ = try switchTo(index, of: count)
      guard before.isDynamic else { return (before.workspaces.current, index) }
      // GNOME has taken those away that have become empty: the one that was left, if any.
      let now = try workspaces()
      return (
        now.count < before.workspaces.count ? nil : before.workspaces.current, now.current ?? index
      )
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

  func set(
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

  /// Whether the Shell does this when X11 asks for it, and only then.
  ///
  /// That is to put all windows away, native ones too, and to switch what windows of X11 have more
  /// states of than others.
  @export(interface) public static func isLeftToX11(_ action: WindowAction) -> Bool {
    switch action {
    case .showDesktop: true
    case .set(let states, let id, _): !id.isNative && !states.allSatisfy { bit($0) != nil }
    default: false
    }
  }

  /// The bit of a state that the extension can switch; nothing for another.
  private static func bit(_ state: WindowState) -> ShellState? {
    let settable: [WindowState] = [
      .hidden, .maximisedHorizontally, .maximisedVertically, .fullscreen, .above, .sticky,
    ]
    return settable.contains(state) ? ShellState.names.first { $0.1 == state }?.0 : nil
  }

  func duration(_ verification: Verification) -> Duration {
    if case .within(let limit) = verification { limit } else { .zero }
  }

  /// Returns how many milliseconds the extension may wait.
  func wait(_ verification: Verification) -> Value {
    let (seconds, attoseconds) = duration(verification).components
    return .uint32(UInt32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }

  /// Returns what an answer means: an outcome, a reason, and what is so now.
  func outcome(
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
    case "fullscreen": .fullscreen
    case "not-movable", "not-closable", "not-minimisable", "not-maximisable": .notAllowed
    case "attached-dialog": .attachedDialog
    default: nil
    }
  }
}
