import EWMH
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
  func changeState(_ id: WindowID) throws(CommandError) {
    let change = try StateChange(options.argument, isStrict: !isCompatible)
    for (number, state) in change.states.enumerated().reversed() {
      note("State \(number + 1): \(state)")
    }
    let atoms = try asked { () throws(WindowError) in
      try screen.asking { display throws(X11Error) in try display.atoms(change.states) }
    }
    if isCompatible { return try changeStateAsOriginal(change, atoms, of: id) }
    // Some window managers toggle only one way: so they are told which way.
    let before = try asked { () throws(WindowError) in
      _ = try screen.windowManager()
      return try screen.read([.state], of: id)
    }
    let now = before[.state]?.atoms ?? []
    let wanted = atoms.map { atom in
      (state: atom, isOn: change.action == .toggle ? !now.contains(atom) : change.action == .add)
    }
    try asked { () throws(WindowError) in
      _ = try screen.change(
        wanted, of: id, .standard, otherwise: .set([], of: id, .on), named: change.states)
    }
  }
}
