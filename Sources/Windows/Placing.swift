public import X11

extension Screen {
  /// Puts a window where `placement` says, in the work area of the monitor that it is on.
  ///
  /// What counts is what the user sees: the window manager's frame, without shadows that the
  /// program draws itself (`_GTK_FRAME_EXTENTS`). A maximised or fullscreen window is made a common
  /// one before. Window managers differ in what they take for the corner of a window; so its place
  /// is looked at afterwards, and mended once.
  ///
  /// Sends `_NET_MOVERESIZE_WINDOW`. A size that the program does not allow, as terminals have only
  /// whole lines, ends as the nearest that it does.
  public borrowing func place(
    _ window: Window, _ placement: Placement, verification: Verification = .standard
  ) throws(Failure) {
    let bothWays: [Name] = [.maximisedVertically, .maximisedHorizontally]
    if placement == .maximised {
      return try set(bothWays, of: window, .on, verification: verification)
    }
    let manager = try windowManager()
    try manager.require(.moveResize, self)
    display.watch(window, for: [.property, .structure])
    let states = try states(of: window)
    let large: [[Name]] = [
      bothWays.filter(states.contains), [Name.fullscreen].filter(states.contains),
    ]
    for states in large where !states.isEmpty {
      try set(states, of: window, .off, verification: .standard)
    }
    let client = try settled(window)
    let area = try workArea(around: client.frame, on: client.workspace)
    let wanted = placement.rectangle(in: area, from: client.frame)
    guard client.frame != wanted else { return }
    try request(wanted, of: client, shifted: (0, 0))
    guard case .within(let limit) = verification else { return }

    let tolerance = try steps(of: window)
    if try stands(window, at: wanted, tolerance, within: limit / 2) { return }
    let first = try self.client(window)
    let shift = (wanted.x - first.frame.x, wanted.y - first.frame.y)
    try request(wanted, of: first, shifted: shift)
    if try stands(window, at: wanted, tolerance, within: limit / 2) { return }
    let last = try self.client(window).frame
    throw .notDone(
      "\(manager.title) put window \(window) at \(last.words) instead of \(wanted.words)")
  }

  private borrowing func request(
    _ frame: Rectangle, of client: Client, shifted shift: (x: Int, y: Int)
  ) throws(Failure) {
    let (shadow, decoration) = (client.shadow, client.decoration)
    let x = frame.x - shadow.left + shift.x
    let y = frame.y - shadow.top + shift.y
    let width =
      frame.width + shadow.left + shadow.right - decoration.left - decoration.right
    let height =
      frame.height + shadow.top + shadow.bottom - decoration.top - decoration.bottom
    // Gravity "north west", all four are given, and a pager asks.
    let flags: UInt32 = 1 | 0xf << 8 | 2 << 12
    let numbers = [x, y, max(1, width), max(1, height)].map {
      UInt32(bitPattern: Int32(clamping: $0))
    }
    try sending {
      [$0.send(ClientMessage(self[.moveResize], about: client.window, [flags] + numbers))]
    }
  }

  /// The window once its place no longer changes: leaving a state is told before it is done.
  private borrowing func settled(_ window: Window) throws(Failure) -> Client {
    var last = try client(window)
    for _ in 0..<10 {
      var now = last
      _ = try eventually(within: .milliseconds(15)) { screen throws(Failure) in
        now = try screen.client(window)
        return now.area != last.area
      }
      if now.area == last.area { break }
      last = now
    }
    return last
  }

  private borrowing func stands(
    _ window: Window, at wanted: Rectangle, _ tolerance: (width: Int, height: Int),
    within limit: Duration
  ) throws(Failure) -> Bool {
    try eventually(within: limit) { screen throws(Failure) in
      let frame = try screen.client(window).frame
      return frame.x == wanted.x && frame.y == wanted.y
        && abs(frame.width - wanted.width) <= tolerance.width
        && abs(frame.height - wanted.height) <= tolerance.height
    }
  }

  /// By how much the size of a window may differ from any that is asked for: its steps, as
  /// `WM_NORMAL_HINTS` has them.
  private borrowing func steps(of window: Window) throws(Failure) -> (width: Int, height: Int) {
    let numbers = try read([.normalHints], of: [window]).first??[.normalHints]?.numbers ?? []
    let hasSteps: UInt32 = 1 << 6
    guard numbers.count > 10, numbers[0] & hasSteps != 0 else { return (0, 0) }
    return (Int(min(numbers[9], 256)), Int(min(numbers[10], 256)))
  }
}

extension Rectangle {
  /// As X writes it in short: `640x480 at 10,20`.
  var words: String { "\(width)x\(height) at \(x),\(y)" }
}
