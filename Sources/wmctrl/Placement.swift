import Tool
import Windows
import X11

/// A place for a window, as typed: gravity, x, y, width and height, with -1 for what stays.
struct Placement {
  let gravity: Int
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  /// What the message says it carries: the gravity, and a bit for each number that is given.
  var flags: UInt32 {
    var flags = UInt32(truncatingIfNeeded: gravity)
    for (bit, number) in zip(8..., [x, y, width, height]) where number != -1 { flags |= 1 << bit }
    return flags
  }
}

extension Session {
  /// Moves the window, and changes its size.
  func place(_ window: Window) throws(CommandError) {
    let (numbers, isWhole) = Number.list(options.argument, 5)
    guard numbers.count == 5, isCompatible || isWhole else {
      throw refusal(
        "The -e option expects a list of comma separated integers: "
          + "\"gravity,X,Y,width,height\"")
    }
    let placement = Placement(
      gravity: numbers[0], x: numbers[1], y: numbers[2], width: numbers[3], height: numbers[4])
    guard placement.gravity >= 0 else {
      throw refusal(
        "Value of gravity mustn't be negative. "
          + "Use zero to use the default gravity of the window.")
    }
    note("grflags: \(placement.flags)")
    let supported =
      try readRoot([Field(.supported)]).property(Field(.supported), of: screen.root)?.atoms ?? []
    guard supported.contains(screen[.moveResize]) else {
      note("WM doesn't support _NET_MOVERESIZE_WINDOW. Gravity will be ignored.")
      return try configure(window, placement)
    }
    if isCompatible { return try send(placement, to: window, source: 0) }

    let manager = try require(.moveResize)
    guard try clients().contains(window) else { throw unmanaged(window) }
    let before = try place(of: window)
    watch(window)
    try send(placement, to: window, source: 2)
    try settle(otherwise: "\(manager) did not move or resize window \(window)") {
      session throws(CommandError) in
      let now = try session.place(of: window)
      if now != before { return true }
      return try session.stands(window, now, placement)
    }
  }

  private func send(_ placement: Placement, to window: Window, source: UInt32) throws(CommandError)
  {
    func number(_ value: Int) -> UInt32 { UInt32(truncatingIfNeeded: value) }
    try send(
      .moveResize, about: window, placement.flags | source << 12, number(placement.x),
      number(placement.y), number(placement.width), number(placement.height))
  }

  private func place(of window: Window) throws(CommandError) -> Rectangle {
    guard
      let geometry = try asked({ () throws(X11.Failure) in
        try screen.display.geometries(of: [window])
      }).first ?? nil
    else {
      throw gone(window)
    }
    return geometry.frame
  }

  /// Whether the window was as asked for from the start: with or without its frame, and in the
  /// steps and the bounds that its program has set for its size.
  private func stands(
    _ window: Window, _ now: Rectangle, _ placement: Placement
  ) throws(CommandError) -> Bool {
    let snapshot = try read([Field(.frameExtents), .sizeHints], of: [window])
    func numbers(_ field: Field) -> [Int] {
      (snapshot.property(field, of: window)?.numbers ?? []).map { Int($0) }
    }
    let extents = numbers(Field(.frameExtents))
    let (left, top) = extents.count == 4 ? (extents[0], extents[2]) : (0, 0)
    let hints = SizeHints(numbers(.sizeHints))
    func same(_ asked: Int, _ found: Int...) -> Bool { asked == -1 || found.contains(asked) }
    return hints.width.allows(now.width, for: placement.width)
      && hints.height.allows(now.height, for: placement.height)
      && same(placement.x, now.x, now.x - left) && same(placement.y, now.y, now.y - top)
  }

  /// Without a window manager that takes the message: the window itself is asked to change.
  private func configure(_ window: Window, _ wanted: Placement) throws(CommandError) {
    let moves = wanted.x >= 0 && wanted.y >= 0
    let sizes = wanted.width >= 1 && wanted.height >= 1
    let sent: Sent
    if moves, wanted.width < 1 || wanted.height < 1 {
      sent = screen.display.configure(window, x: wanted.x, y: wanted.y)
    } else if wanted.x < 0 || wanted.y < 0, wanted.width >= 1, wanted.height >= -1 {
      sent = screen.display.configure(window, width: wanted.width, height: wanted.height)
    } else if moves, sizes {
      sent = screen.display.configure(
        window, x: wanted.x, y: wanted.y, width: wanted.width, height: wanted.height)
    } else {
      if isCompatible { return }
      throw CommandError("\(typed) asks for nothing that can be done without a window manager")
    }
    try check([sent], about: window)
  }
}
