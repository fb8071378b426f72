public import X11

extension Screen {
  /// Puts a window on the workspace `index`, from 0; on all of them when it is nothing.
  ///
  /// Sends `_NET_WM_DESKTOP`, and waits until the window's property shows it.
  public borrowing func move(
    _ window: Window, to index: Int?, verification: Verification = .standard
  ) throws(Failure) {
    display.watch(window, for: [.property, .structure])
    let (workspaces, manager) = try workspacesAndManager()
    try manager.require(.workspace, self)
    if let index, !(0..<workspaces.count).contains(index) {
      throw .noWorkspace(index, count: workspaces.count, manager: manager.title)
    }
    let number = index.map { UInt32(clamping: $0) } ?? allWorkspaces
    try sending { [$0.send(ClientMessage(self[.workspace], about: window, [number, 2]))] }
    guard case .within(let limit) = verification else { return }
    var last: UInt32?
    let done = try eventually(within: limit) { screen throws(Failure) in
      guard let table = try screen.read([.workspace], of: [window]).first ?? nil else {
        throw .windowGone(window)
      }
      last = table[.workspace]?.cardinals?.first
      if last == number { return true }
      // GNOME takes a workspace that becomes empty away, and those after it move up: also the
      // current one, which the window was to go to.
      guard manager.isMutter, index == workspaces.current else { return false }
      return try screen.read([.currentWorkspace])[.currentWorkspace]?.cardinals?.first == last
    }
    if done { return }
    throw .notDone(try whyNotMoved(window, to: index, last, manager))
  }

  private borrowing func whyNotMoved(
    _ window: Window, to index: Int?, _ last: UInt32?, _ manager: WindowManager
  ) throws(Failure) -> String {
    guard let index else { return "\(manager.title) did not put \(window) on all workspaces" }
    let what = "\(manager.title) did not move \(window) to workspace \(index + 1)"
    guard last == allWorkspaces else { return what }
    guard manager.isMutter, try read([.gtkWorkAreas])[.gtkWorkAreas]?.numbers?.count ?? 0 > 4
    else { return what + ": it is on all workspaces" }
    return what + ": it is on a monitor that has no workspaces"
      + " (org.gnome.mutter workspaces-only-on-primary)"
  }
}
