import System
import Tool
import Windows
import X11

/// A change of a window's state, as typed: `add,above` or `toggle,maximized_vert,maximized_horz`.
struct StateChange {
  enum Action: UInt32 { case remove, add, toggle }

  let action: Action
  /// The names of one or two states, as they go to the window manager.
  let states: [String]

  static let usage =
    "The -b option expects a list of comma separated parameters: "
    + "\"(remove|add|toggle),<PROP1>[,<PROP2>]\""

  /// - Parameter isStrict: whether a third name is refused; otherwise it is part of the second.
  init(_ typed: [UInt8], isStrict: Bool) throws(CommandError) {
    let parts = typed.split(separator: 0x2c, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count > 1 else { throw refusal(Self.usage) }
    switch Array(parts[0]) {
    case Array("remove".utf8): action = .remove
    case Array("add".utf8): action = .add
    case Array("toggle".utf8): action = .toggle
    default: throw refusal("Invalid action. Use either remove, add or toggle.")
    }
    let names = parts.dropFirst().map { String(decoding: $0, as: UTF8.self) }
    // The original looks at the second before the first, which only shows with -v.
    guard !names.contains("") else { throw refusal("Invalid zero length property.") }
    if isStrict, names.count > 1, names[1].contains(",") { throw refusal(Self.usage) }
    states = names.map { name in
      name == "undecorated" && isStrict
        ? "_OB_WM_STATE_UNDECORATED"
        : "_NET_WM_STATE_"
          + String(
            decoding: name.utf8.map { (0x61...0x7a).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
    }
  }
}

extension Session {
  /// Changes what state the window is in.
  func changeState(_ window: Window) throws(CommandError) {
    let change = try StateChange(options.argument, isStrict: !isCompatible)
    for (number, state) in change.states.enumerated().reversed() {
      note("State \(number + 1): \(state)")
    }
    let atoms = try asked { () throws(X11.Failure) in try screen.display.atoms(change.states) }
    if isCompatible {
      let numbers = atoms.map { $0.rawValue } + [0]
      return try send(.state, about: window, change.action.rawValue, numbers[0], numbers[1])
    }
    let manager = try require(.state)
    let supported = try asked { () throws(Windows.Failure) in try screen.windowManager() }.supported
    for (name, atom) in zip(change.states, atoms) {
      guard atom == screen[.hidden] || supported.contains(atom) else {
        throw CommandError("\(manager) does not support this: it does not know \(name)")
      }
    }
    guard try clients().contains(window) else { throw unmanaged(window) }
    watch(window)

    // Some window managers toggle only one way: so they are told which way.
    let before = Set(try now(.state, of: window) ?? [])
    let wanted = atoms.map { atom in
      (atom, change.action == .toggle ? !before.contains(atom.rawValue) : change.action == .add)
    }
    for sets in [false, true] {
      let part = wanted.filter { $0.1 == sets }.map { $0.0 }
      if part.contains(screen[.hidden]) {
        try sets ? minimise(window) : restore(window)
      }
      let rest = part.filter { $0 != screen[.hidden] }.map { $0.rawValue }
      guard let first = rest.first else { continue }
      try send(.state, about: window, sets ? 1 : 0, first, rest.count > 1 ? rest[1] : 0, 2)
    }
    try settle(otherwise: "\(manager) did not change the state of window \(window)") {
      session throws(CommandError) in
      let now = Set(try session.now(.state, of: window) ?? [])
      return wanted.allSatisfy { now.contains($0.rawValue) == $1 }
    }
  }

  /// Makes the window an icon, or whatever the window manager has in the place of icons.
  func iconify(_ window: Window) throws(CommandError) {
    if isCompatible { return try minimise(window) }
    let manager = try require(nil)
    guard try clients().contains(window) else { throw unmanaged(window) }
    watch(window)
    try minimise(window)
    try settle(otherwise: "\(manager) did not minimise window \(window)") {
      session throws(CommandError) in
      if try session.now(.icccmState, of: window)?.first == 3 { return true }
      return try session.now(.state, of: window)?.contains(session.screen[.hidden].rawValue) == true
    }
  }

  private func minimise(_ window: Window) throws(CommandError) {
    let iconic: UInt32 = 3
    try send(.changeState, about: window, iconic)
  }

  /// Shows a minimised window again.
  ///
  /// ICCCM has a program map its window for that. mutter keeps minimised windows mapped, so that
  /// there is nothing to map; it restores a window that is activated.
  private func restore(_ window: Window) throws(CommandError) {
    try check([screen.display.show(window)], about: window)
    let isShown = try settles(within: .milliseconds(150)) { session throws(CommandError) in
      try session.now(.state, of: window)?.contains(session.screen[.hidden].rawValue) != true
    }
    if !isShown {
      try send(
        .activeWindow, about: window, 2,
        try asked { () throws(X11.Failure) in try screen.display.timestamp() })
    }
  }
}
