import EWMH
import Tool
import Windows
import X11

extension Session {
  /// Says what runs as the window manager.
  func showManager() throws(CommandError) {
    let root = try readRoot([
      Field(.supportingCheck), Field(.oldSupportingCheck), Field(.showingDesktop),
    ])
    let number =
      numbers(Field(.supportingCheck), .window, of: screen.rootID, in: root)
      ?? numbers(Field(.oldSupportingCheck), .cardinal, of: screen.rootID, in: root)
    guard let number = number?.first else {
      throw refusal(
        "Cannot get window manager info properties.\n"
          + "(_NET_SUPPORTING_WM_CHECK or _WIN_SUPPORTING_WM_CHECK)")
    }
    let window = WindowID(rawValue: UInt32(truncatingIfNeeded: number))
    let own = try read([Field(.title), .windowClass, Field(.process)], of: [window])
    // A window manager that has died leaves its properties behind on the root window.
    guard own.has(window) else {
      throw CommandError("the window manager has ended, and nothing has taken its place")
    }

    let name = managerText(Field(.title), of: window, in: own) {
      "Cannot get name of the window manager (_NET_WM_NAME)."
    }
    let windowClass = managerText(.windowClass, of: window, in: own) {
      "Cannot get class of the window manager (WM_CLASS)."
    }
    let process = numbers(Field(.process), of: window, in: own)?.first
    if process == nil { note("Cannot get pid of the window manager (_NET_WM_PID).") }
    let showing = numbers(Field(.showingDesktop), of: screen.rootID, in: root)?.first
    if showing == nil { note("Cannot get the _NET_SHOWING_DESKTOP property.") }

    var output = Array("Name: ".utf8) + (name ?? .none)
    output += Array("\nClass: ".utf8) + (windowClass ?? .none)
    output += Array("\nPID: ".utf8) + (process.map { unsigned($0) } ?? .none)
    output += Array("\nWindow manager's \"showing the desktop\" mode: ".utf8)
    output += showing.map { Array($0 == 1 ? "ON".utf8 : "OFF".utf8) } ?? .none
    try write(output + [UInt8(ascii: "\n")])
  }

  private func managerText(
    _ field: Field, of window: WindowID, in snapshot: Snapshot, missing: () -> String
  ) -> [UInt8]? {
    if let text = string(field, screen[.utf8String], of: window, in: snapshot) {
      return shown(text)
    }
    if let text = string(field, .string, of: window, in: snapshot) {
      return shown(fromLocale: text)
    }
    note(missing())
    return nil
  }
}
