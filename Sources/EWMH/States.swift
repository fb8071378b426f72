package import Windows
package import X11

extension Screen {
  /// Switches states of a window on or off; two at most, which are one thing to the user as the two
  /// ways of being maximised are.
  func set(
    _ states: [WindowState], of id: WindowID, _ change: Toggle, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    let now = try self.states(of: id)
    let wanted = change.wanted(states.allSatisfy { now.contains($0) })
    let atoms = states.map { self[EWMHAtom($0)] }
    let names = states.map { EWMHAtom($0).rawValue }
    return try self.change(
      atoms.map { ($0, wanted) }, of: id, verification,
      otherwise: .set(states, of: id, wanted ? .on : .off), named: names)
  }

  /// Switches states on or off, and waits until the window has them.
  ///
  /// Each is told which way: GNOME's own toggle of "above" never switches it off. "Hidden" is asked
  /// for as the window manager wants it. Sends `_NET_WM_STATE`.
  package func change(
    _ wanted: [(state: Atom, isOn: Bool)], of id: WindowID, _ verification: Verification,
    otherwise action: WindowAction, named names: [String]
  ) throws(WindowError) -> Outcome {
    watch(id)
    let manager = try windowManager()
    try requireManaged(id)
    let tellsHidden = manager.supported.contains(self[.hidden])
    var wanted = wanted
    func holds() throws(WindowError) -> Bool {
      let own = try read([.state, .icccmState], of: id)
      var now = own[.state]?.atoms ?? []
      // Where no such state is listed, ICCCM's word alone may tell it.
      if !tellsHidden, own[.icccmState]?.numbers?.first == 3 { now.append(self[.hidden]) }
      return wanted.allSatisfy { now.contains($0.state) == $0.isOn }
    }
    if try holds() { return .done }
    for isOn in [false, true] {
      let part = wanted.filter { $0.isOn == isOn }.map { $0.state }
      if part.contains(self[.hidden]) { try requestMinimised(id, isOn, manager) }
      let rest = part.filter { $0 != self[.hidden] }.map { $0.rawValue }
      guard let first = rest.first else { continue }
      try send(.state, about: id, [isOn ? 1 : 0, first, rest.count > 1 ? rest[1] : 0, 2])
    }
    guard case .within(let limit) = verification else { return .sent }
    if try eventually(within: limit / 4, holds) { return .done }
    if let hidden = wanted.first(where: { $0.state == self[.hidden] }) {
      try insistMinimised(id, hidden.isOn)
    }
    if wanted.contains(where: { $0.state == self[.modal] }) {
      try tellStatesAnew(id)
      if try eventually(within: limit / 4, holds) { return .done }
      wanted.append(try flipState(id))
    }
    if try eventually(within: limit * 3 / 4, holds) { return .done }
    guard manager.supported.contains(self[.state]) else {
      throw .unsupported(EWMHAtom.state.rawValue, by: manager.name)
    }
    for (state, name) in zip(wanted, names) where !manager.supported.contains(state.state) {
      throw .unsupported(name, by: manager.name)
    }
    throw .late(action, by: manager.name)
  }

  /// Asks for what is so already: metacity and what comes of it write some states, such as "modal",
  /// into the property only with the next change of another.
  private func tellStatesAnew(_ id: WindowID) throws(WindowError) {
    let skipsPager = try states(of: id).contains(.skipPager)
    try send(.state, about: id, [skipsPager ? 1 : 0, self[.skipPager].rawValue, 0, 2])
  }

  /// Changes another state and changes it back, for fluxbox, which writes "modal" only with that.
  ///
  /// - Returns: that state, which is as before once the window manager has done both.
  private func flipState(_ id: WindowID) throws(WindowError) -> (state: Atom, isOn: Bool) {
    let skipsTaskbar = try states(of: id).contains(.skipTaskbar)
    for isOn in [!skipsTaskbar, skipsTaskbar] {
      try send(.state, about: id, [isOn ? 1 : 0, self[.skipTaskbar].rawValue, 0, 2])
      _ = try eventually(within: .milliseconds(250)) { () throws(WindowError) in
        try states(of: id).contains(.skipTaskbar) == isOn
      }
    }
    return (self[.skipTaskbar], skipsTaskbar)
  }

  func states(of id: WindowID) throws(WindowError) -> Set<WindowState> {
    states(try read([.state], of: id)[.state])
  }

  /// Minimises a window, or brings it back.
  func minimise(
    _ id: WindowID, _ change: Toggle, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    watch(id)
    let manager = try windowManager()
    try requireManaged(id)
    let tellsHidden = manager.supported.contains(self[.hidden])
    func isMinimised() throws(WindowError) -> Bool {
      let own = try read([.state, .icccmState], of: id)
      if own[.icccmState]?.numbers?.first == 3 { return true }
      let states = states(own[.state])
      return tellsHidden && states.contains(.hidden) && !states.contains(.shaded)
    }
    let isOn = try isMinimised()
    let wanted = change.wanted(isOn)
    guard isOn != wanted else { return .done }
    try requestMinimised(id, wanted, manager)
    guard case .within(let limit) = verification else { return .sent }
    func holds() throws(WindowError) -> Bool { try isMinimised() == wanted }
    if try eventually(within: limit / 4, holds) { return .done }
    try insistMinimised(id, wanted)
    if try eventually(within: limit * 3 / 4, holds) { return .done }
    throw .late(.minimise(id, wanted ? .on : .off), by: manager.name)
  }

  /// Sends `WM_CHANGE_STATE`, as EWMH forbids to ask for the state "hidden"; to bring the window
  /// back it is mapped, which the window manager takes for a wish to see it.
  ///
  /// GNOME leaves minimised windows mapped, so that there is nothing to map; it restores a window
  /// that is activated.
  private func requestMinimised(
    _ id: WindowID, _ isOn: Bool, _ manager: WindowManager
  ) throws(WindowError) {
    let iconic: UInt32 = 3
    if isOn { return try send(.changeState, about: id, [iconic]) }
    if manager.isMutter { return try requestFocus(id) }
    try sending { [$0.show(id.window)] }
  }

  /// Asks for the state "hidden", against EWMH's word: bspwm knows only this. A window that is to
  /// come back is activated, too.
  private func insistMinimised(_ id: WindowID, _ isOn: Bool) throws(WindowError) {
    try send(.state, about: id, [isOn ? 1 : 0, self[.hidden].rawValue, 0, 2])
    if !isOn { try requestFocus(id) }
  }

  /// Puts all windows away to show the desktop, or brings them back.
  func showDesktop(
    _ change: Toggle, _ verification: Verification
  ) throws(WindowError) -> Outcome {
    watchRoot()
    let manager = try windowManager()
    let isOn = try showsDesktop()
    let wanted = change.wanted(isOn)
    guard isOn != wanted else { return .done }
    try send(.showingDesktop, [wanted ? 1 : 0])
    guard case .within(let limit) = verification else { return .sent }
    let done = try eventually(within: limit) { () throws(WindowError) in
      try showsDesktop() == wanted
    }
    if done { return .done }
    throw late(.showDesktop(wanted ? .on : .off), [.showingDesktop], manager)
  }

  private func showsDesktop() throws(WindowError) -> Bool {
    try read([.showingDesktop])[.showingDesktop]?.cardinals?.first == 1
  }
}
