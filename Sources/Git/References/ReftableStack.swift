import System

/// The reftables of a directory, a later one over the earlier.
final class ReftableStack {
  private final class Entry {
    let file: MappedFile
    let table: Reftable

    init?(_ path: String, _ format: ObjectFormat) {
      guard let file = try? MappedFile(path), let table = file.read({ Reftable($0, format) })
      else { return nil }
      self.file = file
      self.table = table
    }
  }

  /// The newest first.
  private var tables: [Entry] = []

  init(_ directory: String, _ format: ObjectFormat) {
    // A writer may fold tables into one between our reading of the list and of a file: again then.
    for _ in 0..<3 {
      guard let list = try? File.read(directory + "/tables.list", limit: 1 << 20) else { return }
      let names = list.split(separator: 0x0a).map { $0.text }
      var opened: [Entry] = []
      for name in names {
        guard !name.utf8.contains(UInt8(ascii: "/")),
          let entry = Entry(directory + "/" + name, format)
        else { break }
        opened.append(entry)
      }
      // A stack with a table missing would give back what was deleted or has moved on since.
      if opened.count == names.count {
        tables = opened.reversed()
        return
      }
    }
  }

  /// Returns what the reference holds.
  func find(_ name: [UInt8]) -> Head? {
    for entry in tables {
      switch entry.file.read({ entry.table.find(name, in: $0) }) {
      case .deleted: return nil
      case .head(let head): return head
      case nil: continue
      }
    }
    return nil
  }

  /// Adds all whose names begin with `prefix`.
  func all(under prefix: [UInt8], into found: inout [[UInt8]: Head]) {
    for entry in tables.reversed() {
      entry.file.read { bytes in
        entry.table.forEach(in: bytes) { name, value in
          guard name.starts(with: prefix) else { return }
          switch value {
          case .deleted: found[name] = nil
          case .head(let head): found[name] = head
          }
        }
      }
    }
  }

  /// Returns how many entries the log of `name` has; nothing where it cannot be read.
  func logCount(of name: [UInt8]) -> Int? {
    var found: [UInt64: Bool] = [:]
    for entry in tables.reversed() {
      let isRead = entry.file.read { bytes in
        ReftableLog(entry.table, in: bytes)?.entries(of: name, in: bytes, into: &found) ?? true
      }
      if !isRead { return nil }
    }
    return found.values.count { $0 }
  }
}
