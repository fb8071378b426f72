public import Windows

/// What wsctl says of what could not be done, with workspaces counted from 1.
extension WindowError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .connection(let error): error.detail
    case .noWindowManager: "no window manager runs on this display, or none that speaks EWMH"
    case .unsupported(let name, let manager):
      "\(manager) does not support this: it does not know \(name)"
    case .noWorkspace(let index, let count, let manager):
      "there is no workspace \(index + 1): "
        + (count == 1 ? "there is only one" : "there are \(count)")
        + (isGnome(manager)
          ? "; GNOME adds one when the last is in use, unless its settings have a fixed number"
          : "; --create adds what is missing")
    case .noWorkspaceNamed(let name): "there is no workspace named \"\(name)\""
    case .noNeighbour(let neighbour, let index):
      "there is no workspace \(neighbour.words) workspace \(index + 1); --wrap goes round"
    case .currentUnknown: "the window manager does not tell which workspace is current"
    case .noPrevious: "no workspace is known to have been used before this one"
    case .windowGone(let id): "there is no window \(id)"
    case .notManaged(let id): "window \(id) is not one that the window manager manages"
    case .nothingActive: "no window is active"
    case .activeIsForeign:
      "no X11 window is active: the focus is on a native Wayland window, which X11 cannot reach,"
        + " or on nothing; nothing was done"
    case .noMatch(let selector): "no window matches \"\(selector)\""
    case .severalMatches(let selector, let clients):
      "\(clients.count) windows match \"\(selector)\": "
        + clients.prefix(8).map { "\($0.id) \"\($0.title ?? "")\"" }.joined(separator: ", ")
        + (clients.count > 8 ? ", …" : "") + "; say which, or use --first or --all-matches"
    case .asked(let id, _): "window \(id) is still open: its program may be asking something"
    case .late(let action, let manager, let circumstance),
      .refused(let action, let manager, let circumstance):
      "\(manager) did not \(action.words)" + (circumstance?.words(action, manager) ?? "")
    }
  }
}

private func isGnome(_ manager: String) -> Bool {
  manager == "GNOME Shell" || manager.hasPrefix("Mutter")
}

extension WindowError.Neighbour {
  fileprivate var words: String {
    switch self {
    case .before(let steps): steps == 1 ? "before" : "\(steps) before"
    case .after(let steps): steps == 1 ? "after" : "\(steps) after"
    case .beside(.left): "left of"
    case .beside(.right): "right of"
    case .beside(.up): "above"
    case .beside(.down): "below"
    }
  }
}

extension WindowAction {
  /// What was to be done, after "did not".
  fileprivate var words: String {
    switch self {
    case .switchTo(let index): "switch to workspace \(index + 1)"
    case .setCount(let count): "make it \(count) workspaces"
    case .setName(let index, _): "name workspace \(index + 1)"
    case .setGrid(let columns, let rows): "lay the workspaces out in \(columns)x\(rows)"
    case .showDesktop(let change): change == .off ? "hide the desktop" : "show the desktop"
    case .activate(let id): "activate window \(id)"
    case .close(let id): "close window \(id)"
    case .move(let id, to: nil): "put window \(id) on all workspaces"
    case .move(let id, .some(let index)): "move window \(id) to workspace \(index + 1)"
    case .set(let states, let id, let change):
      "switch \(states.map(\.rawValue).joined(separator: " and ")) of window \(id) \(change)"
    case .minimise(let id, let change):
      (change == .off ? "bring back" : "minimise") + " window \(id)"
    case .stick(let id, let change):
      "put window \(id) on " + (change == .off ? "one workspace" : "all workspaces")
    case .place(let id, _): "put window \(id) where it was asked to"
    case .restack(let id, .above): "raise window \(id)"
    case .restack(let id, .below): "lower window \(id)"
    }
  }
}

extension WindowError.Circumstance {
  fileprivate func words(_ action: WindowAction, _ manager: String) -> String {
    switch self {
    case .shows(let index): "; it still shows workspace \(index + 1)"
    case .count(let count): "; there are \(count)"
    case .dynamicWorkspaces:
      ": GNOME keeps to its own number while its workspaces are dynamic"
        + " (gsettings set org.gnome.mutter dynamic-workspaces false)"
    case .limit(let count):
      ": \(isGnome(manager) ? "GNOME" : manager) has \(count) workspaces at most"
    case .onAllWorkspaces: ": it is on all workspaces"
    case .onFixedMonitor:
      ": it is on a monitor that has no workspaces (org.gnome.mutter workspaces-only-on-primary)"
    case .fixedSize: ": it has one size only"
    case .notAllowed: ": its program does not allow it"
    case .attachedDialog:
      ": it is a dialog that is attached to its parent, which can be named instead"
    case .overview: ": the overview is open"
    case .at(let rectangle):
      if case .place(_, .exact(let wanted)) = action {
        ": it is \(rectangle) instead of \(wanted)"
      } else {
        ": it is \(rectangle)"
      }
    }
  }
}
