import System

/// The index's extension `UNTR`: which untracked names git found in which directory when it last
/// looked, gitformat-index(5), "Untracked cache".
struct UntrackedCache: Sendable {
  /// A directory, by places in the bytes of the index file.
  struct Directory: Sendable {
    let name: Range<Int>
    /// Where the untracked names begin, and how many there are; each ends in a NUL, and that of a
    /// directory in a slash before it.
    let firstName: Int
    let nameCount: Int
    fileprivate(set) var children: Range<Int> = 0..<0
    /// Where its stat data begin, as they were when git looked; nothing where that no longer counts.
    fileprivate(set) var record: Int?
    /// git looked only for whether it holds anything.
    fileprivate(set) var isCheckOnly = false
    /// The object that its ignore file would be; nothing where it had none.
    fileprivate(set) var ignoreFile: ObjectID?
  }

  /// The top of the work tree is the first.
  private(set) var directories: [Directory] = []
  /// The numbers of the directories in each, sorted by name.
  private var children: [Int] = []
  /// The objects that `info/exclude` and the user's own file would be.
  let infoExclude: ObjectID
  let userExclude: ObjectID
  private let format: ObjectFormat

  /// What git status looks for by default: other directories as one, and no empty ones.
  private static let flags: UInt32 = 6
  private static let recordSize = 36

  /// Reads the extension in `range` of the index's bytes; nothing where it is damaged, or was made
  /// for another place or another question.
  ///
  /// - Parameter workTree: the place; nothing for any.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>, _ format: ObjectFormat, workTree: String?) {
    self.format = format
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    let bytes = bytes.extracting(first: range.upperBound)
    let ignoreFile = Array(".gitignore\0".utf8)
    var offset = range.lowerBound
    guard let length = bytes.offsetNumber(at: &offset), length <= bytes.count - offset else {
      return nil
    }
    if let workTree {
      let place = Array("Location ".utf8) + workTree.pathBytes + Array(", system Linux\0".utf8)
      guard length == place.count, bytes.copy(offset, offset + length) == place else { return nil }
    }
    offset += length + 2 * Self.recordSize
    guard bytes.bigEndian(UInt32.self, at: offset) == Self.flags,
      let infoExclude = ObjectID(bytes, at: offset + 4, format),
      let userExclude = ObjectID(bytes, at: offset + 4 + format.size, format)
    else { return nil }
    self.infoExclude = infoExclude
    self.userExclude = userExclude
    offset += 4 + 2 * format.size
    guard bytes.copy(offset, offset + ignoreFile.count) == ignoreFile else { return nil }
    offset += ignoreFile.count
    guard let count = bytes.offsetNumber(at: &offset), count > 0,
      count <= (bytes.count - offset) / 3, readNames(bytes, count, &offset),
      readBits(bytes, count, &offset)
    else { return nil }
  }

  private mutating func readNames(_ bytes: Span<UInt8>, _ count: Int, _ offset: inout Int) -> Bool {
    // Which directories are open, how many each still has to come, and those that came.
    var open: [(number: Int, left: Int, children: [Int])] = []
    for number in 0..<count {
      guard let names = bytes.offsetNumber(at: &offset),
        let inner = bytes.offsetNumber(at: &offset),
        names <= bytes.count, inner <= count, let end = bytes.offset(of: 0, from: offset)
      else { return false }
      let name = offset..<end
      offset = end + 1
      directories.append(Directory(name: name, firstName: offset, nameCount: names))
      for _ in 0..<names {
        guard let end = bytes.offset(of: 0, from: offset), end > offset else { return false }
        offset = end + 1
      }
      if number > 0 {
        guard let above = open.indices.last else { return false }
        open[above].left -= 1
        open[above].children.append(number)
      }
      open.append((number, inner, []))
      while let last = open.last, last.left == 0 {
        directories[last.number].children =
          children.count..<children.count + last.children.count
        children += last.children
        open.removeLast()
      }
    }
    return open.isEmpty
  }

  private mutating func readBits(_ bytes: Span<UInt8>, _ count: Int, _ offset: inout Int) -> Bool {
    guard let valid = try? Bitmap(bytes, at: &offset, limit: count),
      let checkOnly = try? Bitmap(bytes, at: &offset, limit: count),
      let hashed = try? Bitmap(bytes, at: &offset, limit: count)
    else { return false }
    for number in checkOnly.positions { directories[number].isCheckOnly = true }
    for number in valid.positions {
      guard offset + Self.recordSize <= bytes.count else { return false }
      directories[number].record = offset
      offset += Self.recordSize
    }
    for number in hashed.positions {
      guard let id = ObjectID(bytes, at: offset, format) else { return false }
      directories[number].ignoreFile = id
      offset += format.size
    }
    return true
  }

  /// The directories in another one.
  func children(of directory: Int) -> ArraySlice<Int> { children[directories[directory].children] }

  /// The directory of that name in another one.
  func child(of directory: Int, named name: Span<UInt8>, _ bytes: Span<UInt8>) -> Int? {
    var range = directories[directory].children
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      let child = children[middle]
      let own = directories[child].name
      let order = Index.part(bytes, own.lowerBound, own.upperBound).order(before: name)
      if order == 0 { return child }
      range = order < 0 ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// The untracked names that git found in a directory.
  func names(in directory: Int, _ bytes: Span<UInt8>) -> [[UInt8]] {
    var names: [[UInt8]] = []
    var offset = directories[directory].firstName
    for _ in 0..<directories[directory].nameCount {
      guard let end = bytes.offset(of: 0, from: offset) else { return [] }
      names.append(bytes.copy(offset, end))
      offset = end + 1
    }
    return names
  }

  /// Returns whether a directory is as it was when git looked, and that was not at the same moment
  /// of the clock.
  ///
  /// - Parameter written: when the index was written.
  func isSame(
    _ directory: Int, _ status: Status, written: Status.Time, _ bytes: Span<UInt8>
  ) -> Bool {
    guard let record = directories[directory].record else { return false }
    func word(_ index: Int) -> UInt32? { bytes.bigEndian(UInt32.self, at: record + index * 4) }
    return word(0) == UInt32(truncatingIfNeeded: status.changed.seconds)
      && word(1) == UInt32(truncatingIfNeeded: status.changed.nanoseconds)
      && word(2) == UInt32(truncatingIfNeeded: status.modified.seconds)
      && word(3) == UInt32(truncatingIfNeeded: status.modified.nanoseconds)
      && word(5) == UInt32(truncatingIfNeeded: status.inode) && word(6) == status.owner
      && word(7) == status.group && word(8) == UInt32(truncatingIfNeeded: status.size)
      && max(status.modified, status.changed) < written
  }

  /// Returns whether `text` is what git knew of an ignore file, which it hashes with a line end
  /// added where it does not take the hash from the index.
  static func isSame(_ id: ObjectID?, _ text: [UInt8]?, _ format: ObjectFormat) -> Bool {
    guard let id, !id.isNull else { return text == nil }
    guard let text else { return false }
    return BlobHash.name(of: text, format) == id
      || BlobHash.name(of: text + [0x0a], format) == id
  }
}
