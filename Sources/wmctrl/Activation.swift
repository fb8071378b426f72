import System
import Tool
import Windows
import X11

extension Session {
  /// Shows the window's desktop, raises the window and gives it the focus.
  func activate(_ window: Window) throws(CommandError) {
    if isCompatible { return try activateAsOriginal(window, switching: true) }
    try activate(window, otherwise: "did not activate window \(window)")
  }

  /// Brings the window to the current desktop, and activates it.
  func bringHere(_ window: Window) throws(CommandError) {
    let root = try readRoot([Field(.currentWorkspace), Field(.oldCurrentWorkspace)])
    let current = UInt32(truncatingIfNeeded: try currentDesktop(in: root))
    if isCompatible {
      try send(.workspace, about: window, current)
      sleep(for: .milliseconds(100))
      return try activateAsOriginal(window, switching: false)
    }
    // A window on all desktops is here already.
    if try now(.workspace, of: window)?.first != allWorkspaces {
      try move(window, to: current)
    }
    try activate(window, otherwise: "did not activate window \(window)")
  }

  private func activate(_ window: Window, otherwise: String) throws(CommandError) {
    let manager = try require(.activeWindow)
    guard try clients().contains(window) else { throw unmanaged(window) }
    watch(window)
    let desktop = try now(.workspace, of: window)?.first
    if let desktop, desktop != allWorkspaces,
      try rootNow(.currentWorkspace)?.first != desktop
    {
      try send(
        .currentWorkspace, desktop,
        try asked { () throws(X11.Failure) in try screen.display.timestamp() })
      // A window manager that still switches would take the focus away again.
      try settle(otherwise: "\(manager) did not switch to desktop \(desktop)") {
        session throws(CommandError) in
        try session.rootNow(.currentWorkspace)?.first == desktop
      }
    }
    // With the server's time: window managers take a request without one for an old one, and only
    // mark the window as one that wants attention.
    try send(
      .activeWindow, about: window, 2,
      try asked { () throws(X11.Failure) in try screen.display.timestamp() })
    let isActive = try settles(within: .milliseconds(250)) { session throws(CommandError) in
      try session.rootNow(.activeWindow)?.first == window.rawValue
    }
    if !isActive {
      // What had the focus on that desktop may have got it back meanwhile.
      try send(
        .activeWindow, about: window, 2,
        try asked { () throws(X11.Failure) in try screen.display.timestamp() })
      try settle(otherwise: "\(manager) \(otherwise)") { session throws(CommandError) in
        try session.rootNow(.activeWindow)?.first == window.rawValue
      }
    }
  }

  private func activateAsOriginal(_ window: Window, switching: Bool) throws(CommandError) {
    let fields = [Field(.workspace), Field(.oldCurrentWorkspace)]
    let snapshot = try read(fields, of: [window])
    guard snapshot.has(window) else { throw gone(window) }
    let desktop =
      numbers(fields[0], of: window, in: snapshot) ?? numbers(fields[1], of: window, in: snapshot)
    if desktop == nil { note("Cannot find desktop ID of the window.") }
    if switching, let desktop = desktop?.first {
      try send(.currentWorkspace, UInt32(truncatingIfNeeded: desktop))
    }
    try send(.activeWindow, about: window)
    screen.display.configure(window, stacking: .above)
    screen.display.show(window)
    try asked { () throws(X11.Failure) in try screen.display.synchronise() }
  }

  /// Puts the window below all others.
  func lower(_ window: Window) throws(CommandError) {
    try check([screen.display.configure(window, stacking: .below)], about: window)
    // The original takes the answer of a function that gives 1 for its exit code.
    if isCompatible { throw CommandError.exit(1) }
  }

  /// Asks the window's program to close it.
  func close(_ window: Window) throws(CommandError) {
    if isCompatible { return try send(.close, about: window) }
    let manager = try require(.close)
    guard try clients().contains(window) else { throw unmanaged(window) }
    watch(window)
    try send(
      .close, about: window, try asked { () throws(X11.Failure) in try screen.display.timestamp() },
      2)
    try settle(
      otherwise: "\(manager) has asked window \(window) to close, and it is still open"
    ) { session throws(CommandError) in try !session.clients().contains(window) }
  }

  /// That the window manager does not know the window, in words.
  func unmanaged(_ window: Window) -> CommandError {
    let isThere = (try? screen.display.geometries(of: [window]).first ?? nil) != nil
    return isThere
      ? CommandError("window \(window) is not one that the window manager manages") : gone(window)
  }
}
