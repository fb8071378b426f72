import System

/// The names in one directory that the index does not have.
extension Walker {
  /// Looks for a name in the directory that is neither tracked nor ignored.
  mutating func seekUntracked(in number: Int, _ status: Status, _ index: borrowing Index) {
    let level = stack.levels.count - 1
    if !context.scope.isWhole {
      // What is found says nothing of other names, so that none of it is remembered.
      if context.scope.reaches(into: path(of: number, index)) { _ = look(in: number, level, index) }
      return
    }
    let isRemembered = context.remembersNames(in: status)
    let onlyTracked =
      isRemembered && context.cache.isEnabled
      ? context.key(ofNamesIn: number, status, index) : nil
    if let onlyTracked, keys.contains(onlyTracked, in: context.cache) {
      stack.levels[level].holdsOnlyTracked = true
      return
    }
    // Where nothing is remembered yet the rules need not be read for that.
    let onlyIgnored = context.cache.isEmpty ? nil : onlyTracked.map { ignored($0, level, index) }
    if let onlyIgnored, keys.contains(onlyIgnored, in: context.cache) { return }
    if isRemembered, takeCachedNames(in: number, status, level, index) { return }
    switch look(in: number, level, index) {
    case .onlyTracked?:
      stack.levels[level].holdsOnlyTracked = true
      if let onlyTracked { keys.add(onlyTracked) }
    case .onlyIgnored?:
      if let onlyTracked { keys.add(onlyIgnored ?? ignored(onlyTracked, level, index)) }
    case nil: break
    }
  }

  /// The path of a directory from the top, without a slash at its end.
  private func path(of number: Int, _ index: borrowing Index) -> [UInt8] {
    let record = context.directories.all[number]
    guard record.length > 0 else { return [] }
    return index.path(of: index.entries[Int(record.first)]).copy(0, Int(record.length) - 1)
  }

  /// The cached fact that all other names in a directory are ignored, by the rules that hold there
  /// now.
  private mutating func ignored(
    _ names: CacheKey, _ level: Int, _ index: borrowing Index
  ) -> CacheKey {
    var hasher = context.cache.hasher
    hasher.add(.onlyIgnored)
    hasher.add(names.hash)
    hasher.add(stack.rules(of: level, index).digest(context.cache.hasher))
    return CacheKey(hash: hasher.end, isOld: names.isOld)
  }

  /// The contents of a directory, as far as they depend on its own names alone.
  private enum Content { case onlyTracked, onlyIgnored }

  private mutating func look(
    in number: Int, _ level: Int, _ index: borrowing Index
  ) -> Content? {
    // Taken out while it is read, and put back for the next directory to use its memory.
    var listing = DirectoryBuffer()
    swap(&listing, &self.listing)
    defer { swap(&listing, &self.listing) }
    guard let directory = stack.opened(level, index) else {
      if !stack.isClosed(level, index) { context.collector.markUntrackedUnknown() }
      return nil
    }
    do throws(Errno) {
      try listing.read(directory.file.rawValue)
    } catch {
      context.collector.markUntrackedUnknown()
      return nil
    }
    let record = context.directories.all[number]
    let length = Int(record.length)
    var prefix: [UInt8] = []
    if length > 0 {
      prefix = index.path(of: index.entries[Int(record.first)]).copy(0, length)
    }
    var content = Content?.some(.onlyTracked)
    for item in listing.items {
      let name = listing.name(of: item)
      if name.isGitDirectory(foldingCase: context.settings.foldsCase) { continue }
      let kind = item.kind == .unknown ? Directory.Kind(of: name, in: directory) : item.kind
      if kind == .special { continue }
      let bytes = name.copy(0, name.count - 1)
      if index.isTracked(bytes, kind, in: record, foldingCase: context.settings.foldsCase) {
        if kind == .directory,
          let count = countInTracked(bytes, prefix, in: directory, number, level, index)
        {
          content = nil
          add(count, in: number)
          if !context.collector.seeksUntracked { return nil }
        }
        continue
      }
      if stack.isIgnored(level, index) { return .onlyIgnored }
      if content == .onlyTracked { content = .onlyIgnored }
      let path = prefix + bytes
      let rules = stack.rules(of: level, index)
      if rules.ignores(path.span, nameStart: length, isDirectory: kind == .directory) { continue }
      content = nil
      add(
        UntrackedWalk(context: context, buffers: buffers).count(
          path, bytes, kind, in: directory, rules), in: number)
      if !context.collector.seeksUntracked { return nil }
      if context.collector.isOver { return nil }
    }
    return content
  }

  /// Adds what was found in a directory.
  private func add(_ count: Int?, in number: Int) {
    guard let count else { return context.collector.markUntrackedUnknown() }
    if count > 0 { context.collector.addUntracked(count, in: number) }
  }

  /// Returns what is untracked in a tracked directory that is not walked itself; nil where it is
  /// walked.
  @_optimize(speed)
  private mutating func countInTracked(
    _ name: [UInt8], _ prefix: [UInt8], in directory: OpenDirectory, _ number: Int, _ level: Int,
    _ index: borrowing Index
  ) -> Int?? {
    let record = context.directories.all[number]
    let isExact = index.isTracked(name, .directory, in: record, foldingCase: false)
    if !isExact {
      let rules = stack.rules(of: level, index)
      return UntrackedWalk(context: context, buffers: buffers)
        .countFolded(prefix + name, name, in: directory, rules, index)
    }
    if context.listsAllFiles, index.hasFile(prefix + name) {
      // The directory is that file's change, but what is in it is new.
      if stack.isIgnored(level, index) { return .some(0) }
      let rules = stack.rules(of: level, index)
      return UntrackedWalk(context: context, buffers: buffers)
        .count(prefix + name, name, .directory, in: directory, rules)
    }
    let path = prefix + name + [0x2f]
    let place = index.place(of: path.span, in: Int(record.first)..<Int(record.end))
    guard place < Int(record.end), index.path(of: index.entries[place]).isEqual(to: path.span),
      let object = index.object(of: index.entries[place])
    else { return nil }
    if stack.isIgnored(level, index) { return .some(0) }
    return UntrackedWalk(context: context, buffers: buffers).countBeside(
      object, prefix + name, name, in: directory, stack.rules(of: level, index), contents.objects)
  }
}

extension Span<UInt8> {
  /// Returns whether the name, which a NUL ends, is `.git`.
  func isGitDirectory(foldingCase: Bool) -> Bool {
    guard count == 5, self[0] == 0x2e else { return false }
    let (first, second, third) = (self[1], self[2], self[3])
    if foldingCase {
      return first.lowercased == 0x67 && second.lowercased == 0x69 && third.lowercased == 0x74
    }
    return first == 0x67 && second == 0x69 && third == 0x74
  }
}
