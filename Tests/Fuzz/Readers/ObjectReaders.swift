@testable import Git

let objectReaders: [String: Reader] = [
  "packindex": { bytes in
    for id in someIDs {
      _ = PackIndexTable.offset(of: id, in: bytes.span)
      _ = PackIndexTable.commonDigits(with: id, in: bytes.span)
    }
  },
  "midx": { bytes in
    guard let table = MultiPackIndex.Table(bytes.span, .sha1) else { return }
    for id in someIDs {
      _ = table.find(id, in: bytes.span)
      _ = table.commonDigits(with: id, in: bytes.span)
    }
  },
  "pack": { bytes in
    write(bytes, to: room + "/pack")
    guard let pack = PackData(room + "/pack", .sha1) else { return }
    for offset in 0..<min(bytes.count, 2000) {
      guard let entry = pack.entry(at: offset), entry.size < 1 << 20 else { continue }
      _ = pack.bytes(of: entry)
    }
  },
  "delta": { bytes in
    let base = Array(repeating: UInt8(ascii: "a"), count: 1200)
    _ = Delta.apply(bytes, to: base, limit: 1 << 20)
    _ = Delta.apply(bytes, to: Array(bytes.reversed()), limit: 1 << 20)
  },
  "loose": { bytes in
    for id in someIDs.prefix(1) {
      _ = try? LooseObject.parse(bytes.span, id, limit: 1 << 20)
    }
  },
  "commit": { bytes in
    for format in [ObjectFormat.sha1, .sha256] {
      if let commit = Commit(bytes, format) { _ = Commit.subject(of: bytes, commit) }
      _ = Tag(bytes, format)
      _ = Tree(bytes, format)
    }
  },
]

private let someIDs = ["00", "1f", "7c", "b5", "ff"].compactMap {
  ObjectID(hexadecimal: Array(String(repeating: $0, count: 20).utf8))
}
