import Windows
import X11

extension Screen {
  /// Puts a window on the workspace `index`, from 0; on all of them without one.
  ///
  /// Sends `_NET_WM_DESKTOP`, and waits until the window's property shows it.
  func move(
    _ id: WindowID, to index: Int?, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    watch(id)
    let (workspaces, manager) = try workspacesAndManager()
    try requireManaged(id)
    if let index, !(0..<workspaces.count).contains(index) {
      throw .noWorkspace(index, count: workspaces.count, manager: manager.name)
    }
    if let index, let views = try views(of: workspaces) {
      return try move(id, toView: index, of: views, manager, verification)
    }
    let number = index.map { UInt32(clamping: $0) } ?? allWorkspaces
    try send(.workspace, about: id, [number, 2])
    guard case .within(let limit) = verification else { return .sent }
    var last: UInt32?
    let done = try eventually(within: limit) { () throws(WindowError) in
      last = try read([.workspace], of: id)[.workspace]?.cardinals?.first
      if last == number { return true }
      // GNOME takes a workspace that becomes empty away, and those after it move up: also the
      // current one, which the window was to go to.
      guard manager.isMutter, index == workspaces.current else { return false }
      return try read([.currentWorkspace])[.currentWorkspace]?.cardinals?.first == last
    }
    if done { return .done }
    throw late(
      .move(id, to: index), [.workspace], manager,
      index == nil || last != allWorkspaces ? nil : try whyNotMoved(manager))
  }

  private func whyNotMoved(
    _ manager: WindowManager
  ) throws(WindowError) -> WindowError.Circumstance {
    guard manager.isMutter, try read([.gtkWorkAreas])[.gtkWorkAreas]?.numbers?.count ?? 0 > 4
    else { return .onAllWorkspaces }
    return .onFixedMonitor
  }

  /// Puts a window on all workspaces, or on the current one alone.
  ///
  /// Window managers tell it by the state "sticky", by the workspace 0xffffffff, or by both: where
  /// one lists the state, that is what is asked for.
  func stick(
    _ id: WindowID, _ change: Toggle, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    try requireManaged(id)
    let now = try read([.state, .workspace], of: id)
    let hasState = states(now[.state]).contains(.sticky)
    let isOnAll = now[.workspace]?.cardinals?.first == allWorkspaces
    let wanted = change.wanted(hasState || isOnAll)
    guard wanted != (hasState || isOnAll) else { return .done }
    let listsState = try windowManager().supported.contains(self[.sticky])
    if wanted {
      return listsState
        ? try set([.sticky], of: id, .on, verification) : try move(id, to: nil, verification)
    }
    var outcome = Outcome.done
    if hasState { outcome = try set([.sticky], of: id, .off, verification) }
    guard try read([.workspace], of: id)[.workspace]?.cardinals?.first == allWorkspaces else {
      return outcome
    }
    guard let current = try workspaces().current else { throw .currentUnknown }
    return try move(id, to: current, verification)
  }
}
