/// The reason why something could not be done with windows and workspaces.
public enum WindowError: Error, Hashable, Sendable {
  /// The server behind the windows refuses, does not answer or has ended.
  case connection(ConnectionError)
  /// No window manager that speaks EWMH runs on the display.
  case noWindowManager
  /// The window manager, by its name if it tells one, does not know the request, and nothing
  /// happened.
  case unsupported(String, by: String?)
  /// There is no workspace with that index (from 0) among `count`.
  case noWorkspace(Int, count: Int, manager: String?)
  /// There is no workspace of that name.
  case noWorkspaceNamed(String)
  /// There is no workspace in that direction from the current one.
  case noNeighbour(Neighbour, from: Int)
  /// The window manager does not tell which workspace is current.
  case currentUnknown
  /// No other workspace was used before this one, as far as is known.
  case noPrevious
  /// There is no such window, or no longer.
  case windowGone(WindowID)
  /// The window exists, and no window manager manages it.
  case notManaged(WindowID)
  /// No window has the focus.
  case nothingActive
  /// The window that has the focus is out of this back end's reach.
  case activeIsForeign
  /// No window matches the selector.
  case noMatch(String)
  /// Several windows match the selector, and which is meant is not said.
  case severalMatches(String, [Client])
  /// The window manager, by its name, did not show the effect of an action in time.
  case late(WindowAction, by: String?, Circumstance? = nil)
  /// The window manager, by its name, does not do this.
  case refused(WindowAction, by: String?, Circumstance? = nil)
  /// A window's program was asked to close it, and has not yet: it may be asking its user.
  case asked(WindowID, by: String?)

  /// The direction in which the neighbour of a workspace is looked for.
  public enum Neighbour: Hashable, Sendable {
    case before(Int)
    case after(Int)
    case beside(Grid.Direction)
  }

  /// The state that was found instead, or the reason.
  public enum Circumstance: Hashable, Sendable {
    /// That workspace, from 0, is still shown.
    case shows(Int)
    /// There are still so many workspaces.
    case count(Int)
    /// GNOME's setting `dynamic-workspaces` has it keep its own number.
    case dynamicWorkspaces
    /// No more workspaces than that are possible.
    case limit(Int)
    /// The window is on all workspaces.
    case onAllWorkspaces
    /// The window is on a monitor that has no workspaces of its own.
    case onFixedMonitor
    /// The window has one size only.
    case fixedSize
    /// The window is fullscreen.
    case fullscreen
    /// The window's program does not allow it.
    case notAllowed
    /// The window is a dialog that is drawn into its parent, and goes where that goes.
    case attachedDialog
    /// GNOME's overview is open, and keeps the focus.
    case overview
    /// Only a display could be asked for it, and none is known.
    case noDisplay
    /// The window ended up there.
    case at(Rectangle)
  }
}

/// The reason why the server behind the windows cannot be used.
public struct ConnectionError: Error, Hashable, Sendable {
  /// The server that does not work as it should.
  public enum Server: Hashable, Sendable {
    /// The display server.
    case display
    /// The session bus.
    case sessionBus
    /// The desktop of that name, or our extension of it.
    case desktop(String)
  }
  public enum Kind: Hashable, Sendable {
    /// It cannot be connected to.
    case unreachable
    /// It has ended, or has closed the connection.
    case lost
    /// It does not answer in time.
    case silent
    /// It refuses.
    case refused
    /// Its answer cannot be read.
    case malformed
  }

  public let server: Server
  public let kind: Kind
  /// What the server itself says of it, or the library of its protocol.
  public let detail: String?

  public init(_ server: Server, _ kind: Kind, _ detail: String? = nil) {
    self.server = server
    self.kind = kind
    self.detail = detail
  }
}
