import EWMH
import System
import Tool
import Windows
import X11

extension Session {
  /// The window that the command line means.
  func selectedWindow() throws(CommandError) -> WindowID {
    guard let typed = options.window else { throw refusal("No window was specified.") }
    let window = options.byNumber ? try numbered(typed) : try named(typed)
    return window
  }

  private func named(_ typed: [UInt8]) throws(CommandError) -> WindowID {
    let window: WindowID
    switch typed {
    case Array(":SELECT:".utf8): window = try picked()
    case Array(":ACTIVE:".utf8): window = try active()
    default: window = try matching(typed)
    }
    note("Using window: \(hexadecimal(UInt(window.rawValue)))")
    return window
  }

  /// The window that the user clicks on.
  private func picked() throws(CommandError) -> WindowID {
    do throws(WindowError) {
      guard let id = try screen.pickWindow() else { throw .currentUnknown }
      return id
    } catch {
      guard case .connection(let failure) = error, failure.kind == .refused else {
        return try asked { () throws(WindowError) in throw error }
      }
      throw refusal("ERROR: Cannot grab mouse.")
    }
  }

  /// The window that has the focus.
  private func active() throws(CommandError) -> WindowID {
    guard isCompatible else {
      return try asked { () throws(WindowError) in try screen.activeClient() }.id
    }
    let root = try readRoot([Field(.activeWindow)])
    let number = numbers(Field(.activeWindow), .window, of: screen.rootID, in: root)?.first ?? 0
    guard number != 0 else { throw CommandError.exit(1) }
    return WindowID(rawValue: UInt32(truncatingIfNeeded: number))
  }

  /// The first window with a title, or a class, that is as typed.
  private func matching(_ typed: [UInt8]) throws(CommandError) -> WindowID {
    let clients = try clients()
    let snapshot = try read(options.byClass ? [.windowClass] : Self.titleFields, of: clients)
    let wanted = text.utf8(fromArgument: typed)
    for window in clients where snapshot.has(window) {
      let candidate =
        options.byClass
        ? windowClass(of: window, in: snapshot) : title(of: window, in: snapshot)
      guard let candidate else { continue }
      if isMeant(candidate, by: wanted) { return window }
    }
    if isCompatible { throw CommandError.exit(1) }
    throw noMatch(wanted)
  }
}
