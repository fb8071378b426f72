import System
import X11

/// How sure an action has to be of its effect.
public enum Verification: Hashable, Sendable {
  /// Send, and do not look.
  case none
  /// Wait that long for the window manager's own state to show the effect.
  case within(Duration)

  /// A second: GNOME takes 5 to 10 ms, a busy machine more.
  public static let standard = Verification.within(.seconds(1))
}

extension Screen {
  /// Waits until `condition` holds: it is asked now, and again whenever something changes that is
  /// watched for.
  ///
  /// - Parameter changes: whether it can't hold before something changes, so that it need not be
  ///   asked now.
  /// - Returns: whether it held in time.
  borrowing func eventually(
    within limit: Duration, once changes: Bool = false,
    _ condition: (borrowing Screen) throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    let deadline = Deadline.after(limit)
    var asks = !changes
    while true {
      if asks, try condition(self) { return true }
      asks = true
      if deadline.hasPassed { return false }
      // Not all that changes is told: so ask again after a while.
      let next = min(deadline, .after(.milliseconds(40)))
      _ = try asking { display throws(X11.Failure) in
        if try display.nextEvent(until: next) != nil {
          while try display.nextEvent() != nil {}
        }
      }
    }
  }

  /// Watches the root window's properties, so that ``eventually(within:_:)`` wakes at once.
  borrowing func watchRoot() { display.watch(root, for: .property) }
}
