import System

/// The directories that must be looked at again.
struct WatchMarks {
  /// Directories themselves, as paths from the top.
  private(set) var directories: Set<[UInt8]> = []
  /// Directories with all beneath them.
  private(set) var subtrees: Set<[UInt8]> = []
  private(set) var isEverything = false

  /// More marks than this are one: everything.
  private static let limit = 1 << 17

  var isEmpty: Bool { !isEverything && directories.isEmpty && subtrees.isEmpty }

  var count: Int { isEverything ? Int.max : directories.count + subtrees.count }

  mutating func add(_ directory: [UInt8]) {
    guard !isEverything else { return }
    directories.insert(directory)
    if directories.count > Self.limit { addEverything() }
  }

  mutating func addSubtree(_ directory: [UInt8]) {
    guard !isEverything else { return }
    guard !directory.isEmpty else { return addEverything() }
    subtrees.insert(directory)
    if subtrees.count > Self.limit { addEverything() }
  }

  mutating func addEverything() {
    directories = []
    subtrees = []
    isEverything = true
  }

  /// The numbers of the tracked directories that are marked: an untracked one counts in the
  /// nearest tracked one above it.
  func numbers(_ index: borrowing Index, _ directories: IndexDirectories) -> Set<Int> {
    if isEverything { return Set(directories.all.indices) }
    var numbers: Set<Int> = []
    for path in self.directories { numbers.insert(directories.nearest(path, index).number) }
    for path in subtrees {
      let (number, isItself) = directories.nearest(path, index)
      numbers.insert(number)
      if isItself { numbers.formUnion(number..<Int(directories.all[number].next)) }
    }
    return numbers
  }
}

extension IndexDirectories {
  /// The directory at `path`, without a slash at its end, or the nearest one above it that has
  /// tracked files in it.
  func nearest(_ path: [UInt8], _ index: borrowing Index) -> (number: Int, isItself: Bool) {
    var rest = path[...]
    while !rest.isEmpty {
      if let number = number(of: rest + [0x2f], index) { return (number, rest.count == path.count) }
      rest = rest.lastIndex(of: 0x2f).map { rest[..<$0] } ?? []
    }
    return (0, path.isEmpty)
  }

  /// The directory with that path, which ends in a slash.
  func number(of path: ArraySlice<UInt8>, _ index: borrowing Index) -> Int? {
    let bytes = Array(path)
    let place = index.place(of: bytes.span, in: 0..<index.entries.count)
    guard place < index.entries.count else { return nil }
    var number = directory(of: place)
    while number > 0, Int(all[number].length) > bytes.count { number = Int(all[number].parent) }
    guard Int(all[number].length) == bytes.count,
      index.path(of: index.entries[place]).extracting(first: bytes.count).isEqual(to: bytes.span)
    else { return nil }
    return number
  }
}
