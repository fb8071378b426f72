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
    prepareSwitch()
    let (workspaces, manager) = try workspacesAndManager()
    try switchTo(index, of: workspaces, manager, verification: verification)
  }

  #if !hasFeature(Embedded)
  /// Makes the workspace that `choose` finds among all of them the current one; it may make it.
  ///
  /// - Returns: which one was current before, where that is known, and which one is now.
  @discardableResult
  public borrowing func switchTo(
    verification: Verification = .standard,
    _ choose: (borrowing Screen, Workspaces) throws -> Int
  ) throws -> (before: Int?, now: Int) {
    prepareSwitch()
    var (workspaces, manager) = try workspacesAndManager()
    let before = workspaces.current
    let index = try choose(self, workspaces)
    if index >= workspaces.count { (workspaces, manager) = try workspacesAndManager() }
    try switchTo(index, of: workspaces, manager, verification: verification)
    return (before, index)
  }
  #endif

  /// Sends ahead what needs no answer: all of it goes with the first question.
  private borrowing func prepareSwitch() {
    watchRoot()
    display.askTime()
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
    guard case .within(let limit) = verification else {
      return try sending { [$0.send(message)] }
    }
    // The server refuses no message to the root window: the effect is all that is waited for.
    display.send(message)
    var shown = try workspaceShown(index, within: limit / 2)
    if shown == nil {
      // GNOME that is only starting its X display may have taken the message and not tell so, or
      // may have missed it: so a window finds out, and the message goes once more.
      shown = try currentByProbe(manager)
      if shown != index { display.send(message) }
    }
    if shown != index { shown = try workspaceShown(index, within: limit / 2) }
    guard shown != index else { return }
    let instead = (shown ?? workspaces.current).map { "; it still shows workspace \($0 + 1)" } ?? ""
    throw .notDone("\(manager.title) did not switch to workspace \(index + 1)" + instead)
  }

  /// Waits until the workspace `index` is current; says which one is, where that is told.
  private borrowing func workspaceShown(
    _ index: Int, within limit: Duration
  ) throws(Failure) -> Int? {
    var shown: Int?
    _ = try eventually(within: limit, once: true) { screen throws(Failure) in
      shown = try screen.read([.currentWorkspace])[.currentWorkspace]?.cardinals?.first.map {
        Int($0)
      }
      return shown == index
    }
    return shown
  }
}
