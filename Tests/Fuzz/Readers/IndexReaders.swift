import System

@testable import Git

let indexReaders: [String: Reader] = [
  "index": { bytes in
    for format in [ObjectFormat.sha1, .sha256] {
      guard let table = try? IndexTable(bytes.span, format) else { continue }
      for (signature, range) in table.extensions.all {
        switch signature {
        case .trees: _ = try? CacheTree(bytes.span, range, format)
        case .split: _ = try? SplitIndex(bytes.span, range, format, limit: 1000)
        case .untrackedCache:
          guard let cache = UntrackedCache(bytes.span, range, format, workTree: nil) else { break }
          for number in cache.directories.indices {
            _ = cache.names(in: number, bytes.span)
            let name = cache.directories[number].name
            _ = cache.child(of: 0, named: bytes.span.extracting(name), bytes.span)
          }
        default: break
        }
      }
      walk(bytes, format)
    }
  },
  "trees": { bytes in
    for format in [ObjectFormat.sha1, .sha256] {
      guard let trees = try? CacheTree(bytes.span, 0..<bytes.count, format) else { continue }
      for node in trees.nodes.indices.prefix(100) {
        _ = trees.child(of: node, named: [0x61].span, bytes.span)
      }
    }
  },
  "bitmap": { bytes in
    var offset = 0
    while offset < bytes.count, (try? Bitmap(bytes.span, at: &offset, limit: 5000)) != nil {}
  },
  "shared": { bytes in
    // The size of an index in two bytes, the index, and then its shared file.
    guard bytes.count > 2 else { return }
    let middle = min(bytes.count, 2 + (Int(bytes[0]) << 8 | Int(bytes[1])))
    let own = Array(bytes[2..<max(2, middle)])
    let shared = Array(bytes[max(2, middle)...])
    guard var table = try? IndexTable(own.span, .sha1), let range = table.extensions[.split],
      let first = try? IndexTable(shared.span, .sha1),
      let split = try? SplitIndex(own.span, range, .sha1, limit: first.entries.count)
    else { return }
    try? table.join(first, split, own.span, shared.span)
  },
]

/// What reading the whole of an index from a file does.
private func walk(_ bytes: [UInt8], _ format: ObjectFormat) {
  write(bytes, to: room + "/index")
  guard let index = try? Index(at: room + "/index", format),
    let directories = try? IndexDirectories(index)
  else { return }
  _ = WalkPlan(directories)
  for number in directories.all.indices { _ = directories.directCount(of: number) }
  for number in index.entries.indices { _ = directories.directory(of: number) }
  for entry in index.entries {
    _ = index.record(of: entry)
    _ = index.object(of: entry)
    _ = index.path(of: entry)
  }
}
