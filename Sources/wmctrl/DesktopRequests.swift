import Tool
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
      throw CommandError(
        "\(typed) is not a desktop's number; they count from 0, as wmctrl -d shows")
    }
    do throws(Windows.Failure) {
      try screen.switchTo(index)
    } catch {
      // Desktops count from 0 here, and from 1 in the words of the failure.
      switch error {
      case .noWorkspace(_, let count, let manager):
        throw CommandError(noDesktop(index, count, manager))
      case .notDone: throw CommandError("the window manager did not switch to desktop \(index)")
      default: throw CommandError(error.description)
      }
    }
  }

  func noDesktop(_ index: Int, _ count: Int, _ manager: String) -> String {
    let counted = count == 1 ? "has only desktop 0" : "has desktops 0 to \(count - 1)"
    return "there is no desktop \(index): \(manager) \(counted)"
  }

  /// Shows the desktop, or what stood on it before.
  func showDesktop() throws(CommandError) {
    var shows: Bool
    switch options.argument {
    case Array("on".utf8): shows = true
    case Array("off".utf8): shows = false
    case Array("toggle".utf8): shows = try rootNow(.showingDesktop)?.first != 1
    default:
      throw refusal("The argument to the -k option must be either \"on\" or \"off\"")
    }
    let number: UInt32 = shows ? 1 : 0
    if isCompatible { return try send(.showingDesktop, number) }
    let manager = try require(.showingDesktop)
    watch()
    try send(.showingDesktop, number)
    try settle(
      otherwise: "\(manager) did not \(shows ? "show the desktop" : "bring the windows back")"
    ) { session throws(CommandError) in try session.rootNow(.showingDesktop)?.first == number }
  }

  /// Moves the view of the current desktop.
  func moveViewport() throws(CommandError) {
    let (x, y) = try pair("-o")
    if isCompatible { return try send(.desktopViewport, x, y) }
    let manager = try require(.desktopViewport)
    watch()
    try send(.desktopViewport, x, y)
    try settle(otherwise: "\(manager) did not move the viewport to \(x),\(y)") {
      session throws(CommandError) in
      let all = try session.rootNow(.desktopViewport) ?? []
      let current = Int(try session.rootNow(.currentWorkspace)?.first ?? 0)
      let own = all.count > 2 && all.count >= current * 2 + 2 ? Array(all[(current * 2)...]) : all
      return Array(own.prefix(2)) == [x, y]
    }
  }

  /// Changes the size of all desktops.
  func resizeDesktops() throws(CommandError) {
    let (width, height) = try pair("-g")
    if isCompatible { return try send(.desktopGeometry, width, height) }
    let manager = try require(.desktopGeometry)
    watch()
    try send(.desktopGeometry, width, height)
    try settle(otherwise: "\(manager) did not make the desktops \(width)x\(height)") {
      session throws(CommandError) in
      try session.rootNow(.desktopGeometry).map { Array($0.prefix(2)) } == [width, height]
    }
  }

  /// Changes how many desktops there are.
  func changeDesktopCount() throws(CommandError) {
    guard let number = Number(options.argument), isCompatible || number.rest.isEmpty else {
      throw refusal("The -n option expects an integer.")
    }
    let count = UInt32(truncatingIfNeeded: number.value)
    if isCompatible { return try send(.workspaceCount, count) }
    let manager = try require(.workspaceCount)
    watch()
    try send(.workspaceCount, count)
    let before = try rootNow(.workspaceCount)?.first ?? 0
    try settle(otherwise: "\(manager) did not make it \(typed) desktops; it has \(before)") {
      session throws(CommandError) in
      try session.rootNow(.workspaceCount)?.first == count
    }
  }

  private func pair(_ letter: String) throws(CommandError) -> (UInt32, UInt32) {
    let (values, isWhole) = Number.list(options.argument, 2)
    guard values.count == 2, isCompatible || isWhole else {
      throw refusal("The \(letter) option expects two integers separated with a comma.")
    }
    return (UInt32(truncatingIfNeeded: values[0]), UInt32(truncatingIfNeeded: values[1]))
  }
}
