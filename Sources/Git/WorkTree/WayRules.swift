import System

/// What the files `.gitignore` and `.gitattributes` on the way say.
extension Way {
  /// The ignore rules that hold in a directory on the way.
  mutating func rules(
    of level: Int, _ job: WalkJob, _ index: borrowing Index, _ objects: LazyObjects
  ) -> IgnoreRules {
    if let rules = levels[level].rules { return rules }
    var rules = level == 0 ? job.commonRules.ignore : rules(of: level - 1, job, index, objects)
    let record = job.directories.all[levels[level].number]
    rules = rules.adding(
      ignoreFile(of: level, record, job, index, objects), length: Int(record.length))
    levels[level].rules = rules
    return rules
  }

  /// The ignore file of a directory; where it is not in the work tree, from the index.
  private func ignoreFile(
    of level: Int, _ directory: IndexDirectories.Directory, _ job: WalkJob,
    _ index: borrowing Index, _ objects: LazyObjects
  ) -> IgnoreFile? {
    let foldsCase = job.settings.foldsCase
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

  /// Whether a directory on the way is ignored, so that nothing in it counts.
  mutating func isIgnored(
    _ level: Int, _ job: WalkJob, _ index: borrowing Index, _ objects: LazyObjects
  ) -> Bool {
    if let known = levels[level].isIgnored { return known }
    var answer = level > 0 && isIgnored(level - 1, job, index, objects)
    if level > 0, !answer {
      let record = job.directories.all[levels[level].number]
      let above = Int(job.directories.all[levels[level - 1].number].length)
      let path = index.path(of: index.entries[Int(record.first)])
        .copy(0, Int(record.length) - 1)
      answer = rules(of: level - 1, job, index, objects)
        .ignores(path.span, nameStart: above, isDirectory: true)
    }
    levels[level].isIgnored = answer
    return answer
  }

  /// The attributes that hold in a directory on the way.
  mutating func attributes(
    of level: Int, _ job: WalkJob, _ index: borrowing Index, _ objects: LazyObjects
  ) -> DirectoryAttributes {
    if let known = levels[level].attributes { return known }
    var attributes =
      level == 0
      ? DirectoryAttributes(of: job.repository, job.memory, foldsCase: job.settings.foldsCase)
      : attributes(of: level - 1, job, index, objects)
    let record = job.directories.all[levels[level].number]
    if let bytes = attributeFile(of: level, record, job, index, objects) {
      attributes.add(bytes, length: Int(record.length), foldsCase: job.settings.foldsCase)
    }
    levels[level].attributes = attributes
    levels[level].mixer = attributes.mixer
    return attributes
  }

  /// What tells the attributes that hold in a directory on the way from any others.
  mutating func mixer(
    of level: Int, _ job: WalkJob, _ index: borrowing Index, _ objects: LazyObjects
  ) -> Mixer {
    levels[level].mixer ?? attributes(of: level, job, index, objects).mixer
  }

  /// What the attribute file of a directory holds, or where that is not there its entry's object.
  private func attributeFile(
    of level: Int, _ directory: IndexDirectories.Directory, _ job: WalkJob,
    _ index: borrowing Index, _ objects: LazyObjects
  ) -> [UInt8]? {
    let entry = index.entry(named: ".gitattributes", in: directory)
    // Where the index has all names, a file that it does not have is not there either.
    if entry == nil, levels[level].holdsOnlyTracked { return nil }
    do throws(Errno) {
      return try content(of: ".gitattributes", in: level, limit: AttributeFile.limit, index)
    } catch .notFound {
      guard let entry, let object = index.object(of: entry) else { return nil }
      return try? objects.store.read(object, limit: AttributeFile.limit).bytes
    } catch {
      return nil
    }
  }
}

extension Index {
  /// The entry of a name in a directory itself.
  fileprivate func entry(
    named name: String, in directory: IndexDirectories.Directory
  ) -> IndexEntry? {
    guard directory.first < directory.end else { return nil }
    let length = Int(directory.length)
    let bytes = name.utf8
    let first = self.path(of: entries[Int(directory.first)])
    // Most directories begin with a name that comes after those with a dot.
    guard first.extracting(droppingFirst: length).order(before: bytes.span) <= 0 else { return nil }
    let path = first.copy(0, length) + Array(bytes)
    let place = place(of: path.span, in: Int(directory.first)..<Int(directory.end))
    guard place < Int(directory.end), self.path(of: entries[place]).isEqual(to: path.span) else {
      return nil
    }
    return entries[place]
  }
}
