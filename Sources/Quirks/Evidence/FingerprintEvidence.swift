public import DBus
public import System

/// Evidence about fingerprint readers.
public enum FingerprintEvidence: Hashable, Sendable {
  case noReader
  case isFree(reader: String)
  case isClaimed(reader: String)
  case doesNotOpen(reader: String, DBusError)
  /// The fingers that a reader knows.
  case knows(reader: String, [String])
  /// How many fingers of the user's a reader knows.
  case knowsCount(reader: String, Int)
  /// The fix that keeps the login from asking is out of date.
  case fixIsStale(reader: String, Int)
  case noneEnrolled(reader: String)
  case nobodyAsks
  /// A file of PAM's asks for a finger.
  case pamAsks(path: String)
  /// A reader knew a finger, and does not know it any more.
  case forgot(reader: String, finger: String)
  case doesNotTell(reader: String, DBusError)
  /// A reader that knew fingers is not there.
  case readerIsGone(String)
  /// The service has a reader more than once, and one of them does not open.
  case readerIsTwice(String, DBusError)
  /// The file of a print is in a format that libfprint does not read any more.
  case foreignPrint(path: String, finger: String)
  /// What is remembered of fingers, at a path, is not as it was written.
  case memoryDamaged(String)
  case memoryUnreadable(String, Errno)
}
