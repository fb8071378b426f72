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
struct DirectoryStack {
  /// One of the directories.
  struct Level {
    let number: Int
    var state: State
    /// Read when they are asked for.
    var rules: IgnoreRules?
    var isIgnored: Bool?
    var attributes: DirectoryAttributes?
    /// That of the attributes.
    var hasher: KeyedHash?
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
  private let context: WalkContext
  private let objects: LazyObjects

  /// How much beneath a directory makes it worth opening.
  private static let weight = 40

  init(_ context: WalkContext, _ objects: LazyObjects) throws(Errno) {
    self.context = context
    self.objects = objects
    let top = OpenDirectory(try FileDescriptor(opening: context.workTree, [.directory]))
    context.watches?.watch(top.file, [])
    var level = Level(number: 0, state: .there(try Status(of: top.file)))
    level.file = top
    level.isIgnored = false
    levels.append(level)
  }

  /// Where names in the directory at the end are looked up from.
  var base: Base { base(of: levels.count - 1) }

  @_optimize(speed)
  func base(of level: Int) -> Base {
    var level = level
    while level > 0, levels[level].file == nil { level -= 1 }
    guard let file = levels[level].file else { preconditionFailure("the top is open") }
    return Base(directory: file, length: length(of: level))
  }

  private func length(of level: Int) -> Int {
    Int(context.directories.all[levels[level].number].length)
  }

  /// Goes to a directory, by those that lead to it.
  @_optimize(speed)
  mutating func go(to number: Int, _ index: borrowing Index) {
    let directory = context.directories.all[number]
    while levels.count > Int(directory.depth) + 1 { levels.removeLast() }
    if levels.count == Int(directory.depth) + 1 {
      if levels[levels.count - 1].number == number { return }
      levels.removeLast()
    }
    let parent = Int(directory.parent)
    if levels.last?.number != parent { go(to: parent, index) }
    // Not the whole level, which would be copied.
    guard let above = levels.last?.state else { return }
    var level = Level(number: number, state: above)
    if case .there = above { look(at: directory, &level, index) }
    levels.append(level)
  }

  @_optimize(speed)
  private mutating func look(
    at directory: IndexDirectories.Directory, _ level: inout Level, _ index: borrowing Index
  ) {
    let base = base
    setName(of: directory, from: base.length, index)
    let weight = directory.end - directory.first + directory.next - Int32(level.number)
    do throws(Errno) {
      var status = try context.status(ofDirectory: name.span, at: base.rawValue)
      if status.kind == .directory, weight >= Self.weight || context.watches != nil {
        level.file = open(base)
      }
      // What happens from here on the kernel tells of.
      if let watches = context.watches, let file = level.file {
        watches.watch(file.file, path(of: directory, index))
        status = try Status(of: file.file)
      }
      // A link in the place of a directory is another thing: what was in it has gone.
      level.state = status.kind == .directory ? .there(status) : .missing
      if level.file == nil, status.kind == .directory {
        context.watches?.markUnwatched(path(of: directory, index))
      }
    } catch .notFound {
      level.state = .missing
    } catch .notADirectory {
      level.state = .missing
    } catch {
      level.state = .closed
      context.watches?.markUnwatched(path(of: directory, index))
    }
  }

  /// The path of a directory from the top, without a slash at its end.
  private func path(
    of directory: IndexDirectories.Directory, _ index: borrowing Index
  ) -> [UInt8] {
    index.path(of: index.entries[Int(directory.first)]).copy(0, Int(directory.length) - 1)
  }

  /// Opens the directory whose name was set.
  private func open(_ base: Base) -> OpenDirectory? {
    guard
      let file = try? FileDescriptor(
        openingName: name.span, [.directory, .noFollow], at: base.rawValue)
    else { return nil }
    return OpenDirectory(file)
  }

  /// Returns what the regular file of that name in a directory on the way holds.
  func content(
    of file: String, in level: Int, limit: Int, _ index: borrowing Index
  ) throws(Errno) -> [UInt8] {
    let base = base(of: level)
    let record = context.directories.all[levels[level].number]
    var path = Array(file.utf8) + [0]
    if record.length > 0 {
      let own = index.path(of: index.entries[Int(record.first)])
      path = own.copy(base.length, Int(record.length)) + path
    }
    let file = try FileDescriptor(
      openingName: path.span, [.noFollow, .nonBlocking, .noTerminal], at: base.rawValue)
    let status = try Status(of: file)
    guard status.kind == .file else { throw .invalid }
    if status.links > 1 { context.watches?.noteSharedRules() }
    return try file.readAll(limit: limit)
  }

  @_optimize(speed)
  private mutating func setName(
    of directory: IndexDirectories.Directory, from start: Int, _ index: borrowing Index
  ) {
    let path = index.path(of: index.entries[Int(directory.first)])
    name.replace(by: path, start, Int(directory.length) - 1)
    name.append(0)
  }

  /// Returns whether a directory on the way may not be read, which git takes for an empty one.
  mutating func isClosed(_ level: Int, _ index: borrowing Index) -> Bool {
    setName(of: context.directories.all[levels[level].number], from: base(of: level).length, index)
    do throws(Errno) {
      _ = try FileDescriptor(
        openingName: name.span, [.directory, .noFollow], at: base(of: level).rawValue)
      return false
    } catch {
      return error == .accessDenied
    }
  }

  /// Opens a directory on the way, where that was not worth it before.
  mutating func opened(_ level: Int, _ index: borrowing Index) -> OpenDirectory? {
    if let file = levels[level].file { return file }
    setName(of: context.directories.all[levels[level].number], from: base(of: level).length, index)
    levels[level].file = open(base(of: level))
    return levels[level].file
  }
}

/// The rules of the files `.gitignore` and `.gitattributes` on the way to a directory.
extension DirectoryStack {
  /// The ignore rules that hold in a directory on the way.
  mutating func rules(
    of level: Int, _ index: borrowing Index
  ) -> IgnoreRules {
    if let rules = levels[level].rules { return rules }
    var rules = level == 0 ? context.commonRules.ignore : rules(of: level - 1, index)
    let record = context.directories.all[levels[level].number]
    rules = rules.adding(
      ignoreFile(of: level, record, index), length: Int(record.length))
    levels[level].rules = rules
    return rules
  }

  /// The ignore file of a directory; where it is not in the work tree, from the index.
  private func ignoreFile(
    of level: Int, _ directory: IndexDirectories.Directory, _ index: borrowing Index
  ) -> IgnoreFile? {
    let foldsCase = context.settings.foldsCase
    if let bytes = try? content(of: ".gitignore", in: level, limit: IgnoreFile.limit, index) {
      return IgnoreFile(bytes.span, foldsCase: foldsCase)
    }
    // git takes it from there only where it is meant to be missing.
    guard let entry = index.entry(named: ".gitignore", in: directory), entry.skipsWorkTree,
      let object = index.object(of: entry),
      let blob = try? objects.store.read(object, limit: IgnoreFile.limit)
    else { return nil }
    return IgnoreFile(blob.bytes.span, foldsCase: foldsCase)
  }

  /// Returns whether a directory on the way is ignored, so that nothing in it counts.
  mutating func isIgnored(
    _ level: Int, _ index: borrowing Index
  ) -> Bool {
    if let known = levels[level].isIgnored { return known }
    var answer = level > 0 && isIgnored(level - 1, index)
    if level > 0, !answer {
      let record = context.directories.all[levels[level].number]
      let above = Int(context.directories.all[levels[level - 1].number].length)
      let path = index.path(of: index.entries[Int(record.first)])
        .copy(0, Int(record.length) - 1)
      answer = rules(of: level - 1, index)
        .ignores(path.span, nameStart: above, isDirectory: true)
    }
    levels[level].isIgnored = answer
    return answer
  }

  /// The attributes that hold in a directory on the way.
  mutating func attributes(
    of level: Int, _ index: borrowing Index
  ) -> DirectoryAttributes {
    if let known = levels[level].attributes { return known }
    var attributes =
      level == 0
      ? DirectoryAttributes(
        of: context.repository, context.cache, foldsCase: context.settings.foldsCase)
      : attributes(of: level - 1, index)
    let record = context.directories.all[levels[level].number]
    if let bytes = attributeFile(of: level, record, index) {
      attributes.add(bytes, length: Int(record.length), foldsCase: context.settings.foldsCase)
    }
    levels[level].attributes = attributes
    levels[level].hasher = attributes.hasher
    return attributes
  }

  /// Returns what tells the attributes that hold in a directory on the way from any others.
  mutating func hasher(
    of level: Int, _ index: borrowing Index
  ) -> KeyedHash {
    levels[level].hasher ?? attributes(of: level, index).hasher
  }

  /// Returns what the attribute file of a directory holds, or where that is not there its entry's
  /// object.
  private func attributeFile(
    of level: Int, _ directory: IndexDirectories.Directory, _ index: borrowing Index
  ) -> [UInt8]? {
    let entry = index.entry(named: ".gitattributes", in: directory)
    // Where the index has all names, a file that it does not have is not there either.
    if entry == nil, levels[level].holdsOnlyTracked { return nil }
    do throws(Errno) {
      return try content(of: ".gitattributes", in: level, limit: AttributeFile.limit, index)
    } catch .notFound {
      // Nor does git take it from there outside of a sparse checkout of whole directories.
      guard let entry, !(entry.skipsWorkTree && context.settings.hasWholeDirectories),
        let object = index.object(of: entry)
      else { return nil }
      return try? objects.store.read(object, limit: AttributeFile.limit).bytes
    } catch {
      return nil
    }
  }
}
