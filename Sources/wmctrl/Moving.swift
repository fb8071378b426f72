import Tool
import Windows
import X11

extension Session {
  /// Puts the window on another desktop.
  func moveToDesktop(_ window: Window) throws(CommandError) {
    let number = Int32(truncatingIfNeeded: Number(options.argument)?.value ?? 0)
    if isCompatible {
      let target = number == -1 ? try currentDesktopNumber() : UInt32(bitPattern: number)
      return try send(.workspace, about: window, target)
    }
    guard let typedNumber = wholeNumber() else {
      throw CommandError(
        "\(typed) is not a desktop's number; they count from 0, as wmctrl -d shows")
    }
    let manager = try require(.workspace)
    if typedNumber == -1 { return try move(window, to: try currentDesktopNumber()) }
    let count = Int(try rootNow(.workspaceCount)?.first ?? 0)
    guard (0..<count).contains(typedNumber) else {
      throw CommandError(noDesktop(typedNumber, count, manager))
    }
    try move(window, to: UInt32(typedNumber))
  }

  /// Puts the window on the desktop `target`, and waits until it is there.
  func move(_ window: Window, to target: UInt32) throws(CommandError) {
    guard try clients().contains(window) else { throw unmanaged(window) }
    watch(window)
    try send(.workspace, about: window, target, 2)
    try settle(
      otherwise: "the window manager did not move window \(window) to desktop \(target)"
    ) { session throws(CommandError) in try session.now(.workspace, of: window)?.first == target }
  }

  private func currentDesktopNumber() throws(CommandError) -> UInt32 {
    let root = try readRoot([Field(.currentWorkspace), Field(.oldCurrentWorkspace)])
    return UInt32(truncatingIfNeeded: try currentDesktop(in: root))
  }
}
