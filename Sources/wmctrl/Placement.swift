import EWMH
import Tool
import Windows
import X11

extension Session {
  /// Moves the window, and changes its size.
  func place(_ id: WindowID) throws(CommandError) {
    let numbers = try placeNumbers()
    // -1 stands for what stays.
    func given(_ index: Int) -> Int? { numbers[index] == -1 ? nil : numbers[index] }
    let wanted = MoveResize(
      gravity: numbers[0], x: given(1), y: given(2), width: given(3), height: given(4))
    note("grflags: \(wanted.flags)")
    let supported =
      try readRoot([Field(.supported)]).property(Field(.supported), of: screen.rootID)?.atoms ?? []
    guard supported.contains(screen[.moveResize]) else {
      note("WM doesn't support _NET_MOVERESIZE_WINDOW. Gravity will be ignored.")
      return try configure(id, numbers)
    }
    if isCompatible {
      return try asked { () throws(WindowError) in
        try screen.send(.moveResize, about: id, wanted.data(source: 0))
      }
    }
    try asked { () throws(WindowError) in try screen.moveResize(id, wanted, directly: false) }
  }

  /// Without a window manager that takes the message, the window itself is asked to change.
  private func configure(_ id: WindowID, _ numbers: [Int]) throws(CommandError) {
    let (x, y, width, height) = (numbers[1], numbers[2], numbers[3], numbers[4])
    var wanted = MoveResize(gravity: 0, x: x, y: y, width: width, height: height)
    if x >= 0, y >= 0, width < 1 || height < 1 {
      (wanted.width, wanted.height) = (nil, nil)
    } else if x < 0 || y < 0, width >= 1, height >= -1 {
      (wanted.x, wanted.y) = (nil, nil)
    } else if !(x >= 0 && y >= 0 && width >= 1 && height >= 1) {
      if isCompatible { return }
      throw CommandError("\(typed) asks for nothing that can be done without a window manager")
    }
    let hasManager = (try? screen.windowManager()) != nil
    try asked { () throws(WindowError) in
      isCompatible || !hasManager
        ? try screen.configure(id, wanted) : try screen.moveResize(id, wanted, directly: true)
    }
  }
}
