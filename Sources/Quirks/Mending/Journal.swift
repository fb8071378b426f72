import Interchange
import System

/// What was mended and how to put it back: a file in the user's state directory.
public struct Journal: Equatable, Sendable {
  /// One mending.
  public struct Entry: Equatable, Sendable {
    /// The quirk's name, or `keys`.
    public let name: String
    /// Seconds since 1970.
    public let time: Int
    public let records: [Record]

    public init(name: String, time: Int, records: [Record]) {
      self.name = name
      self.time = time
      self.records = records
    }
  }

  public private(set) var entries: [Entry] = []
  private let path: String

  /// Reads the journal in `directory`; one that is not there is empty.
  ///
  /// - Throws: ``MendingFailure/damagedJournal(_:)`` for one that somebody has broken: nothing of
  ///   it is lost.
  public init(in directory: String) throws(MendingFailure) {
    path = directory + "/changes.json"
    let bytes: [UInt8]
    do {
      bytes = try contents(of: path, limit: 16 << 20)
    } catch .notFound {
      return
    } catch {
      throw .journal(path, "\(error)")
    }
    guard let json = try? JSON(bytes), json["version"]?.number == 1,
      let list = json["changes"]?.elements
    else { throw .damagedJournal(path) }
    for item in list {
      guard let name = item["quirk"]?.string, let time = item["time"]?.number,
        let records = item["records"]?.elements
      else { throw .damagedJournal(path) }
      let read = records.compactMap(Record.init)
      guard read.count == records.count else { throw .damagedJournal(path) }
      entries.append(Entry(name: name, time: time, records: read))
    }
  }

  /// Adds an entry, and saves the journal.
  mutating func add(_ entry: Entry) throws(MendingFailure) {
    try save(entries + [entry])
  }

  /// Takes the entry at `index` out, and saves the journal.
  mutating func remove(at index: Int) throws(MendingFailure) {
    var rest = entries
    rest.remove(at: index)
    try save(rest)
  }

  private mutating func save(_ entries: [Entry]) throws(MendingFailure) {
    let list = entries.map { entry in
      JSON.object([
        .init("quirk", .string(entry.name)), .init("time", .number(entry.time)),
        .init("records", .array(entry.records.map(\.json))),
      ])
    }
    let json = JSON.object([.init("version", .number(1)), .init("changes", .array(list))])
    do {
      try replace(path, with: Array("\(json)\n".utf8))
    } catch {
      throw .journal(path, "\(error)")
    }
    self.entries = entries
  }
}

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
    case .nothingToUndo(let name): "nothing was mended under the name \(name): see detour status"
    case .changedSince(let change, let now):
      "since detour did \"\(change)\" somebody changed it: it is \(now) now; --force puts back what was before"
    }
  }
}
