import System

/// The knowledge of git's own untracked cache about a directory, for as long as we have none
/// ourselves.
extension Walker {
  /// Adds what is untracked in the directory at the way's end, where git's cache still holds.
  mutating func takeCachedNames(
    in number: Int, _ status: Status, _ level: Int, _ index: borrowing Index
  ) -> Bool {
    guard let cache = context.commonRules.untrackedCache,
      let directory = cachedDirectory(level, cache, index),
      !cache.directories[directory].isCheckOnly,
      cache.isSame(directory, status, written: context.written, index.bytes)
    else { return false }
    // What is in directories that are not tracked shows in these alone.
    var answers: [[UInt8]: Bool] = [:]
    for child in cache.children(of: directory) {
      let range = cache.directories[child].name
      let name = index.bytes.copy(range.lowerBound, range.upperBound)
      let record = context.directories.all[number]
      if index.isTracked(name, .directory, in: record, foldingCase: false) { continue }
      guard let answer = holdsUntracked(child, name, cache, index, depth: 0) else { return false }
      answers[name] = answer
    }
    var count = answers.values.count { $0 }
    for name in cache.names(in: directory, index.bytes) {
      guard name.last == 0x2f else {
        count += 1
        continue
      }
      // A repository of its own, or a directory that is counted already.
      guard answers[name.dropLast()] == true else { return false }
    }
    for _ in 0..<count { context.collector.addUntracked(in: number) }
    return true
  }

  /// The directory in the cache, where the ignore files on the way are those that git knew.
  private mutating func cachedDirectory(
    _ level: Int, _ cache: UntrackedCache, _ index: borrowing Index
  ) -> Int? {
    if let known = stack.levels[level].cached { return known }
    var found: Int? = level == 0 ? 0 : nil
    if level > 0, let above = cachedDirectory(level - 1, cache, index) {
      let record = context.directories.all[stack.levels[level].number]
      let start = Int(context.directories.all[stack.levels[level - 1].number].length)
      let path = index.path(of: index.entries[Int(record.first)])
      found = cache.child(
        of: above, named: path.extracting(start..<Int(record.length) - 1), index.bytes)
    }
    if let directory = found,
      !hasSameIgnoreFile(directory, level, cache, index)
    {
      found = nil
    }
    stack.levels[level].cached = .some(found)
    return found
  }

  private func hasSameIgnoreFile(
    _ directory: Int, _ level: Int, _ cache: UntrackedCache, _ index: borrowing Index
  ) -> Bool {
    let known = cache.directories[directory].ignoreFile
    // Where the directory is the same and had none it has none now.
    if known == nil, case .there(let status) = stack.levels[level].state,
      cache.isSame(directory, status, written: context.written, index.bytes)
    {
      return true
    }
    let text = try? stack.content(of: ".gitignore", in: level, limit: IgnoreFile.limit, index)
    return UntrackedCache.isSame(known, text, index.format)
  }

  /// Returns whether a directory that is not tracked holds something that is not ignored; nothing
  /// where the cache does not tell.
  ///
  /// - Parameter path: from the directory at the way's end.
  private func holdsUntracked(
    _ directory: Int, _ path: [UInt8], _ cache: UntrackedCache, _ index: borrowing Index,
    depth: Int
  ) -> Bool? {
    let base = stack.base
    let record = context.directories.all[stack.levels[stack.levels.count - 1].number]
    var start: [UInt8] = []
    if record.length > 0 {
      start = index.path(of: index.entries[Int(record.first)])
        .copy(base.length, Int(record.length))
    }
    let name = start + path + [0]
    // With an ignore file of its own it is simpler to look.
    guard depth < 64, cache.directories[directory].ignoreFile == nil,
      let status = try? context.status(ofDirectory: name.span, at: base.rawValue),
      status.kind == .directory, context.remembersNames(in: status),
      cache.isSame(directory, status, written: context.written, index.bytes)
    else { return nil }
    let names = cache.names(in: directory, index.bytes)
    if names.contains(where: { $0.last != 0x2f }) { return true }
    var answers: [[UInt8]: Bool?] = [:]
    for child in cache.children(of: directory) {
      let range = cache.directories[child].name
      let name = index.bytes.copy(range.lowerBound, range.upperBound)
      let answer = holdsUntracked(
        child, path + [0x2f] + name, cache, index, depth: depth + 1)
      if answer == true { return true }
      answers[name] = answer
    }
    // A name that is left stands for a repository of its own, or for what has gone.
    return names.isEmpty && answers.values.allSatisfy { $0 == false } ? false : nil
  }
}
