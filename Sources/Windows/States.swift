public import X11

extension Screen {
  /// Switches states of a window on or off, such as ``Name/above``; two at most, which are one
  /// thing to the user as the two ways of being maximised are.
  ///
  /// `toggle` reads what the window has and asks for the opposite of that: GNOME's own toggle of
  /// "above" never switches it off. Sends `_NET_WM_STATE`, and waits until the window has it.
  public borrowing func set(
    _ states: [Name], of window: Window, _ change: Toggle, verification: Verification = .standard
  ) throws(Failure) {
    display.watch(window, for: [.property, .structure])
    let manager = try windowManager()
    try manager.require(.state, self)
    for state in states { try manager.require(state, self) }
    let now = try self.states(of: window)
    let wanted = change.wanted(states.allSatisfy(now.contains))
    func holds(_ now: Set<Name>) -> Bool { states.allSatisfy { now.contains($0) == wanted } }
    guard !holds(now) else { return }
    let numbers = states.prefix(2).map { self[$0].rawValue } + [0]
    let message = ClientMessage(
      self[.state], about: window, [wanted ? 1 : 0, numbers[0], numbers[1], 2])
    try sending { [$0.send(message)] }
    guard case .within(let limit) = verification else { return }
    let done = try eventually(within: limit) { screen throws(Failure) in
      holds(try screen.states(of: window))
    }
    guard done else {
      let names = states.map { $0.rawValue }.joined(separator: " and ")
      throw .notDone(
        "\(manager.title) did not switch \(names) of \(window) \(wanted ? "on" : "off")")
    }
  }

  borrowing func states(of window: Window) throws(Failure) -> Set<Name> {
    guard let table = try read([.state], of: [window]).first ?? nil else {
      throw .windowGone(window)
    }
    return Set((table[.state]?.atoms ?? []).compactMap { name(of: $0) })
  }

  /// Puts a window away, or brings it back.
  ///
  /// Sends `WM_CHANGE_STATE`, as EWMH forbids to ask for the state "hidden"; to bring the window
  /// back it is mapped, which the window manager takes for a wish to see it. GNOME leaves such windows
  /// mapped, so that it must be activated there.
  public borrowing func minimise(
    _ window: Window, _ change: Toggle, verification: Verification = .standard
  ) throws(Failure) {
    display.watch(window, for: [.property, .structure])
    let manager = try windowManager()
    let tellsHidden = manager.supported.contains(self[.hidden])
    func isPutAway(_ client: Client) -> Bool { tellsHidden ? client.isMinimised : client.isIconic }
    let isOn = isPutAway(try client(window))
    let wanted = change.wanted(isOn)
    guard isOn != wanted else { return }
    if !wanted, manager.isMutter { return try activate(window, verification: verification) }
    let iconic: UInt32 = 3
    try sending { display in
      wanted
        ? [display.send(ClientMessage(self[.changeState], about: window, [iconic]))]
        : [display.show(window)]
    }
    guard case .within(let limit) = verification else { return }
    let done = try eventually(within: limit) { screen throws(Failure) in
      isPutAway(try screen.client(window)) == wanted
    }
    guard done else {
      throw .notDone(
        "\(manager.title) did not " + (wanted ? "minimise" : "bring back") + " window \(window)")
    }
  }

  /// Puts a window on all workspaces, or on the current one alone.
  public borrowing func stick(
    _ window: Window, _ change: Toggle, verification: Verification = .standard
  ) throws(Failure) {
    let isOn = try client(window).isOnAll
    let wanted = change.wanted(isOn)
    guard isOn != wanted else { return }
    guard !wanted else { return try move(window, to: nil, verification: verification) }
    guard let current = try workspaces().current else { throw .currentUnknown }
    try move(window, to: current, verification: verification)
  }

  /// Puts all windows away to show the desktop, or brings them back.
  public borrowing func showDesktop(
    _ change: Toggle, verification: Verification = .standard
  ) throws(Failure) {
    watchRoot()
    let manager = try windowManager()
    try manager.require(.showingDesktop, self)
    let isOn = try showsDesktop()
    let wanted = change.wanted(isOn)
    guard isOn != wanted else { return }
    try sending { [$0.send(ClientMessage(self[.showingDesktop], about: root, [wanted ? 1 : 0]))] }
    guard case .within(let limit) = verification else { return }
    let done = try eventually(within: limit) { screen throws(Failure) in
      try screen.showsDesktop() == wanted
    }
    guard done else {
      throw .notDone("\(manager.title) did not \(wanted ? "show" : "hide") the desktop")
    }
  }

  private borrowing func showsDesktop() throws(Failure) -> Bool {
    try read([.showingDesktop])[.showingDesktop]?.cardinals?.first == 1
  }
}
