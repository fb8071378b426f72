import EWMH
import Tool
import Windows

extension Session {
  /// Puts the window on another desktop.
  func moveToDesktop(_ id: WindowID) throws(CommandError) {
    if isCompatible { return try moveToDesktopAsOriginal(id) }
    guard let number = wholeNumber() else {
      throw notADesktop
    }
    try perform(.move(id, to: number == -1 ? Int(try currentDesktopNumber()) : number))
  }

  func currentDesktopNumber() throws(CommandError) -> UInt32 {
    let root = try readRoot([Field(.currentWorkspace), Field(.oldCurrentWorkspace)])
    return UInt32(truncatingIfNeeded: try currentDesktop(in: root))
  }
}
