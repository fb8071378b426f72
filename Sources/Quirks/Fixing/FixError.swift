public import System

/// The reason why something could not be fixed or undone.
public enum FixError: Error {
  /// The journal exists and is not as we wrote it.
  case damagedJournal(String)
  /// The journal was written by a newer version of Detour.
  case newerJournal(String)
  /// The journal could not be read or written.
  case journal(String, Errno)
  /// Another fix is being made.
  case busy
  /// The quirk has no fix of its own.
  case noFix(quirk: String)
  /// Nothing can be changed now.
  case notOurs(Advice)
  /// The user has to do it: the quirk's remedy says how.
  case takesMore(Remedy)
  /// A change could not be made; what was changed before it has been restored.
  case failed(any Change, ChangeError)
  /// A change could not be made, and what was changed before it could not all be restored.
  case failedHalfway(any Change, ChangeError, left: [any Change])
  /// A change could not be undone; what comes before it in the fix is still as it was made.
  case notUndone(any Change, ChangeError, name: String)
  /// Nothing was fixed under that name.
  case nothingToUndo(String)
  /// Somebody changed it since: what it is now is not what was set.
  case changedSince(any Change, now: ChangeState.Present)

  /// Advice on what a person can do, or what there is to know.
  public enum Advice: Hashable, Sendable {
    /// What the check saw, which leaves nothing to fix.
    case seen([Evidence])
    /// Nobody can be asked who holds the keyboard.
    case holderIsUnknown
    /// All keys that could be taken have another action.
    case keysAreTaken([String])
    /// The prompt misses something else than what the fix brings.
    case promptMissesOthers
    /// A file of Detour's own is not there.
    case notInstalled(path: String)
    /// The user has to choose between actions, such as by this command line.
    case choose(command: String)
    case noClash
  }
}
