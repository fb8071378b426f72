/// Why something could not be mended, or put back.
public enum MendingFailure: Error, Equatable, Sendable {
  /// The journal is there and is not as we wrote it.
  case damagedJournal(String)
  /// The journal could not be read or written.
  case journal(String, String)
  /// Another fix is at work.
  case busy
  /// There is nothing that could be changed: the text says what a person can do.
  case notOurs(String)
  /// A change could not be made; what was changed before it has been put back.
  case failed(Change, String)
  /// A change could not be made, and what was changed before it could not all be put back.
  case failedHalfway(Change, String, left: [Change])
  /// A change could not be put back; what comes before it in the mending is still as it was made.
  case notUndone(Change, String, String)
  /// Nothing of that name was mended.
  case nothingToUndo(String)
  /// Somebody changed it since: what it is now is not what was set.
  case changedSince(Change, now: String)
}

extension MendingFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .damagedJournal(let path):
      "\(path) is not as detour wrote it: mend it, or move it away to forget what can be undone"
    case .journal(let path, let why): "\(path): \(why)"
    case .busy: "another fix is at work; try again when it is done"
    case .notOurs(let advice): advice
    case .failed(let change, let why): "could not \(change): \(why); all is as it was before"
    case .failedHalfway(let change, let why, let left):
      "could not \(change): \(why); and these could not be put back: "
        + left.map(\.description).joined(separator: "; ")
    case .notUndone(let change, let why, let name):
      "could not put back what was before \"\(change)\": \(why); detour undo \(name) goes on from there"
    case .nothingToUndo(let name): "nothing was mended under the name \(name): see detour status"
    case .changedSince(let change, let now):
      "since detour did \"\(change)\" somebody changed it: it is \(now) now; --force puts back what was before"
    }
  }
}
