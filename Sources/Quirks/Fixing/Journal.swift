import Interchange
import System

/// The fixes that were made and how to undo them: a file in the user's state directory.
public struct Journal: Equatable, Sendable {
  /// One fix.
  public struct Entry: Equatable, Sendable {
    /// The quirk's name, or `keys`.
    public let name: String
    /// Seconds since 1970.
    public let time: Int
    public fileprivate(set) var records: [Record]

    public init(name: String, time: Int, records: [Record]) {
      self.name = name
      self.time = time
      self.records = records
    }
  }

  public private(set) var entries: [Entry] = []
  private let path: String
  private static let version = 1

  /// Reads the journal in `directory`; a missing one is empty.
  ///
  /// - Throws: ``FixError/damagedJournal(_:)`` for one that is not as we wrote it.
  public init(in directory: String) throws(FixError) {
    path = directory + "/changes.json"
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = try File.read(path, limit: 16 << 20)
    } catch .notFound {
      return
    } catch {
      throw .journal(path, error)
    }
    guard let json = try? JSON(bytes), let version = json["version"]?.number else {
      throw .damagedJournal(path)
    }
    guard version <= Self.version else { throw .newerJournal(path) }
    guard version == Self.version, let list = json["changes"]?.elements else {
      throw .damagedJournal(path)
    }
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
  mutating func add(_ entry: Entry) throws(FixError) {
    try save(entries + [entry])
  }

  /// Takes the entry at `index` out, and saves the journal.
  mutating func remove(at index: Int) throws(FixError) {
    var rest = entries
    rest.remove(at: index)
    try save(rest)
  }

  /// Takes records out of the entries of a name, and saves the journal where that alters it.
  mutating func remove(_ records: [Record], of name: String) throws(FixError) {
    let rest = entries.compactMap { entry in
      guard entry.name == name else { return entry }
      let left = entry.records.filter { !records.contains($0) }
      return left.isEmpty ? nil : Entry(name: name, time: entry.time, records: left)
    }
    if rest != entries { try save(rest) }
  }

  /// Takes a change out of all entries, and saves the journal where that alters it.
  mutating func remove<Kind: Change & Equatable>(_ change: Kind) throws(FixError) {
    let rest = entries.compactMap { entry in
      let records = entry.records.filter { $0.change as? Kind != change }
      return records.isEmpty ? nil : Entry(name: entry.name, time: entry.time, records: records)
    }
    if rest != entries { try save(rest) }
  }

  /// The place of a record.
  struct Place {
    let entry: Int
    let record: Int
  }

  /// The first record after the entry at `index` that gave the setting of `change` another value.
  func successor(of change: any Change, after index: Int) -> Place? {
    guard change is any WholeSetting else { return nil }
    for (number, entry) in entries.enumerated().dropFirst(index + 1) {
      let found = entry.records.firstIndex {
        $0.change is any WholeSetting && $0.change.setting == change.setting
      }
      if let found { return Place(entry: number, record: found) }
    }
    return nil
  }

  /// The present state of a record of the entry at `index`. What another fix has changed since is as this
  /// one left it, if that is what the other one found.
  func state(of record: Record, at index: Int, in context: QuirkContext) -> ChangeState {
    guard let change = record.change as? any WholeSetting,
      let next = successor(of: change, after: index)
    else { return record.state(in: context) }
    let found = entries[next.entry].records[next.record].before
    return found == change.after ? .changed : .otherwise(.value(found ?? "the default"))
  }

  /// Has undoing the record at `place` bring back what was there before an earlier one. It is saved with
  /// what is done next.
  mutating func hand(_ before: String?, to place: Place) {
    entries[place.entry].records[place.record].before = before
  }

  private mutating func save(_ entries: [Entry]) throws(FixError) {
    let list = entries.map { entry in
      JSON.object([
        .init("quirk", .string(entry.name)), .init("time", .number(entry.time)),
        .init("records", .array(entry.records.map(\.json))),
      ])
    }
    let json = JSON.object([
      .init("version", .number(Self.version)), .init("changes", .array(list)),
    ])
    do throws(Errno) {
      try atomicWrite(Array("\(json)\n".utf8), to: path)
    } catch {
      throw .journal(path, error)
    }
    self.entries = entries
  }
}
