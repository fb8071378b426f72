public import Login

/// Evidence about the lid and logind's locks.
public enum LidEvidence: Hashable, Sendable {
  /// The machine has no lid.
  case none
  case isOpen
  case noExternalDisplay
  /// Another program handles the lid by its own settings.
  case handled(by: String, process: UInt32)
  /// A program holds the lid.
  case held(Inhibitor)
  /// What logind is set to do when the lid closes.
  case harmless(action: String)
  /// The same without a display.
  case harmlessUndocked(action: String)
  /// What logind is set to do, and nobody keeps it from that.
  case acts(action: String, LidPlace)
  /// A lock on the lid that counts only while a monitor is attached, and for some seconds after.
  case heldForMonitor(Inhibitor)
  /// A lock on the lid that does not count: its session is in the background.
  case heldInBackground(Inhibitor)
  /// A lock on sleep or idleness, which does not stop the lid.
  case besideTheLid(Inhibitor)
  /// The lid is closed, and only the display at this connector keeps the machine awake.
  case onlyDisplay(connector: String)
  /// What logind is set to do when that display is gone.
  case withoutDisplay(action: String)
  /// No lock on sleep or idleness is older than twelve hours.
  case noOldLock
  case oldLock(Inhibitor, hours: Int)
  /// What the session manager holds its lock for.
  case lockIsFor(SessionManagerInhibitor)
}

/// The situation in which a lid closes, as far as logind has settings for it.
public enum LidPlace: Hashable, Sendable {
  case anywhere, onExternalPower, docked
}
