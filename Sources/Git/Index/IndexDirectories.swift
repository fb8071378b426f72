import System

/// The directories that the paths of an index are in, each before what is in it.
struct IndexDirectories: Sendable {
  /// A directory with tracked files in it, at any depth.
  struct Directory: Sendable {
    /// The first entry in it.
    let first: Int32
    /// The entry after the last in it.
    var end: Int32
    /// How long its path is with the slash at its end; none for the top.
    let length: Int32
    /// The number of the directory that it is in; -1 for the top.
    let parent: Int32
    /// The number of the first directory after those in it.
    var next: Int32
    /// How many directories lead to it.
    let depth: Int32
  }

  /// The top of the work tree is the first.
  private(set) var all: [Directory]

  /// Deeper than this no path leads that the system looks up: the longest has 4096 bytes.
  private static let depthLimit = 2048

  /// - Throws: `.path` where a path could lead out of the work tree, or deeper than any file is, or
  ///   the entries are not sorted.
  @_optimize(speed)
  init(_ index: borrowing Index) throws(IndexTable.Flaw) {
    let count = Int32(index.entries.count)
    all = [Directory(first: 0, end: count, length: 0, parent: -1, next: 0, depth: 0)]
    guard count > 0 else {
      close(0, at: 0)
      return
    }
    var current = 0
    var previous = index.path(of: index.entries[0])
    for number in index.entries.indices {
      let entry = index.entries[number]
      let path = index.path(of: entry)
      var length = Int(all[current].length)
      if number > 0 {
        let common = previous.commonPrefix(with: path)
        let isSorted =
          if common < previous.count {
            common < path.count && previous[common] < path[common]
          } else {
            common < path.count || index.entries[number - 1].stage < entry.stage
          }
        guard isSorted else { throw .path }
        // Most entries are in the directory of the one before.
        while length > common || length > 0 && length >= path.count {
          close(current, at: number)
          current = Int(all[current].parent)
          length = Int(all[current].length)
        }
      }
      while let slash = path.offset(of: 0x2f, from: length), slash + 1 < path.count {
        guard all[current].depth < Self.depthLimit, Self.isPlausible(path, length, slash) else {
          throw .path
        }
        all.append(
          Directory(
            first: Int32(truncatingIfNeeded: number), end: count,
            length: Int32(truncatingIfNeeded: slash + 1),
            parent: Int32(truncatingIfNeeded: current), next: 0, depth: all[current].depth + 1))
        current = all.count - 1
        length = slash + 1
      }
      // Only a sparse directory's path ends in a slash.
      let end = path.count > 0 && path[path.count - 1] == 0x2f ? path.count - 1 : path.count
      guard Self.isPlausible(path, length, end) else { throw .path }
      previous = path
    }
    while current >= 0 {
      close(current, at: index.entries.count)
      current = Int(all[current].parent)
    }
  }

  private mutating func close(_ number: Int, at entry: Int) {
    all[number].end = Int32(truncatingIfNeeded: entry)
    all[number].next = Int32(truncatingIfNeeded: all.count)
  }

  /// Returns whether the part of a path can be a name: neither empty nor `.` nor `..`.
  private static func isPlausible(_ path: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    switch end - start {
    case ...0: false
    case 1: path[start] != 0x2e
    case 2: path[start] != 0x2e || path[start + 1] != 0x2e
    default: true
    }
  }
}

extension IndexDirectories {
  /// The number of the directory that an entry is in.
  func directory(of entry: Int) -> Int {
    var number = 0
    var child = 1
    while child < Int(all[number].next) {
      if entry < Int(all[child].first) { break }
      if entry < Int(all[child].end) {
        number = child
        child += 1
      } else {
        child = Int(all[child].next)
      }
    }
    return number
  }
}

extension Index {
  /// Returns where `path` is among the entries `range`, or would be: the first entry that is not
  /// before it.
  @_optimize(speed)
  func place(of path: Span<UInt8>, in range: Range<Int>) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if self.path(of: entries[middle]).order(before: path) < 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension Index {
  /// The entry of a name in a directory itself.
  func entry(
    named name: String, in directory: IndexDirectories.Directory
  ) -> IndexEntry? {
    guard directory.first < directory.end else { return nil }
    let length = Int(directory.length)
    let bytes = name.utf8
    let first = self.path(of: entries[Int(directory.first)])
    // Most directories begin with a name that comes after those with a dot.
    guard first.extracting(droppingFirst: length).order(before: bytes.span) <= 0 else { return nil }
    let path = first.copy(0, length) + Array(bytes)
    let place = place(of: path.span, in: Int(directory.first)..<Int(directory.end))
    guard place < Int(directory.end), self.path(of: entries[place]).isEqual(to: path.span) else {
      return nil
    }
    return entries[place]
  }
}
