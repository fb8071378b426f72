import System
import Windows
import X11

extension Screen {
  /// Waits until `condition` holds; it is asked now, and again whenever something changes that is
  /// watched for.
  ///
  /// - Parameter changes: whether it can't hold before something changes, so that it need not be
  ///   asked now.
  /// - Returns: whether it held in time.
  func eventually(
    within limit: Duration, once changes: Bool = false,
    _ condition: () throws(WindowError) -> Bool
  ) throws(WindowError) -> Bool {
    let deadline = Deadline.after(limit)
    var asks = !changes
    while true {
      if asks, try condition() { return true }
      asks = true
      if deadline.hasPassed { return false }
      // Some changes send no event; poll as a fallback.
      let next = min(deadline, .after(.milliseconds(40)))
      _ = try asking { display throws(X11Error) in
        if try display.nextEvent(until: next) != nil {
          while try display.nextEvent() != nil {}
        }
      }
    }
  }

  /// Lets changes of the root window's properties wake ``eventually(within:once:_:)``.
  func watchRoot() {
    forget()
    display.watch(root, for: .property)
  }
}
