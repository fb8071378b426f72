import System

/// Looks into what is not tracked for something that is not ignored either.
struct UntrackedWalk {
  let context: WalkContext

  /// Deeper than this no directory is followed.
  private static let depthLimit = 512

  /// Whether a name counts as untracked: a file that is not ignored, a repository of its own, or a
  /// directory that has one of these in it, at any depth.
  ///
  /// - Parameters:
  ///   - path: from the top of the work tree.
  ///   - name: the last name of it.
  /// - Returns: nothing where it could not be looked at.
  func isUntracked(
    _ path: [UInt8], _ name: [UInt8], _ kind: Directory.Kind, in directory: OpenDirectory,
    _ rules: IgnoreRules, depth: Int = 0
  ) -> Bool? {
    let isDirectory = kind == .directory
    if rules.ignores(path.span, nameStart: path.count - name.count, isDirectory: isDirectory) {
      return false
    }
    guard isDirectory else { return true }
    if isRepository(path) { return true }
    guard depth < Self.depthLimit else { return nil }
    let terminated = name + [0]
    guard
      let file = try? FileDescriptor(
        openingName: terminated.span, [.directory, .noFollow], at: directory.file.rawValue)
    else { return nil }
    return holdsUntracked(path + [0x2f], OpenDirectory(file), rules, depth: depth + 1)
  }

  private func holdsUntracked(
    _ prefix: [UInt8], _ directory: OpenDirectory, _ above: IgnoreRules, depth: Int
  ) -> Bool? {
    var listing = DirectoryBuffer()
    guard !context.collector.isOver, (try? listing.read(directory.file.rawValue)) != nil else {
      return nil
    }
    var rules = above
    let ignoreFile = Array(".gitignore\0".utf8)
    for item in listing.items where listing.name(of: item).isEqual(to: ignoreFile.span) {
      rules = above.adding(
        IgnoreFile(in: directory, foldsCase: context.settings.foldsCase), length: prefix.count)
    }
    var isUnknown = false
    for item in listing.items {
      let name = listing.name(of: item)
      if name.isGitDirectory(foldingCase: context.settings.foldsCase) { continue }
      var kind = item.kind
      if kind == .unknown {
        kind = Directory.Kind(of: name, in: directory)
      }
      if kind == .special { continue }
      let bytes = name.copy(0, name.count - 1)
      switch isUntracked(prefix + bytes, bytes, kind, in: directory, rules, depth: depth) {
      case true?: return true
      case false?: break
      case nil: isUnknown = true
      }
    }
    return isUnknown ? nil : false
  }

  /// Whether a directory is the work tree of another repository.
  private func isRepository(_ path: [UInt8]) -> Bool {
    let inside = context.workTree.pathBytes + [0x2f] + path + Array("/.git".utf8)
    guard let status = try? Status(of: inside) else { return false }
    switch status.kind {
    case .file:
      return Discovery.gitFile(inside.path)
        .map { Discovery.isGitDirectory($0, context.repository.options) } ?? false
    case .directory: return Discovery.isGitDirectory(inside.path, context.repository.options)
    default: return false
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
