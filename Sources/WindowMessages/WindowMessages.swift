public import Windows

/// The sentences in which a command says what could not be done with windows and workspaces.
///
/// The commands differ in what they call a workspace and in how they count; the rest is the same.
public struct WindowMessages: Sendable {
  /// What the command calls a workspace: `workspace` or `desktop`.
  private let noun: String
  /// The number of the first one.
  private let first: Int

  public init(_ noun: String, countedFrom first: Int) {
    self.noun = noun
    self.first = first
  }

  /// The sentence for an error, without the options of a command that may help.
  public func text(_ error: WindowError) -> String {
    switch error {
    case .connection(let error): text(error)
    case .noWindowManager: "no window manager runs on this display, or none that speaks EWMH"
    case .unsupported(let name, let manager):
      "\(manager ?? Self.anyManager) does not support this: it does not know \(name)"
    case .noWorkspace(let index, let count, _):
      "there is no \(one(index)): " + (count == 1 ? "there is only one" : "there are \(count)")
    case .noWorkspaceNamed(let name): "there is no \(noun) named \"\(name)\""
    case .noNeighbour(let neighbour, let index):
      "there is no \(noun) \(text(neighbour)) \(one(index))"
    case .currentUnknown: "the window manager does not tell which \(noun) is current"
    case .noPrevious: "no \(noun) is known to have been used before this one"
    case .windowGone(let id): "there is no window \(id)"
    case .notManaged(let id): "window \(id) is not one that the window manager manages"
    case .nothingActive: "no window is active"
    case .activeIsForeign:
      "no X11 window is active: the focus is on a native Wayland window, which X11 cannot reach,"
        + " or on nothing; nothing was done"
    case .noMatch(let selector): "no window matches \"\(selector)\""
    case .severalMatches(let selector, let clients):
      "\(clients.count) windows match \"\(selector)\": \(list(clients))"
    case .asked(let id, _): "window \(id) is still open: its program may be asking something"
    case .late(let action, let manager, let circumstance),
      .refused(let action, let manager, let circumstance):
      "\(manager ?? Self.anyManager) did not \(text(action))"
        + (circumstance.map { text($0, action, manager) } ?? "")
    }
  }

  /// Returns the sentence for an effect on a window that is yet to come.
  public static func pending(_ window: String) -> String {
    "\(window) takes its size once it is shown"
  }

  /// What stands for the name of a window manager that does not tell it.
  public static let anyManager = "the window manager"

  private func one(_ index: Int) -> String { "\(noun) \(index + first)" }

  private func text(_ error: ConnectionError) -> String {
    switch (error.server, error.kind) {
    case (.display, _): error.detail ?? "the display server does not answer as it should"
    case (.sessionBus, .lost): "the connection to the session bus is lost"
    case (.sessionBus, _):
      "the session bus does not answer as it should" + (error.detail.map { ": \($0)" } ?? "")
    case (.desktop(let name), .silent): "\(name) does not answer"
    case (.desktop(let name), .lost):
      "Detour's extension of \(name) has ended, as it does while the screen is locked"
    case (.desktop(let name), _):
      "Detour's extension of \(name) "
        + (error.detail.map { "says: \($0)" } ?? "gave an answer that makes no sense")
    }
  }

  private func text(_ neighbour: WindowError.Neighbour) -> String {
    switch neighbour {
    case .before(let steps): steps == 1 ? "before" : "\(steps) before"
    case .after(let steps): steps == 1 ? "after" : "\(steps) after"
    case .beside(.left): "left of"
    case .beside(.right): "right of"
    case .beside(.up): "above"
    case .beside(.down): "below"
    }
  }

  private func list(_ clients: [Client]) -> String {
    clients.prefix(8).map { "\($0.id) \"\($0.title ?? "")\"" }.joined(separator: ", ")
      + (clients.count > 8 ? ", …" : "")
  }

  /// Returns what was to be done, after "did not".
  private func text(_ action: WindowAction) -> String {
    switch action {
    case .switchTo(let index): "switch to \(one(index))"
    case .setCount(let count): "make it \(count) \(noun)s"
    case .setName(let index, _): "name \(one(index))"
    case .setGrid(let columns, let rows): "lay the \(noun)s out in \(columns)x\(rows)"
    case .showDesktop(let change): change == .off ? "bring the windows back" : "show the desktop"
    case .activate(let id): "activate window \(id)"
    case .close(let id): "close window \(id)"
    case .move(let id, to: nil): "put window \(id) on all \(noun)s"
    case .move(let id, .some(let index)): "move window \(id) to \(one(index))"
    case .set(let states, let id, let change):
      "switch \(states.map { $0.rawValue }.joined(separator: " and ")) of window \(id) \(text(change))"
    case .minimise(let id, let change):
      (change == .off ? "bring back" : "minimise") + " window \(id)"
    case .stick(let id, let change):
      "put window \(id) on " + (change == .off ? "one \(noun)" : "all \(noun)s")
    case .place(let id, _): "put window \(id) where it was asked to"
    case .restack(let id, .above): "raise window \(id)"
    case .restack(let id, .below): "lower window \(id)"
    }
  }

  private func text(_ change: Toggle) -> String {
    switch change {
    case .on: "on"
    case .off: "off"
    case .toggle: "on or off"
    }
  }

  private func text(
    _ circumstance: WindowError.Circumstance, _ action: WindowAction, _ manager: String?
  ) -> String {
    switch circumstance {
    case .shows(let index): "; it still shows \(one(index))"
    case .count(let count): "; there are \(count)"
    case .dynamicWorkspaces:
      ": GNOME keeps to its own number while its workspaces are dynamic"
        + " (gsettings set org.gnome.mutter dynamic-workspaces false)"
    case .limit(let count): "; it has \(count) at most"
    case .onAllWorkspaces: ": it is on all \(noun)s"
    case .onFixedMonitor:
      ": it is on a monitor that has no \(noun)s (org.gnome.mutter workspaces-only-on-primary)"
    case .fixedSize: ": it has one size only"
    case .fullscreen: ": it is fullscreen"
    case .notAllowed: ": its program does not allow it"
    case .attachedDialog:
      ": it is a dialog that is attached to its parent, which can be named instead"
    case .overview: ": the overview is open"
    case .noDisplay: ": only X11 can ask for that, and no X display is known"
    case .at(let rectangle):
      if case .place(_, .exact(let wanted)) = action {
        ": it is \(rectangle) instead of \(wanted)"
      } else {
        ": it is \(rectangle)"
      }
    }
  }
}
