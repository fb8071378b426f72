import Windows
import X11

extension Screen {
  /// Shows a window, wherever it is, and gives it the focus.
  ///
  /// Sends `_NET_ACTIVE_WINDOW` as a pager does, with the server's own time: without a time, GNOME
  /// only marks a window of another workspace as waiting for attention. Openbox does so with a time
  /// too; so the workspace is switched to first, except in GNOME, which does both at once. Of a dialog
  /// GNOME changes the workspace instead, and that of its parent.
  func activate(
    _ id: WindowID, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    // All of it goes with the first question.
    watchRoot()
    watch(id)
    display.askTime()
    let (root, own) = try read(
      [.supportingCheck, .supported, .clients, .activeWindow],
      and: [.icccmState, .transientFor], of: id)
    let manager = try windowManager(root)
    guard let own else { throw .windowGone(id) }
    guard root[.clients]?.ids?.contains(id) == true else { throw .notManaged(id) }
    var active = root[.activeWindow]?.ids?.first
    var isIconic = own[.icccmState]?.numbers?.first == 3
    if !manager.isMutter || own[.transientFor] != nil,
      try goToWorkspace(of: id, manager, verification)
    {
      let (root, own) = try read([.activeWindow], and: [.icccmState], of: id)
      active = root[.activeWindow]?.ids?.first
      isIconic = own?[.icccmState]?.numbers?.first == 3
    }
    try sendFocusRequest(id, from: active)
    guard case .within(let limit) = verification else {
      try asking { display throws(X11Error) in try display.synchronise() }
      return .sent
    }
    if try isShownActive(id, within: limit / 4) { return .done }
    // What had the focus on that workspace may have got it back meanwhile.
    if isIconic {
      display.show(id.window)
      try send(.state, about: id, [0, self[.hidden].rawValue, 0, 2])
    }
    try requestFocus(id)
    if try isShownActive(id, within: limit * 3 / 4) { return .done }
    throw late(.activate(id), [.activeWindow], manager)
  }

  /// Asks for the focus as a pager does.
  func requestFocus(_ id: WindowID) throws(WindowError) {
    try sendFocusRequest(id, from: try read([.activeWindow])[.activeWindow]?.ids?.first)
    try asking { display throws(X11Error) in try display.synchronise() }
  }

  /// Has the request go with the next question: the server refuses no message to the root window, so
  /// that the effect is all that is waited for.
  private func sendFocusRequest(_ id: WindowID, from active: WindowID?) throws(WindowError) {
    display.send(
      ClientMessage(
        self[.activeWindow], about: id.window, [2, try timestamp(), active?.rawValue ?? 0]))
  }

  /// Shows the workspace of a window.
  ///
  /// - Returns: whether it has switched to it.
  private func goToWorkspace(
    of id: WindowID, _ manager: WindowManager, _ verification: Verification
  ) throws(WindowError) -> Bool {
    guard manager.supported.contains(self[.currentWorkspace]) else { return false }
    let (workspaces, _) = try workspacesAndManager()
    guard let index = try window(id).workspace, index < workspaces.count,
      index != workspaces.current
    else { return false }
    // A window manager that still switches would take the focus away again.
    _ = try switchTo(index, of: workspaces, manager, verification)
    return true
  }

  private func isShownActive(
    _ id: WindowID, within limit: Duration
  ) throws(WindowError) -> Bool {
    // What is no dialog of it need not be asked again at each change.
    var others: Set<WindowID> = []
    return try eventually(within: limit) { () throws(WindowError) in
      let (root, table) = try read(
        [.activeWindow, .clients, .stacking, .currentWorkspace, .workspaceCount],
        and: [.workspace, .state, .hints, .protocols], of: id)
      guard let own = table, root[.clients]?.ids?.contains(id) == true else {
        throw .windowGone(id)
      }
      // It may still be called active from before, and be on a workspace that is not shown. Matchbox
      // names one that there is not.
      if let current = root[.currentWorkspace]?.cardinals?.first,
        let place = own[.workspace]?.cardinals?.first, place != current, place != allWorkspaces,
        place < root[.workspaceCount]?.cardinals?.first ?? .max
      {
        return false
      }
      let active = root[.activeWindow]?.ids?.first
      let states = states(own[.state])
      if active == id { return !states.contains(.hidden) || states.contains(.shaded) }
      if let active, !others.contains(active) {
        if try isTransient(active, for: id) { return true }
        others.insert(active)
      }
      guard !takesFocus(own), !states.contains(.hidden) else { return false }
      return try isRaised(id, root[.stacking]?.ids ?? [])
    }
  }

  /// Returns whether a window is a dialog of another, or of a dialog of it: `WM_TRANSIENT_FOR`.
  private func isTransient(_ dialog: WindowID, for id: WindowID) throws(WindowError) -> Bool {
    var next = dialog
    // Dialogs lie a few deep; a longer chain may be a circle.
    for _ in 0..<8 {
      let table = try read([.transientFor, .hints], of: [next]).first ?? nil
      guard let owner = table?[.transientFor]?.ids?.first else { return false }
      if owner == id { return true }
      if owner.rawValue == 0 || owner.window == root {
        // A dialog of all windows of its program.
        guard let group = Self.group(table?[.hints]) else { return false }
        return try Self.group(read([.hints], of: id)[.hints]) == group
      }
      next = owner
    }
    return false
  }

  private static func group(_ hints: Property?) -> UInt32? {
    let hasGroup: UInt32 = 1 << 6
    guard let numbers = hints?.numbers, numbers.count > 8, numbers[0] & hasGroup != 0 else {
      return nil
    }
    return numbers[8]
  }

  /// Returns whether a window can have the focus: a clock or a pair of eyes may want none.
  private func takesFocus(_ own: [EWMHAtom: Property]) -> Bool {
    let hasInput: UInt32 = 1
    guard let hints = own[.hints]?.numbers, hints.count > 1, hints[0] & hasInput != 0,
      hints[1] == 0
    else { return true }
    return own[.protocols]?.atoms?.contains(self[.takeFocus]) == true
  }

  /// Returns whether no ordinary window lies over it.
  private func isRaised(_ id: WindowID, _ stacking: [WindowID]) throws(WindowError) -> Bool {
    guard let place = stacking.firstIndex(of: id) else { return true }
    let all = try clients(Array(stacking[place...]), active: nil)
    guard let own = all.first, own.id == id else { return false }
    return !all.dropFirst().contains { other in
      other.isOrdinary && !other.states.contains(.above) && !other.isMinimised
        && (other.isOnAll || own.isOnAll || other.workspace == own.workspace)
        && other.frame.intersection(own.frame) != nil
    }
  }
}
