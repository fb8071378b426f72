/// Something that a window system can be asked to do.
public enum WindowAction: Hashable, Sendable {
  /// Makes a workspace, from 0, the current one.
  case switchTo(Int)
  /// Changes the number of workspaces.
  case setCount(Int)
  /// Names a workspace, from 0.
  case setName(Int, String)
  /// Lays the workspaces out in a grid.
  case setGrid(columns: Int, rows: Int)
  /// Puts all windows away to show the desktop, or brings them back.
  case showDesktop(Toggle)

  /// Shows a window, wherever it is, and gives it the focus.
  case activate(WindowID)
  /// Asks a window's program to close it, as its close button does.
  case close(WindowID)
  /// Moves a window to a workspace, from 0; to all of them without one.
  case move(WindowID, to: Int?)
  /// Switches one state of a window, or two that are one thing to the user.
  case set([WindowState], of: WindowID, Toggle)
  /// Minimises a window, or brings it back.
  case minimise(WindowID, Toggle)
  /// Puts a window on all workspaces, or on the current one alone.
  case stick(WindowID, Toggle)
  /// Changes a window's place and size.
  case place(WindowID, Placement)
  /// Puts a window above or below the others.
  case restack(WindowID, Stacking)
}

/// The place that a window takes among the others.
public enum Stacking: Hashable, Sendable {
  case above, below
}

/// The result of an action that was not refused.
///
/// What failed is thrown: ``WindowError/late(_:by:_:)``, ``WindowError/refused(_:by:_:)``,
/// ``WindowError/asked(_:by:)`` and ``WindowError/windowGone(_:)``.
public enum Outcome: Hashable, Sendable {
  /// The effect was seen.
  case done
  /// The effect was seen as far as the window's program or the window manager allows: there it is.
  case constrained(Rectangle)
  /// The window shows the effect once it is shown itself.
  case pending
  /// The request was sent, and nobody looked.
  case sent
}

/// The certainty that an action must have of its effect.
public enum Verification: Hashable, Sendable {
  /// Send, and do not look.
  case none
  /// Wait that long for the window manager's own state to show the effect.
  case within(Duration)

  /// A second: GNOME takes 5 to 10 ms, a busy machine more.
  public static let standard = Verification.within(.seconds(1))
}
