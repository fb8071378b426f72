package import Windows
import X11

extension Screen {
  /// Puts a window where `placement` says, in the work area of the monitor that it is on.
  ///
  /// What counts is what the user sees: the window manager's frame, without shadows that the
  /// program draws itself (`_GTK_FRAME_EXTENTS`). A maximised or fullscreen window is made a common
  /// one before. Window managers differ in what they take for the corner of a window; so its place
  /// is looked at afterwards, and corrected once.
  ///
  /// Sends `_NET_MOVERESIZE_WINDOW`, or asks the window itself where that is not listed. A size that the program does not allow, as terminals have only
  /// whole lines, ends as the nearest that it does: ``Outcome/constrained(_:)``.
  func place(
    _ id: WindowID, _ placement: Placement, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    let bothWays: [WindowState] = [.maximisedVertically, .maximisedHorizontally]
    let manager = try windowManager()
    try requireManaged(id)
    watch(id)
    let states = try states(of: id)
    // In the other order some give it the size of the work area for its own.
    if states.contains(.fullscreen) { _ = try set([.fullscreen], of: id, .off, .standard) }
    if placement == .maximised { return try set(bothWays, of: id, .on, verification) }
    let maximised = bothWays.filter { states.contains($0) }
    if !maximised.isEmpty { _ = try set(maximised, of: id, .off, .standard) }
    let client = try settled(id)
    let area = try workArea(around: client.frame, on: client.workspace)
    let wanted = placement.rectangle(in: area, from: client.frame)
    guard client.frame != wanted else { return .done }
    let directly = !manager.supported.contains(self[.moveResize])
    try request(wanted, of: client, shifted: (0, 0), directly)
    guard case .within(let limit) = verification else { return .sent }

    let hints = SizeHints(try read([.normalHints], of: id)[.normalHints]?.numbers ?? [])
    func ended() throws(WindowError) -> Outcome? {
      var last = client.frame
      let hasEnded = try eventually(within: limit / 2) { () throws(WindowError) in
        let now = try window(id)
        last = now.frame
        return stands(now, at: wanted, hints, manager)
      }
      guard hasEnded else { return nil }
      if last == wanted { return .done }
      // It may have been moved, and not yet resized.
      last = try settled(id, after: .milliseconds(60)).frame
      return last == wanted ? .done : .constrained(last)
    }
    if let outcome = try ended() { return outcome }
    let first = try window(id)
    let shift = (wanted.x - first.frame.x, wanted.y - first.frame.y)
    try request(wanted, of: first, shifted: shift, directly)
    if let outcome = try ended() { return outcome }
    throw late(
      .place(id, .exact(wanted)), [.moveResize], manager, .at(try window(id).frame))
  }

  private func request(
    _ frame: Rectangle, of client: Client, shifted shift: (x: Int, y: Int), _ directly: Bool
  ) throws(WindowError) {
    let (shadow, decoration) = (client.shadow, client.decoration)
    let x = frame.x - shadow.left + shift.x
    let y = frame.y - shadow.top + shift.y
    let width =
      frame.width + shadow.left + shadow.right - decoration.left - decoration.right
    let height =
      frame.height + shadow.top + shadow.bottom - decoration.top - decoration.bottom
    guard !directly else {
      return try configure(
        client.id,
        MoveResize(gravity: 0, x: x, y: y, width: max(1, width), height: max(1, height)))
    }
    // Gravity "north west", all four are given, and a pager asks.
    let flags: UInt32 = 1 | 0xf << 8 | 2 << 12
    let numbers = [x, y, max(1, width), max(1, height)].map {
      UInt32(bitPattern: Int32(clamping: $0))
    }
    try send(.moveResize, about: client.id, [flags] + numbers)
  }

  /// The window once its place no longer changes: leaving a state is told before it is done.
  private func settled(
    _ id: WindowID, after quiet: Duration = .milliseconds(15)
  ) throws(WindowError) -> Client {
    var last = try window(id)
    for _ in 0..<10 {
      var now = last
      _ = try eventually(within: quiet) { () throws(WindowError) in
        now = try window(id)
        return now.area != last.area
      }
      if now.area == last.area { break }
      last = now
    }
    return last
  }

  /// Returns whether a window is where it was asked to be, as far as its program's sizes allow.
  private func stands(
    _ client: Client, at wanted: Rectangle, _ hints: SizeHints, _ manager: WindowManager
  ) -> Bool {
    let frame = client.frame
    // GNOME's places and sizes are whole only before they are scaled.
    let rounding = manager.isMutter ? 2 : 0
    func isSame(_ one: Int, _ other: Int) -> Bool { abs(one - other) <= rounding }
    let isWide = isSame(frame.width, wanted.width)
    let isHigh = isSame(frame.height, wanted.height)
    // One of another size may be kept on the screen by its other edge.
    guard
      isSame(frame.x, wanted.x)
        || !isWide && isSame(frame.x + frame.width, wanted.x + wanted.width),
      isSame(frame.y, wanted.y)
        || !isHigh && isSame(frame.y + frame.height, wanted.y + wanted.height)
    else { return false }
    if isWide && isHigh { return true }
    let around = (frame.width - client.area.width, frame.height - client.area.height)
    return hints.allows(
      (client.area.width, client.area.height),
      for: (wanted.width - around.0, wanted.height - around.1), rounding: rounding)
  }
}

/// A place for a window in the words of `_NET_MOVERESIZE_WINDOW`; what is missing stays.
package struct MoveResize {
  package var gravity: Int
  package var x: Int?
  package var y: Int?
  package var width: Int?
  package var height: Int?

  package init(gravity: Int, x: Int?, y: Int?, width: Int?, height: Int?) {
    self.gravity = gravity
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// What the message says it carries: the gravity, and a bit for each number that is given.
  package var flags: UInt32 {
    var flags = UInt32(truncatingIfNeeded: gravity)
    for (bit, number) in zip(8..., [x, y, width, height]) where number != nil { flags |= 1 << bit }
    return flags
  }

  /// The numbers of the message, from `source`: 1 for an application, 2 for a pager.
  package func data(source: UInt32) -> [UInt32] {
    [flags | source << 12]
      + [x, y, width, height].map { UInt32(truncatingIfNeeded: $0 ?? -1) }
  }
}

extension Screen {
  /// Moves or resizes a window as a program asks for it, and waits until it does.
  ///
  /// - Throws: ``WindowError/late(_:by:_:)`` where nothing changed, and it was not so before.
  package func moveResize(
    _ id: WindowID, _ wanted: MoveResize, directly: Bool
  ) throws(WindowError) {
    let manager = try windowManager()
    try requireManaged(id)
    let before = try area(of: id)
    watch(id)
    if directly {
      try configure(id, wanted)
    } else {
      try send(.moveResize, about: id, wanted.data(source: 2))
    }
    let done = try eventually(within: .seconds(1)) { () throws(WindowError) in
      let now = try area(of: id)
      if now != before { return true }
      return try isAlready(id, now, wanted)
    }
    if !done { throw .late(.place(id, .exact(before)), by: manager.name) }
  }

  /// Asks the window itself to change, as where no window manager takes the message.
  package func configure(_ id: WindowID, _ wanted: MoveResize) throws(WindowError) {
    try sending {
      [
        $0.configure(
          id.window, x: wanted.x, y: wanted.y, width: wanted.width, height: wanted.height)
      ]
    }
  }

  private func area(of id: WindowID) throws(WindowError) -> Rectangle {
    let geometry = try asking { display throws(X11Error) in
      try display.geometries(of: [id.window])
    }
    guard let geometry = geometry.first ?? nil else { throw .windowGone(id) }
    return Rectangle(geometry.frame)
  }

  /// Returns whether the window was as asked for from the start: with or without its frame, about
  /// there where another gravity counts, and in the steps and the bounds that its program has set
  /// for its size.
  private func isAlready(
    _ id: WindowID, _ now: Rectangle, _ wanted: MoveResize
  ) throws(WindowError) -> Bool {
    let table = try read([.frameExtents, .normalHints], of: id)
    let edges = Edges(table[.frameExtents]?.numbers)
    let hints = SizeHints(table[.normalHints]?.numbers ?? [])
    // The north west is where all agree. Of the other gravities some count the frame, a border or
    // what the size was rounded by twice, and some not at all.
    let isLoose = (wanted.gravity == 0 ? hints.gravity : wanted.gravity) != 1
    let (across, down) = (hints.width.step, hints.height.step)
    func stands(_ asked: Int?, _ found: Int, _ before: Int, _ after: Int, _ step: Int) -> Bool {
      guard let asked, asked != found, asked != found - before else { return true }
      return isLoose && abs(found - asked) <= before + after + step + 2
    }
    return hints.allows(
      (now.width, now.height), for: (wanted.width, wanted.height),
      rounding: isLoose ? max(across, down) : 0)
      && stands(wanted.x, now.x, edges.left, edges.right, across)
      && stands(wanted.y, now.y, edges.top, edges.bottom, down)
  }
}
