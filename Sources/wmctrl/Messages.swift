import Tool
import Windows
import X11

extension Invocation where Self: ~Copyable {
  /// Does what may fail, and says why in wmctrl's words: desktops count from 0.
  func asked<Answer>(_ body: () throws(WindowError) -> Answer) throws(CommandError) -> Answer {
    do throws(WindowError) { return try body() } catch { throw CommandError(words(error)) }
  }

  private func words(_ error: WindowError) -> String {
    switch error {
    case .connection(let error): return error.detail
    case .noWindowManager:
      return "no window manager runs on this display, or none that speaks EWMH"
    case .unsupported(let name, let manager):
      return "\(manager) does not support this: it does not know \(name)"
    case .noWorkspace(let index, let count, let manager):
      let counted = count == 1 ? "has only desktop 0" : "has desktops 0 to \(count - 1)"
      return "there is no desktop \(index): \(manager) \(counted)"
    case .windowGone(let id): return "there is no window \(id)"
    case .notManaged(let id):
      return "window \(id) is not one that the window manager manages"
    case .nothingActive: return "no window is active"
    case .activeIsForeign:
      return "the active window is not one of X11; wmctrl can't reach it, and does nothing"
    case .currentUnknown: return "the window manager does not tell which desktop is current"
    case .asked(let id, let manager):
      return "\(manager) has asked window \(id) to close, and it is still open"
    case .late(let action, let manager, let circumstance),
      .refused(let action, let manager, let circumstance):
      return "\(manager) did not \(words(action))\(words(circumstance))"
    // These come of selectors and targets, which wmctrl has none of.
    case .noWorkspaceNamed, .noNeighbour, .noPrevious, .noMatch, .severalMatches:
      return "there is no such window or desktop"
    }
  }

  private func words(_ action: WindowAction) -> String {
    switch action {
    case .switchTo(let index): "switch to desktop \(index)"
    case .setCount: "make it \(typed) desktops"
    case .showDesktop(let change): change == .off ? "bring the windows back" : "show the desktop"
    case .activate(let id): "activate window \(id)"
    case .move(let id, .some(let index)): "move window \(id) to desktop \(index)"
    case .minimise(let id, let change):
      "\(change == .off ? "bring back" : "minimise") window \(id)"
    case .set(_, let id, _): "change the state of window \(id)"
    case .place(let id, _): "move or resize window \(id)"
    case .restack(let id, let stacking): "\(stacking == .below ? "lower" : "raise") window \(id)"
    // wmctrl has no request for these.
    case .setName, .setGrid, .close, .stick, .move(_, to: nil): "do what was asked"
    }
  }

  private func words(_ circumstance: WindowError.Circumstance?) -> String {
    switch circumstance {
    case .shows(let index): "; it still shows desktop \(index)"
    case .count(let count): "; it has \(count)"
    case .dynamicWorkspaces:
      ": GNOME keeps to its own number while its workspaces are dynamic"
        + " (gsettings set org.gnome.mutter dynamic-workspaces false)"
    case .limit(let count): "; it has \(count) at most"
    case .onAllWorkspaces: ": it is on all desktops"
    case .onFixedMonitor:
      ": it is on a monitor that has no desktops (org.gnome.mutter workspaces-only-on-primary)"
    case .fixedSize: ": it has one size only"
    case .notAllowed: ": its program does not allow it"
    case .attachedDialog: ": it is a dialog that is attached to its parent"
    case .overview: ": the overview is open"
    case .at, nil: ""
    }
  }

  /// The whole number that was typed; nothing where it is none or does not fit.
  func wholeNumber() -> Int? {
    guard let number = Number(options.argument), number.rest.isEmpty else { return nil }
    return number.value
  }

  /// What was typed, for a sentence.
  var typed: String { "\"\(String(decoding: options.argument, as: UTF8.self))\"" }
}
