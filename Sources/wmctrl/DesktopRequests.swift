import EWMH
import Tool
import WindowMessages
import Windows
import X11

extension Session {
  /// Makes another desktop the current one.
  func switchDesktop() throws(CommandError) {
    // As atoi(3) has it, which keeps the lower half of a number that is too large.
    let number = Int(Int32(truncatingIfNeeded: Number(options.argument)?.value ?? 0))
    if number == -1 { throw refusal("Invalid desktop ID.") }
    if isCompatible {
      return try send(.currentWorkspace, UInt32(bitPattern: Int32(truncatingIfNeeded: number)))
    }
    guard let index = wholeNumber() else {
      throw notADesktop
    }
    try perform(.switchTo(index))
  }

  /// Shows the desktop, or what stood on it before.
  func showDesktop() throws(CommandError) {
    let change: Toggle
    switch options.argument {
    case Array("on".utf8): change = .on
    case Array("off".utf8): change = .off
    case Array("toggle".utf8): change = .toggle
    default:
      throw refusal("The argument to the -k option must be either \"on\" or \"off\"")
    }
    guard isCompatible else { return try perform(.showDesktop(change)) }
    let root = try readRoot([Field(.showingDesktop)])
    let isShown = root.property(Field(.showingDesktop), of: screen.rootID)?.numbers?.first == 1
    try send(.showingDesktop, change.wanted(isShown) ? 1 : 0)
  }

  /// Moves the view of the current desktop.
  func moveViewport() throws(CommandError) {
    let (x, y) = try pair("-o")
    if isCompatible { return try send(.desktopViewport, x, y) }
    let manager = try managerTitle()
    guard try asked({ () throws(WindowError) in try screen.moveViewport(x: x, y: y) }) else {
      throw CommandError("\(manager) did not move the viewport to \(x),\(y)")
    }
  }

  /// Changes the size of all desktops.
  func resizeDesktops() throws(CommandError) {
    let (width, height) = try pair("-g")
    if isCompatible { return try send(.desktopGeometry, width, height) }
    let manager = try managerTitle()
    let done = try asked { () throws(WindowError) in
      try screen.resizeWorkspaces(width: width, height: height)
    }
    guard done else {
      throw CommandError("\(manager) did not make the desktops \(width)x\(height)")
    }
  }

  /// Changes how many desktops there are.
  func changeDesktopCount() throws(CommandError) {
    guard let number = Number(options.argument), isCompatible || number.rest.isEmpty else {
      throw refusal("The -n option expects an integer.")
    }
    let count = UInt32(truncatingIfNeeded: number.value)
    if isCompatible { return try send(.workspaceCount, count) }
    try perform(.setCount(Int(count)))
  }

  private func managerTitle() throws(CommandError) -> String {
    try asked { () throws(WindowError) in try screen.windowManager() }.name
      ?? WindowMessages.anyManager
  }

  private func pair(_ letter: String) throws(CommandError) -> (UInt32, UInt32) {
    let (values, isWhole) = Number.list(options.argument, 2)
    guard values.count == 2, isCompatible || isWhole else {
      throw refusal("The \(letter) option expects two integers separated with a comma.")
    }
    return (UInt32(truncatingIfNeeded: values[0]), UInt32(truncatingIfNeeded: values[1]))
  }
}
