import Synchronization
import System

/// The directories of one tree that the kernel tells of, and what it has told.
///
/// Events only mark: what is marked is looked at when somebody asks. Each directory is watched
/// before it is looked at, from its descriptor, so that what changes meanwhile is in the queue.
final class WatchedDirectories: Sendable {
  private let queue: Inotify
  /// How many directories may be watched.
  private let limit: Int
  private let content: Mutex<Content>

  /// Files that can be changed unseen, and what else a look came upon.
  struct Notes: Sendable {
    /// A file bears the time at which the index was written, so that its content decided.
    var hasRacyFile = false
    /// Something in the directory can change without an event: a file with a second name, another
    /// repository's own files.
    var changesUnseen = false
  }

  fileprivate struct Content: Sendable {
    var table = WatchTable()
    var marks = WatchMarks()
    var failure: WatchRefusal?
    var notes = Notes()
    /// The watch of the git directory's top, where the index is replaced.
    var gitDirectory: Int32 = -1
    /// The index was touched since it was read.
    var hasNewIndex = false
    /// Directories that cannot be watched: they are looked at for each question.
    var unwatched: Set<[UInt8]> = []
    /// Files with events since the last look, and whether they were written to under that name:
    /// other names of theirs have no event.
    var changed: [[UInt8]: Bool] = [:]
    /// The same of files that are being renamed, by the cookies of that.
    var leaving: [UInt32: Bool] = [:]
    /// Files that were found to have several names: each directory with one is looked at for each
    /// question.
    var shared: Set<UInt64> = []
    /// Files that something was done to since they were closed last.
    var touched: Set<[UInt8]> = []
    /// Files that were closed after writing without that: written through a mapping, perhaps.
    var mapped: Set<[UInt8]> = []
  }

  /// - Throws: ``WatchRefusal/limit`` where the user has no more queues or watches.
  init(gitDirectory: String, limit: Int) throws(WatchRefusal) {
    do throws(Errno) {
      queue = try Inotify()
    } catch {
      throw .limit
    }
    self.limit = limit
    var content = Content()
    do throws(Errno) {
      let directory = try FileDescriptor(opening: gitDirectory, [.directory])
      content.gitDirectory = try queue.watch(directory)
    } catch {
      throw error == .noSpace ? .limit : .moved
    }
    self.content = Mutex(content)
  }

  var fileDescriptor: CInt { queue.fileDescriptor }

  /// How many directories are watched.
  var count: Int { content.withLock { $0.table.count } }

  // MARK: - What a look says

  /// Watches a directory, which is then looked at.
  func watch(_ directory: borrowing FileDescriptor, _ path: [UInt8]) {
    let number: Int32
    do throws(Errno) {
      number = try queue.watch(directory)
    } catch {
      let isFull = error == .noSpace
      content.withLock { content in
        if isFull { content.failure = .limit } else { content.unwatched.insert(path) }
      }
      return
    }
    let limit = self.limit
    let stale = content.withLock { content -> Int32? in
      guard number != content.gitDirectory else {
        content.failure = .gitDirectory
        return nil
      }
      let (other, stale) = content.table.assign(number, to: path)
      if let other {
        content.marks.add(other)
        content.marks.addSubtree(other)
      }
      if content.table.count > limit { content.failure = .limit }
      return stale
    }
    if let stale { queue.remove(stale) }
  }

  /// A directory that is there cannot be watched, so that it is looked at for each question.
  func markUnwatched(_ path: [UInt8]) {
    content.withLock { content in _ = content.unwatched.insert(path) }
  }

  func noteRacyFile() { content.withLock { $0.notes.hasRacyFile = true } }
  func noteUnseenChanges() { content.withLock { $0.notes.changesUnseen = true } }

  /// A tracked file has several names.
  func noteSharedFile(_ inode: UInt64) {
    content.withLock { content in
      content.notes.changesUnseen = true
      content.shared.insert(inode)
    }
  }

  /// Rules can be changed through another name.
  func noteSharedRules() { content.withLock { $0.failure = .sharedRules } }

  /// Returns what was noted since this was asked last.
  func takeNotes() -> Notes {
    content.withLock { content in
      let notes = content.notes
      content.notes = Notes()
      return notes
    }
  }

  // MARK: - What the kernel says

  /// Reads the queue to its end.
  func drain() {
    // Nobody writes for so long without a pause; who does is served when it is over.
    for _ in 0..<1024 {
      let events: [Inotify.Event]
      do throws(Errno) {
        events = try queue.next()
      } catch {
        content.withLock { $0.failure = .overflow }
        return
      }
      if events.isEmpty { return }
      let gone = content.withLock { content in
        var gone: [Int32] = []
        for event in events { content.take(event, &gone) }
        return gone
      }
      for watch in gone { queue.remove(watch) }
    }
    content.withLock { $0.failure = .overflow }
  }

  /// Why the tree cannot be followed any more.
  var failure: WatchRefusal? { content.withLock { $0.failure } }

  /// Returns whether the index was touched since this was asked last.
  func takeNewIndex() -> Bool {
    content.withLock { content in
      let isNew = content.hasNewIndex
      content.hasNewIndex = false
      return isNew
    }
  }

  /// The index is still to be read.
  func noteNewIndex() { content.withLock { $0.hasNewIndex = true } }

  /// Whether nothing has happened that was not looked at.
  var isQuiet: Bool {
    content.withLock { $0.marks.isEmpty && !$0.hasNewIndex && $0.failure == nil }
  }

  /// Whether the index was touched.
  var hasNewIndex: Bool { content.withLock { $0.hasNewIndex } }

  /// How many directories are marked.
  var markCount: Int { content.withLock { $0.marks.count } }

  /// Marks everything if something was written to a file that may have other names in the tree:
  /// these have no event of their own.
  ///
  /// - Parameter top: of the tree.
  func followNames(from top: String) {
    let (changed, hasLeft, shared) = content.withLock { content in
      let all = (content.changed, content.leaving.values.contains(true), content.shared)
      content.changed = [:]
      content.leaving = [:]
      return all
    }
    let start = top.pathBytes + [0x2f]
    let isEverything =
      hasLeft
      || changed.contains { path, wasWritten in
        guard let status = try? Status(of: start + path, followingLinks: false) else {
          return wasWritten
        }
        return status.links > 1 && status.kind != .directory && !shared.contains(status.inode)
      }
    if isEverything { content.withLock { $0.marks.addEverything() } }
  }

  /// Returns what is marked since this was asked last, with everything that must be looked at each
  /// time.
  ///
  /// - Parameter isTracked: whether the index has a file.
  func takeMarks(isTracked: ([UInt8]) -> Bool) -> WatchMarks {
    let (marks, mapped) = content.withLock { content in
      var marks = content.marks
      content.marks = WatchMarks()
      for path in content.unwatched { marks.addSubtree(path) }
      content.unwatched = []
      let mapped = content.mapped
      content.mapped = []
      return (marks, mapped)
    }
    var all = marks
    // They stay until they are seen to be untracked.
    let kept = mapped.filter(isTracked)
    for path in kept { all.add(path.lastIndex(of: 0x2f).map { Array(path[..<$0]) } ?? []) }
    if !kept.isEmpty { content.withLock { $0.mapped.formUnion(kept) } }
    return all
  }
}

extension WatchedDirectories.Content {
  mutating func take(_ event: Inotify.Event, _ gone: inout [Int32]) {
    let mask = event.mask
    if mask.contains(.overflow) || mask.contains(.unmounted) {
      failure = mask.contains(.overflow) ? .overflow : .moved
      return
    }
    if event.watch == gitDirectory {
      if !mask.isDisjoint(with: [.movedSelf, .deletedSelf, .ignored]) {
        failure = .moved
      } else if event.name.isEmpty || event.name.elementsEqual("index".utf8) {
        hasNewIndex = true
      }
      return
    }
    // A number that was removed on purpose: what it meant is marked already.
    guard let path = table.path(of: event.watch) else { return }
    if mask.contains(.ignored) {
      table.drop(event.watch)
      if path.isEmpty { failure = .moved }
      return marks.addSubtree(path)
    }
    if path.isEmpty, !mask.isDisjoint(with: [.movedSelf, .deletedSelf]) { failure = .moved }
    marks.add(path)
    if event.name.isEmpty {
      // Its own permissions, or its place.
      return marks.addSubtree(path)
    }
    let inner = path.isEmpty ? event.name : path + [0x2f] + event.name
    if mask.contains(.directory) {
      if !mask.isDisjoint(with: [.created, .deleted, .movedFrom, .movedTo]) {
        gone += table.forget(inner)
      }
      return marks.addSubtree(inner)
    }
    let isRules = [".gitignore", ".gitattributes"].contains { event.name.elementsEqual($0.utf8) }
    if isRules { marks.addSubtree(path) }
    follow(inner, mask)
    followName(inner, event)
  }

  /// Keeps the names under which files were made or written to.
  private mutating func followName(_ path: [UInt8], _ event: Inotify.Event) {
    let mask = event.mask
    if mask.contains(.movedFrom) {
      if let wasWritten = changed.removeValue(forKey: path) { leaving[event.cookie] = wasWritten }
    } else if mask.contains(.movedTo) {
      changed[path] = leaving.removeValue(forKey: event.cookie) ?? false
    } else if mask.contains(.deleted) {
      if changed[path] == false { changed[path] = nil }
    } else if mask.contains(.created) {
      changed[path] = changed[path] ?? false
    } else {
      changed[path] = true
    }
    if changed.count > 8192 || leaving.count > 8192 {
      changed = [:]
      leaving = [:]
      marks.addEverything()
    }
  }

  /// Finds files that were written to without an event until they were closed.
  private mutating func follow(_ path: [UInt8], _ mask: Inotify.Mask) {
    if mask.contains(.closedAfterWriting) {
      if touched.remove(path) == nil, mapped.count < 64 { mapped.insert(path) }
    } else if !mask.isDisjoint(with: [.modified, .attributes, .created, .movedTo]) {
      if touched.count < 4096 { touched.insert(path) }
    } else {
      touched.remove(path)
    }
  }
}
