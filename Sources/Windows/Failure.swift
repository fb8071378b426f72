public import X11

/// Why something could not be done with windows and workspaces.
public enum Failure: Error, Hashable, Sendable {
  /// The X server: it refuses, does not answer or has ended.
  case server(X11.Failure)
  /// No window manager that speaks EWMH runs on the display.
  case noWindowManager
  /// The window manager, by its name, does not know the request.
  case unsupported(Name, by: String)
  /// There is no workspace with that index (from 0) among `count`.
  case noWorkspace(Int, count: Int, manager: String)
  /// There is no workspace of that name.
  case noWorkspaceNamed(String)
  /// There is no workspace in that direction from the current one.
  case noNeighbour(String, from: Int)
  /// The window manager does not tell which workspace is current.
  case currentUnknown
  /// No other workspace was used before this one, as far as is known.
  case noPrevious
  /// There is no such window, or no longer.
  case windowGone(Window)
  /// The window is there, and no window manager manages it.
  case notManaged(Window)
  /// No window has the focus.
  case nothingActive
  /// The window that has the focus is not one of X11.
  case activeIsForeign
  /// No window matches the selector.
  case noMatch(String)
  /// Several windows match the selector, and which is meant is not said.
  case severalMatches(String, [Client])
  /// The window manager was asked, and its state did not show the effect in time.
  case notDone(String)
}

extension Failure: CustomStringConvertible {
  /// A sentence for people, with workspaces counted from 1, without the name of the command.
  public var description: String {
    switch self {
    case .server(let failure): failure.description
    case .noWindowManager: "no window manager runs on this display, or none that speaks EWMH"
    case .unsupported(let name, let manager):
      "\(manager) does not support this: it does not know \(name.rawValue)"
    case .noWorkspace(let index, let count, let manager):
      "there is no workspace \(index + 1): \(Self.has(count))"
        + (Self.isGnome(manager)
          ? "; GNOME adds one when the last is in use, unless its settings have a fixed number"
          : "; --create adds what is missing")
    case .noWorkspaceNamed(let name): "there is no workspace named \"\(name)\""
    case .noNeighbour(let direction, let index):
      "there is no workspace \(direction) workspace \(index + 1); --wrap goes round"
    case .currentUnknown: "the window manager does not tell which workspace is current"
    case .noPrevious: "no workspace is known to have been used before this one"
    case .windowGone(let window): "there is no window \(window)"
    case .notManaged(let window): "window \(window) is not one that the window manager manages"
    case .nothingActive: "no window is active"
    case .activeIsForeign:
      "no X11 window is active: the focus is on a native Wayland window, which X11 cannot reach,"
        + " or on nothing; nothing was done"
    case .noMatch(let selector): "no window matches \"\(selector)\""
    case .severalMatches(let selector, let clients):
      "\(clients.count) windows match \"\(selector)\": "
        + clients.prefix(8).map { "\($0.window) \"\($0.title ?? "")\"" }.joined(separator: ", ")
        + (clients.count > 8 ? ", …" : "") + "; say which, or use --first or --all-matches"
    case .notDone(let what): what
    }
  }

  private static func has(_ count: Int) -> String {
    count == 1 ? "there is only one" : "there are \(count)"
  }

  private static func isGnome(_ manager: String) -> Bool {
    manager == "GNOME Shell" || manager.hasPrefix("Mutter")
  }
}
