import EWMH
import ShellExtension
import Tool
import Windows
import X11

extension Session {
  /// Shows the window's desktop, raises the window and gives it the focus.
  func activate(_ id: WindowID) throws(CommandError) {
    if isCompatible { return try activateAsOriginal(id) }
    try show(id)
  }

  private func show(_ id: WindowID) throws(CommandError) {
    try asked { () throws(WindowError) in
      _ = try ShellOverview.activating(id, in: nonEmptyEnvironment) { () throws(WindowError) in
        try screen.perform(.activate(id))
      }
    }
  }

  /// Brings the window to the current desktop, and activates it.
  func bringHere(_ id: WindowID) throws(CommandError) {
    if isCompatible { return try bringHereAsOriginal(id) }
    // A window on all desktops is here already.
    let own = try asked { () throws(WindowError) in try screen.read([.workspace], of: id) }
    if own[.workspace]?.numbers?.first != allWorkspaces {
      try perform(.move(id, to: Int(try currentDesktopNumber())))
    }
    try show(id)
  }

  /// Puts the window below all others.
  func lower(_ id: WindowID) throws(CommandError) {
    if isCompatible { return try lowerAsOriginal(id) }
    do throws(WindowError) {
      _ = try screen.perform(.restack(id, .below))
    } catch {
      // Without a window manager the server itself has done it.
      if error != .noWindowManager { try asked { () throws(WindowError) in throw error } }
    }
  }

  /// Asks the window's program to close it.
  func close(_ id: WindowID) throws(CommandError) {
    if isCompatible { return try send(.close, about: id) }
    try perform(.close(id))
  }

  /// Makes the window an icon, or whatever the window manager has in the place of icons.
  func iconify(_ id: WindowID) throws(CommandError) {
    if isCompatible { return try iconifyAsOriginal(id) }
    try perform(.minimise(id, .on))
  }

  /// Does something, and waits for its effect.
  func perform(_ action: WindowAction) throws(CommandError) {
    try asked { () throws(WindowError) in _ = try screen.perform(action) }
  }
}
