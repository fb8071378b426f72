import System

/// Counts what is neither tracked nor ignored.
struct UntrackedWalk {
  let context: WalkContext
  let buffers: BufferPool

  /// Deeper than this no directory is followed.
  private static let depthLimit = 512

  /// Returns how much of a name is untracked: a file that is not ignored, a repository of its own,
  /// or a directory that has one of these in it, at any depth, counts once.
  ///
  /// Where `git status` lists all files each of a directory's counts.
  ///
  /// - Parameters:
  ///   - path: from the top of the work tree.
  ///   - name: the last name of it.
  /// - Returns: nil where it could not be looked at in time.
  @_optimize(speed)
  func count(
    _ path: [UInt8], _ name: [UInt8], _ kind: Directory.Kind, in directory: OpenDirectory,
    _ rules: IgnoreRules, depth: Int = 0
  ) -> Int? {
    let isDirectory = kind == .directory
    let scope = context.scope
    guard scope.contains(path, kind) || isDirectory && scope.reaches(into: path) else { return 0 }
    if rules.ignores(path.span, nameStart: path.count - name.count, isDirectory: isDirectory) {
      return 0
    }
    guard isDirectory else { return 1 }
    guard depth < Self.depthLimit else { return nil }
    return inside(name, path, of: directory) { inner in
      count(in: path + [0x2f], inner, rules, depth: depth + 1)
    }
  }

  /// Returns what `body` counts in a directory; git takes one that is closed to it for empty.
  private func inside(
    _ name: [UInt8], _ path: [UInt8], of directory: OpenDirectory, _ body: (OpenDirectory) -> Int?
  ) -> Int? {
    let terminated = name + [0]
    do throws(Errno) {
      let file = try context.open(directory: terminated.span, at: directory.file.rawValue)
      context.watches?.watch(file, path)
      return body(OpenDirectory(file))
    } catch {
      return error == .accessDenied ? 0 : nil
    }
  }

  @_optimize(speed)
  private func count(
    in prefix: [UInt8], _ directory: OpenDirectory, _ above: IgnoreRules, depth: Int
  ) -> Int? {
    guard !context.collector.isOver, let listing = buffers.read(directory) else { return nil }
    defer { buffers.giveBack(listing) }
    let ignoreFile = Array(".gitignore\0".utf8)
    let gitDirectory = Array(".git\0".utf8)
    var rules = above
    for item in listing.items {
      let name = listing.name(of: item)
      if name.isEqual(to: gitDirectory.span) {
        // Its own files decide that, which are not watched.
        context.watches?.noteUnseenChanges()
        if isRepository(prefix.dropLast()) {
          return context.scope.contains(prefix.dropLast(), .directory) ? 1 : 0
        }
      }
      if name.isEqual(to: ignoreFile.span) {
        if let watches = context.watches,
          (try? Status(ofName: name, at: directory.file.rawValue)).map({ $0.links > 1 }) ?? false
        {
          watches.noteSharedRules()
        }
        rules = above.adding(
          IgnoreFile(in: directory, foldsCase: context.settings.foldsCase), length: prefix.count)
      }
    }
    return sum(of: listing, in: directory) { name, kind in
      count(prefix + name, name, kind, in: directory, rules, depth: depth)
    }
  }

  /// The sum of what `body` counts for each name in a directory; one is enough but where all files
  /// are listed.
  @_optimize(speed)
  private func sum(
    of listing: DirectoryBuffer, in directory: OpenDirectory,
    _ body: ([UInt8], Directory.Kind) -> Int?
  ) -> Int? {
    var isUnknown = false
    var sum = 0
    for item in listing.items {
      let name = listing.name(of: item)
      if name.isGitDirectory(foldingCase: context.settings.foldsCase) { continue }
      let kind = item.kind == .unknown ? Directory.Kind(of: name, in: directory) : item.kind
      if kind == .special { continue }
      guard let count = body(name.copy(0, name.count - 1), kind) else {
        isUnknown = true
        continue
      }
      sum += count
      if sum > 0, !context.listsAllFiles { return 1 }
    }
    return isUnknown ? nil : sum
  }

  /// Returns whether a directory is the work tree of another repository.
  private func isRepository(_ path: ArraySlice<UInt8>) -> Bool {
    let inside = context.workTree.pathBytes + [0x2f] + path + Array("/.git".utf8)
    guard let status = try? Status(of: inside) else { return false }
    switch status.kind {
    case .file:
      return Discovery.gitFile(inside.path)
        .map { Discovery.isGitDirectory($0, context.repository.options) } ?? false
    case .directory:
      return !isOwn(status) && Discovery.isGitDirectory(inside.path, context.repository.options)
    default: return false
    }
  }

  /// Returns whether a git directory is that of the repository itself, whose work tree may lie
  /// elsewhere than around it.
  private func isOwn(_ gitDirectory: Status) -> Bool {
    guard let own = try? Status(of: context.repository.gitDirectory) else { return false }
    return own.inode == gitDirectory.inode && own.device == gitDirectory.device
  }
}

/// Memory for the names of directories, used again and again by one thread.
final class BufferPool {
  private var free: [DirectoryBuffer] = []

  /// The names in a directory; nil where it cannot be read.
  func read(_ directory: OpenDirectory) -> DirectoryBuffer? {
    var buffer = free.popLast() ?? DirectoryBuffer()
    do throws(Errno) {
      try buffer.read(directory.file.rawValue)
      return buffer
    } catch {
      free.append(buffer)
      return nil
    }
  }

  func giveBack(_ buffer: DirectoryBuffer) { free.append(buffer) }
}

/// Directories of which the index has something, but not as they are on the disk.
extension UntrackedWalk {
  /// Returns what is untracked in a directory that the index has in other letters: beside `d` there
  /// is `D`.
  ///
  /// - Parameter path: of the directory, from the top of the work tree.
  func countFolded(
    _ path: [UInt8], _ name: [UInt8], in directory: OpenDirectory, _ above: IgnoreRules,
    _ index: borrowing Index
  ) -> Int? {
    let terminated = name + [0]
    let file: FileDescriptor
    do throws(Errno) {
      file = try context.open(directory: terminated.span, at: directory.file.rawValue)
    } catch {
      return error == .crossDevice ? nil : 0
    }
    let inner = OpenDirectory(file)
    var listing = DirectoryBuffer()
    guard !context.collector.isOver, (try? listing.read(inner.file.rawValue)) != nil else {
      return nil
    }
    let prefix = path + [0x2f]
    let rules = above.adding(IgnoreFile(in: inner, foldsCase: true), length: prefix.count)
    var sum = 0
    for item in listing.items {
      let name = listing.name(of: item)
      if name.isGitDirectory(foldingCase: true) { continue }
      let kind = item.kind == .unknown ? Directory.Kind(of: name, in: inner) : item.kind
      if kind == .special { continue }
      let bytes = name.copy(0, name.count - 1)
      let whole = prefix + bytes
      let isTracked = index.isTrackedFoldingCase(whole, kind, 0, 0..<index.entries.count)
      if isTracked, kind != .directory { continue }
      let count =
        isTracked
        ? countFolded(whole, bytes, in: inner, rules, index)
        : count(whole, bytes, kind, in: inner, rules)
      guard let count else { return nil }
      sum += count
    }
    return sum
  }

  /// Returns what is untracked in a directory outside of the sparse checkout, of which the index
  /// holds only the tree.
  ///
  /// - Parameter path: of the directory, from the top of the work tree.
  func countBeside(
    _ id: ObjectID, _ path: [UInt8], _ name: [UInt8], in directory: OpenDirectory,
    _ above: IgnoreRules, _ objects: LazyObjects, depth: Int = 0
  ) -> Int? {
    if above.ignores(path.span, nameStart: path.count - name.count, isDirectory: true) { return 0 }
    guard depth < Self.depthLimit, let tree = try? objects.store.tree(id) else { return nil }
    let prefix = path + [0x2f]
    return inside(name, path, of: directory) { inner in
      // What is missing here is meant to be; git takes its rules from the tree.
      let foldsCase = context.settings.foldsCase
      var file = IgnoreFile(in: inner, foldsCase: foldsCase)
      if file == nil,
        let entry = tree.entries.first(where: { $0.name.elementsEqual(".gitignore".utf8) }),
        let blob = try? objects.store.read(entry.id, limit: IgnoreFile.limit)
      {
        file = IgnoreFile(blob.bytes.span, foldsCase: foldsCase)
      }
      let rules = above.adding(file, length: prefix.count)
      guard !context.collector.isOver, let listing = buffers.read(inner) else { return nil }
      defer { buffers.giveBack(listing) }
      return sum(of: listing, in: inner) { name, kind in
        guard let entry = tree.entries.first(where: { $0.name == name }) else {
          return count(prefix + name, name, kind, in: inner, rules)
        }
        guard entry.isDirectory, kind == .directory else { return 0 }
        return countBeside(
          entry.id, prefix + name, name, in: inner, rules, objects, depth: depth + 1)
      }
    }
  }
}

extension IgnoreFile {
  /// Reads the ignore file of an open directory, where there is one that is no link.
  init?(in directory: OpenDirectory, foldsCase: Bool) {
    let name = Array(".gitignore\0".utf8)
    guard
      let file = try? FileDescriptor(
        openingName: name.span, [.noFollow, .nonBlocking, .noTerminal],
        at: directory.file.rawValue),
      (try? Status(of: file))?.kind == .file,
      let bytes = try? file.readAll(limit: Self.limit)
    else { return nil }
    self.init(bytes.span, foldsCase: foldsCase)
  }
}

extension Directory.Kind {
  /// What a name is, where the directory itself does not say.
  init(of name: Span<UInt8>, in directory: OpenDirectory) {
    switch (try? Status(ofName: name, at: directory.file.rawValue))?.kind {
    case .file: self = .file
    case .directory: self = .directory
    case .link: self = .link
    default: self = .special
    }
  }
}
