import System

extension Index {
  /// Returns whether the index has a file of that name in a directory, or a directory with files in
  /// it.
  func isTracked(
    _ name: [UInt8], _ kind: Directory.Kind, in directory: IndexDirectories.Directory,
    foldingCase: Bool
  ) -> Bool {
    let length = Int(directory.length)
    let range = Int(directory.first)..<Int(directory.end)
    let found = lowerBound(name.span, length, range)
    if found < range.upperBound {
      let path = path(of: entries[found]).extracting(droppingFirst: length)
      // Also a directory in the place of a file is no other: to git it is the file's change.
      if path.isEqual(to: name.span) { return true }
    }
    if kind == .directory {
      let inside = name + [0x2f]
      let first = lowerBound(inside.span, length, range)
      if first < range.upperBound {
        let path = path(of: entries[first]).extracting(droppingFirst: length)
        if path.count >= inside.count,
          path.extracting(first: inside.count).isEqual(to: inside.span)
        {
          return true
        }
      }
    }
    return foldingCase && isTrackedFoldingCase(name, kind, length, range)
  }

  @_optimize(speed)
  private func lowerBound(_ name: Span<UInt8>, _ length: Int, _ range: Range<Int>) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if path(of: entries[middle]).extracting(droppingFirst: length).order(before: name) < 0 {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// The same in whatever letters; the whole range is looked through.
  func isTrackedFoldingCase(
    _ name: [UInt8], _ kind: Directory.Kind, _ length: Int, _ range: Range<Int>
  ) -> Bool {
    for number in range {
      let path = path(of: entries[number])
      guard path.count >= length + name.count else { continue }
      var isSame = true
      for index in name.indices where path[length + index].lowercased != name[index].lowercased {
        isSame = false
        break
      }
      guard isSame else { continue }
      let end = length + name.count
      if path.count == end ? kind != .directory : kind == .directory && path[end] == 0x2f {
        return true
      }
    }
    return false
  }
}
