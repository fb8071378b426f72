@testable import Git

let referenceReaders: [String: Reader] = [
  "packed": { bytes in
    for entry in PackedReferences.all(under: Array("refs/".utf8), in: bytes.span) {
      _ = PackedReferences.find(entry.name, in: bytes.span)
    }
    _ = PackedReferences.find(Array("refs/heads/none".utf8), in: bytes.span)
    _ = Head(bytes)
  },
  "reftable": { bytes in
    for format in [ObjectFormat.sha1, .sha256] {
      guard let table = Reftable(bytes.span, format) else { continue }
      table.forEach(in: bytes.span) { _, _ in }
      for name in ["HEAD", "refs/heads/topic-50", "refs/tags/v1", "z"] {
        _ = table.find(Array(name.utf8), in: bytes.span)
      }
      var entries: [UInt64: Bool] = [:]
      if let log = ReftableLog(table, in: bytes.span) {
        _ = log.entries(of: Array("refs/stash".utf8), in: bytes.span, into: &entries)
      }
    }
  },
]
