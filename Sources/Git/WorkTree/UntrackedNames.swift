import System

/// The names in one directory that the index does not have.
extension Walker {
  /// Looks for a name in the directory that is neither tracked nor ignored.
  mutating func seekUntracked(in number: Int, _ status: Status, _ index: borrowing Index) {
    let level = way.levels.count - 1
    let onlyTracked = job.memory.remembers ? fact(ofNamesIn: number, status, index) : nil
    if let onlyTracked, facts.has(onlyTracked, job.memory) {
      way.levels[level].holdsOnlyTracked = true
      return
    }
    // Where nothing is remembered yet the rules need not be read for that.
    let onlyIgnored = job.memory.isEmpty ? nil : onlyTracked.map { ignored($0, level, index) }
    if let onlyIgnored, facts.has(onlyIgnored, job.memory) { return }
    if takeCachedNames(in: number, status, level, index) { return }
    switch look(in: number, level, index) {
    case .onlyTracked?:
      way.levels[level].holdsOnlyTracked = true
      if let onlyTracked { facts.add(onlyTracked) }
    case .onlyIgnored?:
      if let onlyTracked { facts.add(onlyIgnored ?? ignored(onlyTracked, level, index)) }
    case nil: break
    }
  }

  /// That all other names in a directory are ignored, by the rules that hold there now.
  private mutating func ignored(
    _ names: Memory.Fact, _ level: Int, _ index: borrowing Index
  ) -> Memory.Fact {
    var mixer = job.memory.mixer
    mixer.add(Kind.onlyIgnored)
    mixer.add(names.hash)
    mixer.add(way.rules(of: level, job, index, contents.objects).digest(job.memory.mixer))
    return Memory.Fact(hash: mixer.end, isOld: names.isOld)
  }

  /// What a directory holds, as far as that depends on its own names alone.
  private enum Content { case onlyTracked, onlyIgnored }

  private mutating func look(
    in number: Int, _ level: Int, _ index: borrowing Index
  ) -> Content? {
    // Taken out while it is read, and put back for the next directory to use its memory.
    var listing = Listing()
    swap(&listing, &self.listing)
    defer { swap(&listing, &self.listing) }
    guard let directory = way.opened(level, index) else {
      job.findings.missUntracked()
      return nil
    }
    do throws(Errno) {
      try listing.read(directory.file.rawValue)
    } catch {
      job.findings.missUntracked()
      return nil
    }
    let record = job.directories.all[number]
    let length = Int(record.length)
    var prefix: [UInt8] = []
    if length > 0 {
      prefix = index.path(of: index.entries[Int(record.first)]).copy(0, length)
    }
    var content = Content?.some(.onlyTracked)
    for item in listing.items {
      let name = listing.name(of: item)
      if name.isGitDirectory(foldingCase: job.settings.foldsCase) { continue }
      let kind = item.kind == .unknown ? Directory.Kind(of: name, in: directory) : item.kind
      if kind == .special { continue }
      let bytes = name.copy(0, name.count - 1)
      if index.isTracked(bytes, kind, in: record, foldingCase: job.settings.foldsCase) {
        continue
      }
      if way.isIgnored(level, job, index, contents.objects) { return .onlyIgnored }
      if content == .onlyTracked { content = .onlyIgnored }
      let path = prefix + bytes
      let rules = way.rules(of: level, job, index, contents.objects)
      if rules.ignores(path.span, nameStart: length, isDirectory: kind == .directory) { continue }
      content = nil
      switch UntrackedSearch(job: job).isUntracked(path, bytes, kind, in: directory, rules) {
      case true?:
        job.findings.addUntracked(in: number)
        if !job.findings.seeksUntracked { return nil }
      case false?: break
      case nil: job.findings.missUntracked()
      }
      if job.findings.isOver { return nil }
    }
    return content
  }

  /// That a directory holds only names that the index has.
  private func fact(
    ofNamesIn number: Int, _ status: Status, _ index: borrowing Index
  ) -> Memory.Fact {
    let directory = job.directories.all[number]
    let length = Int(directory.length)
    var mixer = job.memory.mixer
    mixer.add(Kind.onlyTracked)
    mixer.add(job.settings.foldsCase ? 1 : 0)
    mixer.add(status)
    if length > 0 {
      mixer.add(
        index.path(of: index.entries[Int(directory.first)]).extracting(first: length))
    }
    var child = number + 1
    var entry = Int(directory.first)
    while entry < Int(directory.end) {
      let path = index.path(of: index.entries[entry])
      if child < Int(directory.next), Int(job.directories.all[child].first) == entry {
        mixer.add(path.extracting(length..<Int(job.directories.all[child].length)))
        entry = Int(job.directories.all[child].end)
        child = Int(job.directories.all[child].next)
      } else {
        mixer.add(path.extracting(droppingFirst: length))
        entry += 1
      }
    }
    return job.memory.fact(mixer, changed: max(status.modified, status.changed))
  }
}

extension Span<UInt8> {
  /// Whether the name, which a NUL ends, is `.git`.
  func isGitDirectory(foldingCase: Bool) -> Bool {
    guard count == 5, self[0] == 0x2e else { return false }
    let (first, second, third) = (self[1], self[2], self[3])
    if foldingCase {
      return first.lowercased == 0x67 && second.lowercased == 0x69 && third.lowercased == 0x74
    }
    return first == 0x67 && second == 0x69 && third == 0x74
  }
}
