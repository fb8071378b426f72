import EWMH
import Tool
import Windows
import X11

extension Session {
  /// Gives the window another title, another title for its icon, or both.
  func rename(_ window: WindowID, title: Bool, icon: Bool) throws(CommandError) {
    let utf8 = Property(
      type: screen[.utf8String], format: 8, bytes: text.utf8(fromArgument: options.argument))
    // Where arguments are not UTF-8, programs that only know the older property get it too.
    let old = text.isUTF8 ? nil : Property(type: .string, format: 8, bytes: options.argument)
    var sent: [VoidCookie] = []
    for (wanted, name, oldName) in [
      (title, EWMHAtom.title, Atom.name), (icon, .iconTitle, .iconName),
    ] where wanted {
      sent.append(
        old.map { screen.display.set(oldName, of: window.window, to: $0) }
          ?? screen.display.delete(oldName, of: window.window))
      sent.append(screen.display.set(screen[name], of: window.window, to: utf8))
    }
    try asked { () throws(WindowError) in try screen.sending { _ in sent } }
  }

  /// Says the window's title.
  func showTitle(_ window: WindowID) throws(CommandError) {
    let snapshot = try read(Self.titleFields, of: [window])
    guard snapshot.has(window) else { throw gone(window) }
    let title = title(of: window, in: snapshot)
    let missing = isCompatible ? Array("(null)".utf8) : .none
    try write((title.map { shown($0) } ?? missing) + [UInt8(ascii: "\n")])
  }
}
