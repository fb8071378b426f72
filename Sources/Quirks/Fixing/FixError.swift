/// The reason why something could not be fixed or undone.
public enum FixError: Error {
  /// The journal exists and is not as we wrote it.
  case damagedJournal(String)
  /// The journal was written by a newer version of Detour.
  case newerJournal(String)
  /// The journal could not be read or written.
  case journal(String, String)
  /// Another fix is being made.
  case busy
  /// The quirk has no fix of its own.
  case noFix(quirk: String)
  /// Nothing can be changed now: the text says what a person can do.
  case notOurs(String)
  /// The user has to do it: the quirk's remedy says how.
  case takesMore(Remedy)
  /// A change could not be made; what was changed before it has been restored.
  case failed(any Change, String)
  /// A change could not be made, and what was changed before it could not all be restored.
  case failedHalfway(any Change, String, left: [any Change])
  /// A change could not be undone; what comes before it in the fix is still as it was made.
  case notUndone(any Change, String, name: String)
  /// Nothing was fixed under that name.
  case nothingToUndo(String)
  /// Somebody changed it since: what it is now is not what was set.
  case changedSince(any Change, now: String)
}
