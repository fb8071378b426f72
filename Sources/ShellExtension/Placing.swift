import DBus
public import Windows

extension ShellWindows {
  /// Puts a window where `placement` says, in the work area of the monitor that it is on.
  ///
  /// A maximised or fullscreen window is made a common one, which has another size. So it is where
  /// that size counts before its place is worked out.
  func place(
    _ id: WindowID, _ placement: Placement, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    if placement == .maximised {
      // Mutter maximises none that is fullscreen.
      let (window, _) = try windowAndArea(id)
      if window.state.contains(.fullscreen) {
        _ = try set([.fullscreen], of: id, .off, .place(id, placement), .standard)
      }
      return try set(
        [.maximisedHorizontally, .maximisedVertically], of: id, .on, .place(id, placement),
        verification)
    }
    var (window, area) = try windowAndArea(id)
    let large: ShellState = [.maximisedHorizontally, .maximisedVertically, .fullscreen]
    let now = window.state.intersection(large)
    if !now.isEmpty, placement.startsFromFrame {
      let outcome = try set(now, of: id, .off, .place(id, placement), .standard)
      // Its size is not known before it is shown.
      if outcome == .pending { return .pending }
      (window, area) = try windowAndArea(id)
    }
    let wanted = placement.rectangle(in: area, from: window.client.frame)
    // What stays is not asked for: a size that a program has rounded would be rounded again.
    let given: Given =
      switch placement {
      case .centre, .only(.corner, _): .corner
      case .only(.size, _): .size
      default: [.corner, .size]
      }
    return try place(window, at: wanted, given, verification)
  }

  /// Gives a window those numbers of its frame that are not nil; the others stay, as they are once
  /// it is neither maximised nor fullscreen.
  @export(interface) public func place(
    _ id: WindowID, x: Int?, y: Int?, width: Int?, height: Int?,
    verification: Verification
  ) throws(WindowError) -> Outcome {
    let (window, _) = try windowAndArea(id)
    var given: Given = []
    for (number, bit) in zip([x, y, width, height], [Given.x, .y, .width, .height])
    where number != nil { given.insert(bit) }
    let frame = window.client.frame
    let wanted = Rectangle(
      x: x ?? frame.x, y: y ?? frame.y, width: width ?? frame.width, height: height ?? frame.height)
    return try place(window, at: wanted, given, verification)
  }

  private func windowAndArea(
    _ id: WindowID
  ) throws(WindowError) -> (window: Snapshot.Window, area: Rectangle) {
    let snapshot = try snapshot()
    guard let window = snapshot.windows.first(where: { $0.client.id == id }) else {
      throw .windowGone(id)
    }
    let monitors = snapshot.monitors
    let area =
      monitors.indices.contains(window.monitor)
      ? monitors[window.monitor].workArea : window.client.frame
    return (window, area)
  }

  private func place(
    _ window: Snapshot.Window, at wanted: Rectangle, _ given: Given, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    let id = window.client.id
    let numbers = [wanted.x, wanted.y, wanted.width, wanted.height]
    let values = try call(
      "Place",
      [
        .uint64(window.number), .uint32(given.rawValue),
        .structure(numbers.map { .int32(Int32(clamping: $0)) }), wait(verification),
      ], returning: "ss(iiii)", waiting: duration(verification), about: id)
    return try outcome(values, of: .place(id, .exact(wanted)), on: id)
  }
}

/// Which numbers of a frame count: the mask of the method `Place` in the extension's
/// `windows/interface.xml`.
private struct Given: OptionSet {
  let rawValue: UInt32

  static let x = Given(rawValue: 1 << 0)
  static let y = Given(rawValue: 1 << 1)
  static let width = Given(rawValue: 1 << 2)
  static let height = Given(rawValue: 1 << 3)
  static let corner: Given = [.x, .y]
  static let size: Given = [.width, .height]
}

extension Placement {
  /// Whether the rectangle that is meant depends on the size that the window has.
  fileprivate var startsFromFrame: Bool {
    switch self {
    // A part is kept to by the edges that it lies against.
    case .centre, .only(.corner, of: .part): true
    case .only(_, let whole): whole.startsFromFrame
    case .exact, .maximised, .share, .part: false
    }
  }
}
