import EWMH
import System
import Tool
import Windows
import X11

/// The behaviour of the original alone, for `WMCTRL_COMPAT`: it sends, and does not look.
extension Session {
  /// Sends a request to the window manager.
  func send(_ name: EWMHAtom, about id: WindowID? = nil, _ data: UInt32...) throws(CommandError) {
    try asked { () throws(WindowError) in try screen.send(name, about: id, data) }
  }

  func activateAsOriginal(_ id: WindowID, switching: Bool = true) throws(CommandError) {
    let fields = [Field(.workspace), Field(.oldCurrentWorkspace)]
    let snapshot = try read(fields, of: [id])
    guard snapshot.has(id) else { throw gone(id) }
    let desktop =
      numbers(fields[0], of: id, in: snapshot) ?? numbers(fields[1], of: id, in: snapshot)
    if desktop == nil { note("Cannot find desktop ID of the window.") }
    if switching, let desktop = desktop?.first {
      try send(.currentWorkspace, UInt32(truncatingIfNeeded: desktop))
    }
    try send(.activeWindow, about: id)
    screen.display.configure(id.window, stacking: .above)
    screen.display.show(id.window)
    try asked { () throws(WindowError) in
      try screen.asking { display throws(X11Error) in try display.synchronise() }
    }
  }

  func bringHereAsOriginal(_ id: WindowID) throws(CommandError) {
    try send(.workspace, about: id, try currentDesktopNumber())
    sleep(for: .milliseconds(100))
    try activateAsOriginal(id, switching: false)
  }

  /// Takes the answer of a function that gives 1 for the exit code, as the original does.
  func lowerAsOriginal(_ id: WindowID) throws(CommandError) {
    try asked { () throws(WindowError) in
      try screen.sending { [$0.configure(id.window, stacking: .below)] }
    }
    throw CommandError.exit(1)
  }

  func iconifyAsOriginal(_ id: WindowID) throws(CommandError) {
    let iconic: UInt32 = 3
    try send(.changeState, about: id, iconic)
  }

  func moveToDesktopAsOriginal(_ id: WindowID) throws(CommandError) {
    let number = Int32(truncatingIfNeeded: Number(options.argument)?.value ?? 0)
    let target = number == -1 ? try currentDesktopNumber() : UInt32(bitPattern: number)
    try send(.workspace, about: id, target)
  }

  func changeStateAsOriginal(_ change: StateChange, _ atoms: [Atom], of id: WindowID)
    throws(CommandError)
  {
    let numbers = atoms.map { $0.rawValue } + [0]
    try send(.state, about: id, change.action.rawValue, numbers[0], numbers[1])
  }
}
