public import X11

extension Screen {
  /// Shows a window, wherever it is, and gives it the focus.
  ///
  /// Sends `_NET_ACTIVE_WINDOW` as a pager does, with the server's own time: without a time, GNOME
  /// only marks a window of another workspace as waiting for attention. Openbox does so with a time
  /// too; so the workspace is switched to before, other than with GNOME, which does both at once.
  public borrowing func activate(
    _ window: Window, verification: Verification = .standard
  ) throws(Failure) {
    watchRoot()
    let manager = try windowManager()
    try manager.require(.activeWindow, self)
    if !manager.isMutter { try goToWorkspace(of: window, verification) }
    let active = try read([.activeWindow])[.activeWindow]?.windows?.first ?? .none
    let time = try asking { display throws(X11.Failure) in try display.timestamp() }
    let message = ClientMessage(self[.activeWindow], about: window, [2, time, active.rawValue])
    try sending { [$0.send(message)] }
    guard case .within(let limit) = verification else { return }
    var gone = false
    let done = try eventually(within: limit) { screen throws(Failure) in
      let root = try screen.read([.activeWindow, .clients, .currentWorkspace])
      gone = root[.clients]?.windows?.contains(window) != true
      guard !gone, root[.activeWindow]?.windows?.first == window else { return gone }
      // It may still be called active from before, and be on a workspace that is not shown.
      guard let current = root[.currentWorkspace]?.cardinals?.first,
        let own = try screen.read([.workspace], of: [window]).first ?? nil,
        let place = own[.workspace]?.cardinals?.first
      else { return true }
      return place == current || place == allWorkspaces
    }
    guard !gone else { throw .windowGone(window) }
    guard done else { throw .notDone("\(manager.title) did not activate window \(window)") }
  }

  private borrowing func goToWorkspace(
    of window: Window, _ verification: Verification
  ) throws(Failure) {
    let (workspaces, manager) = try workspacesAndManager()
    guard manager.supported.contains(self[.currentWorkspace]),
      let index = try client(window).workspace, index < workspaces.count
    else { return }
    try switchTo(index, of: workspaces, manager, verification: verification)
  }
}
