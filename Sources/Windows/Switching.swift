import System
import X11

extension Screen {
  /// Makes the workspace `index`, from 0, the current one.
  ///
  /// Sends `_NET_CURRENT_DESKTOP`, and waits until the root window's property shows it.
  ///
  /// - Throws: ``Failure/noWorkspace(_:count:manager:)`` before anything is sent,
  ///   ``Failure/notDone(_:)`` when the window manager did otherwise.
  public borrowing func switchTo(
    _ index: Int, verification: Verification = .standard
  ) throws(Failure) {
    watchRoot()
    let (workspaces, manager) = try workspacesAndManager()
    try switchTo(index, of: workspaces, manager, verification: verification)
  }

  borrowing func switchTo(
    _ index: Int, of workspaces: Workspaces, _ manager: WindowManager, verification: Verification
  ) throws(Failure) {
    try manager.require(.currentWorkspace, self)
    guard (0..<workspaces.count).contains(index) else {
      throw .noWorkspace(index, count: workspaces.count, manager: manager.title)
    }
    guard workspaces.current != index else { return }
    let time = try asking { display throws(X11.Failure) in try display.timestamp() }
    let message = ClientMessage(
      self[.currentWorkspace], about: root, [UInt32(clamping: index), time])
    try sending { [$0.send(message)] }
    guard case .within(let limit) = verification else { return }
    var last = workspaces.current
    let done = try eventually(within: limit) { screen throws(Failure) in
      last = try screen.read([.currentWorkspace])[.currentWorkspace]?.cardinals?.first.map {
        Int($0)
      }
      return last == index
    }
    guard done else {
      let instead = last.map { "; it still shows workspace \($0 + 1)" } ?? ""
      throw .notDone("\(manager.title) did not switch to workspace \(index + 1)" + instead)
    }
  }
}
