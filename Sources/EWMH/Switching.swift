import System
public import Windows
import X11

extension Screen {
  /// Makes the workspace `index`, from 0, the current one.
  ///
  /// Sends `_NET_CURRENT_DESKTOP`, and waits until the root window's property shows it.
  ///
  /// - Throws: ``WindowError/noWorkspace(_:count:manager:)`` before anything is sent.
  func switchTo(_ index: Int, _ verification: Verification) throws(WindowError) -> Outcome {
    prepareSwitch()
    var isSent = false
    let (workspaces, manager) = try workspacesAndManager { told throws(WindowError) in
      guard case .within = verification, (0..<told.count).contains(index),
        let current = told.current, current != index, try views(of: told) == nil
      else { return }
      // The server refuses no message to the root window.
      display.send(try request(index))
      isSent = true
    }
    return try switchTo(index, of: workspaces, manager, verification, isSent: isSent)
  }

  #if !hasFeature(Embedded)
    /// Makes the workspace that `choose` finds among all of them the current one; it may make it.
    ///
    /// - Returns: which one was current before, where that is known, and which one is now.
    @discardableResult
    public func switchTo(
      verification: Verification = .standard, _ choose: (Workspaces) throws -> Int
    ) throws -> (before: Int?, now: Int) {
      prepareSwitch()
      var (workspaces, manager) = try workspacesAndManager()
      let before = workspaces.current
      let index = try choose(workspaces)
      if index >= workspaces.count { (workspaces, manager) = try workspacesAndManager() }
      _ = try switchTo(index, of: workspaces, manager, verification)
      return (before, index)
    }
  #endif

  /// Sends ahead what needs no answer: all of it goes with the first question.
  private func prepareSwitch() {
    watchRoot()
    display.askTime()
  }

  private func request(_ index: Int) throws(WindowError) -> ClientMessage {
    ClientMessage(self[.currentWorkspace], about: root, [UInt32(clamping: index), try timestamp()])
  }

  /// - Parameter isSent: whether the request is on its way; then its effect is all that is left to wait for.
  func switchTo(
    _ index: Int, of workspaces: Workspaces, _ manager: WindowManager,
    _ verification: Verification, isSent: Bool = false
  ) throws(WindowError) -> Outcome {
    guard (0..<workspaces.count).contains(index) else {
      throw .noWorkspace(index, count: workspaces.count, manager: manager.name)
    }
    guard workspaces.current != index else { return .done }
    if !isSent, let views = try views(of: workspaces) {
      return try show(index, of: views, manager, verification)
    }
    guard case .within(let limit) = verification else {
      let message = try request(index)
      try sending { [$0.send(message)] }
      return .sent
    }
    if !isSent { display.send(try request(index)) }
    var shown = try workspaceShown(index, within: limit / 2)
    if shown == nil {
      // GNOME that is only starting its X display may have taken the message and not tell so, or
      // may have missed it: so a window finds out, and the message goes once more.
      shown = try currentByProbe(manager)
      if shown != index { display.send(try request(index)) }
    }
    if shown != index { shown = try workspaceShown(index, within: limit / 2) }
    guard shown != index else { return .done }
    throw late(
      .switchTo(index), [.currentWorkspace], manager,
      (shown ?? workspaces.current).map { .shows($0) })
  }

  /// Waits until the workspace `index` is current; says which one is, where that is told.
  private func workspaceShown(
    _ index: Int, within limit: Duration
  ) throws(WindowError) -> Int? {
    var shown: Int?
    _ = try eventually(within: limit, once: true) { () throws(WindowError) in
      shown = try read([.currentWorkspace])[.currentWorkspace]?.cardinals?.first.map { Int($0) }
      return shown == index
    }
    return shown
  }
}
