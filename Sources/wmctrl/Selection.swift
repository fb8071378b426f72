import System
import Tool
import Windows
import X11

extension Session {
  /// The window that the command line means.
  func selectedWindow() throws(CommandError) -> Window {
    guard let typed = options.window else { throw refusal("No window was specified.") }
    let window = options.byNumber ? try numbered(typed) : try named(typed)
    return window
  }

  private func numbered(_ typed: [UInt8]) throws(CommandError) -> Window {
    var number: UInt?
    if typed.starts(with: Array("0x".utf8)) || typed.starts(with: Array("0X".utf8)) {
      number = Number(typed.dropFirst(2), radix: 16).map { UInt(bitPattern: $0.value) }
    }
    guard let number = number ?? Number(typed).map({ UInt(bitPattern: $0.value) }) else {
      throw refusal("Cannot convert argument to number.")
    }
    note("Using window: \(hexadecimal(number))")
    return Window(rawValue: UInt32(truncatingIfNeeded: number))
  }

  private func named(_ typed: [UInt8]) throws(CommandError) -> Window {
    let window: Window
    switch typed {
    case Array(":SELECT:".utf8): window = try picked()
    case Array(":ACTIVE:".utf8): window = try active()
    default: window = try matching(typed)
    }
    note("Using window: \(hexadecimal(UInt(window.rawValue)))")
    return window
  }

  /// The window that the user clicks on.
  private func picked() throws(CommandError) -> Window {
    do throws(X11.Failure) {
      guard let top = try screen.display.pick(until: nil) else { throw .lost }
      if top == screen.root { return top }
      return try screen.display.client(under: top, marked: screen[.icccmState])
    } catch {
      guard case .refused = error else { throw CommandError(error.description) }
      throw refusal("ERROR: Cannot grab mouse.")
    }
  }

  /// The window that has the focus.
  private func active() throws(CommandError) -> Window {
    let root = try readRoot([Field(.activeWindow), Field(.clients)])
    let number = numbers(Field(.activeWindow), .window, of: screen.root, in: root)?.first ?? 0
    let window = Window(rawValue: UInt32(truncatingIfNeeded: number))
    if isCompatible {
      guard window != .none else { throw CommandError.exit(1) }
      return window
    }
    guard window != .none else { throw CommandError("no window is active") }
    // For a native window of Wayland, mutter names a window of its own that is in no list.
    let clients = root.property(Field(.clients), of: screen.root)?.windows
    guard clients?.contains(window) ?? true else {
      throw CommandError(
        "the active window is not one of X11; wmctrl can't reach it, and does nothing")
    }
    return window
  }

  /// The first window with a title, or a class, that is as typed.
  private func matching(_ typed: [UInt8]) throws(CommandError) -> Window {
    let clients = try clients()
    let snapshot = try read(options.byClass ? [.windowClass] : Self.titleFields, of: clients)
    let wanted = text.utf8(fromArgument: typed)
    let foldedWanted = folded(wanted)
    for window in clients where snapshot.has(window) {
      let candidate =
        options.byClass
        ? windowClass(of: window, in: snapshot) : title(of: window, in: snapshot)
      guard let candidate else { continue }
      let matches =
        options.matchesWholeTitle
        ? candidate == wanted : folded(candidate).contains(bytes: foldedWanted)
      if matches { return window }
    }
    if isCompatible { throw CommandError.exit(1) }
    throw CommandError("no window matches \"\(String(decoding: wanted, as: UTF8.self))\"")
  }

  /// That there is no such window, in words.
  func gone(_ window: Window) -> CommandError { CommandError("there is no window \(window)") }
}
