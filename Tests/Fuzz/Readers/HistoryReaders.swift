@testable import Git

let historyReaders: [String: Reader] = [
  "graph": { bytes in
    for format in [ObjectFormat.sha1, .sha256] {
      guard let table = CommitGraphFile.Table(bytes.span, format) else { continue }
      for place in -1...min(table.count, 100) {
        _ = table.record(at: place, in: bytes.span)
        if let id = table.id(at: place, in: bytes.span) { _ = table.place(of: id, in: bytes.span) }
      }
    }
  }
]
