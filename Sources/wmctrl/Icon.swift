import EWMH
import System
import Tool
import Windows
import X11

extension Session {
  /// Gives the window the picture in a file for its icon: `_NET_WM_ICON`.
  func setIcon(_ window: WindowID) throws(CommandError) {
    let path = String(decoding: options.argument, as: UTF8.self)
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try File.read(path, limit: 16 << 20)
    } catch {
      if isCompatible { return tell("Invalid icon path.") }
      throw CommandError("cannot read \(path): \(error)")
    }
    let picture: Pixmap
    do throws(Pixmap.Malformed) {
      picture = try Pixmap(bytes)
    } catch {
      throw CommandError("cannot use \(path): \(error)")
    }
    let numbers = [UInt32(picture.width), UInt32(picture.height)] + picture.pixels
    try asked { () throws(WindowError) in
      try screen.sending {
        [$0.set(screen[.icon], of: window.window, to: Property(.cardinal, numbers))]
      }
    }
  }
}
