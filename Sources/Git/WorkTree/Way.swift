import System

/// A directory that is kept open while something in it is looked at.
final class OpenDirectory: Sendable {
  let file: FileDescriptor
  init(_ file: consuming FileDescriptor) { self.file = file }
}

/// The directories that lead to the one that is looked at.
///
/// Names are looked up from the nearest open directory above them. To open one takes as long as it
/// takes the kernel to follow some forty names more, so that only those with much in them are open.
struct Way {
  /// One of the directories.
  struct Level {
    let number: Int
    var state: State
    /// Read when they are asked for.
    var rules: IgnoreRules?
    var isIgnored: Bool?
    var attributes: DirectoryAttributes?
    /// That of the attributes.
    var mixer: Mixer?
    /// The directory in git's untracked cache, once it was looked for.
    var cached: Int??
    /// Whether the memory knows that the index has every name in it.
    var holdsOnlyTracked = false
    fileprivate(set) var file: OpenDirectory?
  }

  enum State {
    case there(Status)
    /// It is not there, so that nothing in it is.
    case missing
    /// It is there but cannot be looked at.
    case closed
  }

  /// An open directory, and the length of its path with the slash at its end.
  struct Base {
    let directory: OpenDirectory
    let length: Int
    var rawValue: Int32 { directory.file.rawValue }
  }

  var levels: [Level] = []
  /// A path with the NUL that the system wants.
  private var name: [UInt8] = []
  private let job: WalkJob

  /// How much beneath a directory makes it worth opening.
  private static let weight = 40

  init(_ job: WalkJob) throws(Errno) {
    self.job = job
    let top = OpenDirectory(try FileDescriptor(opening: job.workTree, [.directory]))
    var level = Level(number: 0, state: .there(try Status(of: top.file)))
    level.file = top
    level.isIgnored = false
    levels.append(level)
  }

  /// Where names in the directory at the end are looked up from.
  var base: Base { base(of: levels.count - 1) }

  func base(of level: Int) -> Base {
    var level = level
    while level > 0, levels[level].file == nil { level -= 1 }
    guard let file = levels[level].file else { preconditionFailure("the top is open") }
    return Base(directory: file, length: length(of: level))
  }

  private func length(of level: Int) -> Int {
    Int(job.directories.all[levels[level].number].length)
  }

  /// Goes to a directory, by those that lead to it.
  mutating func go(to number: Int, _ index: borrowing Index) {
    let directory = job.directories.all[number]
    while levels.count > Int(directory.depth) + 1 { levels.removeLast() }
    if levels.count == Int(directory.depth) + 1 {
      if levels[levels.count - 1].number == number { return }
      levels.removeLast()
    }
    let parent = Int(directory.parent)
    if levels.last?.number != parent { go(to: parent, index) }
    guard let above = levels.last else { return }
    var level = Level(number: number, state: above.state)
    if case .there = above.state { look(at: directory, &level, index) }
    levels.append(level)
  }

  private mutating func look(
    at directory: IndexDirectories.Directory, _ level: inout Level, _ index: borrowing Index
  ) {
    let base = base
    setName(of: directory, from: base.length, index)
    let weight = directory.end - directory.first + directory.next - Int32(level.number)
    if weight >= Self.weight { level.file = open(base) }
    do throws(Errno) {
      let status =
        if let file = level.file {
          try Status(of: file.file)
        } else {
          try Status(ofName: name.span, at: base.rawValue)
        }
      // A link in the place of a directory is another thing: what was in it has gone.
      level.state = status.kind == .directory ? .there(status) : .missing
    } catch .notFound {
      level.state = .missing
    } catch .notADirectory {
      level.state = .missing
    } catch {
      level.state = .closed
    }
  }

  /// Opens the directory whose name was set.
  private func open(_ base: Base) -> OpenDirectory? {
    guard
      let file = try? FileDescriptor(
        openingName: name.span, [.directory, .noFollow], at: base.rawValue)
    else { return nil }
    return OpenDirectory(file)
  }

  /// What the regular file of that name in a directory on the way holds.
  func content(
    of file: String, in level: Int, limit: Int, _ index: borrowing Index
  ) throws(Errno) -> [UInt8] {
    let base = base(of: level)
    let record = job.directories.all[levels[level].number]
    var path = Array(file.utf8) + [0]
    if record.length > 0 {
      let own = index.path(of: index.entries[Int(record.first)])
      path = own.copy(base.length, Int(record.length)) + path
    }
    let file = try FileDescriptor(
      openingName: path.span, [.noFollow, .nonBlocking, .noTerminal], at: base.rawValue)
    guard try Status(of: file).kind == .file else { throw .invalid }
    return try file.readAll(limit: limit)
  }

  private mutating func setName(
    of directory: IndexDirectories.Directory, from start: Int, _ index: borrowing Index
  ) {
    let path = index.path(of: index.entries[Int(directory.first)])
    name.replace(by: path, start, Int(directory.length) - 1)
    name.append(0)
  }

  /// Opens a directory on the way, where that was not worth it before.
  mutating func opened(_ level: Int, _ index: borrowing Index) -> OpenDirectory? {
    if let file = levels[level].file { return file }
    setName(of: job.directories.all[levels[level].number], from: base(of: level).length, index)
    levels[level].file = open(base(of: level))
    return levels[level].file
  }
}
