import Windows
import X11

extension Screen {
  /// Asks the program to close a window, as its close button does.
  ///
  /// Sends `_NET_CLOSE_WINDOW`, and waits until the window is no longer managed.
  func close(_ id: WindowID, _ verification: Verification) throws(WindowError) -> Outcome {
    watchRoot()
    let manager = try windowManager()
    try requireManaged(id)
    watch(id)
    try send(.close, about: id, [try timestamp(), 2])
    guard case .within(let limit) = verification else { return .sent }
    let done = try eventually(within: limit) { () throws(WindowError) in try !isManaged(id) }
    if done { return .done }
    guard manager.supported.contains(self[.close]) else {
      throw .unsupported(EWMHAtom.close.rawValue, by: manager.name)
    }
    throw .asked(id, by: manager.name)
  }
}
