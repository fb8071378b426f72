import System

extension Index {
  /// Returns whether there is an entry of a path, in any stage.
  func has(_ path: [UInt8]) -> Bool {
    let place = place(of: path.span, in: 0..<entries.count)
    return place < entries.count && self.path(of: entries[place]).isEqual(to: path.span)
  }

  /// Returns whether there is an entry of a path that is a file or a link.
  func hasFile(_ path: [UInt8]) -> Bool {
    let place = place(of: path.span, in: 0..<entries.count)
    guard place < entries.count, self.path(of: entries[place]).isEqual(to: path.span) else {
      return false
    }
    return record(of: entries[place])?.isDirectory == false
  }

  /// The paths in conflict, each once.
  func conflictPaths() -> [[UInt8]] {
    var paths: [[UInt8]] = []
    for entry in entries where entry.stage > 0 {
      let path = path(of: entry).copy(0, Int(entry.length))
      if paths.last != path { paths.append(path) }
    }
    return paths
  }
}
