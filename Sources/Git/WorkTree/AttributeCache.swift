import System

/// The attribute rules of the directory that was asked about last, which is mostly asked again.
struct AttributeCache {
  private let job: WalkJob
  private let base: AttributeRules
  private let isPlain: Bool
  private var directory: [UInt8] = []
  private var rules: AttributeRules?
  /// What the directories on the way to it have, by the length of their paths.
  private var files: [(end: Int, file: AttributeFile?)] = []

  init(_ job: WalkJob) {
    self.job = job
    base = AttributeRules(of: job.repository, foldsCase: job.settings.foldsCase)
    isPlain = job.settings.lineEnds.automatic == .off
  }

  /// How the content of an entry's file becomes that of its blob.
  mutating func conversion(
    of entry: IndexEntry, _ length: Int, _ index: borrowing Index, _ objects: LazyObjects
  ) -> Conversion {
    let path = index.path(of: entry)
    var isSame = rules != nil && directory.count == length
    if isSame { isSame = path.extracting(first: length).isEqual(to: directory.span) }
    if !isSame {
      // Those that lead to the next directory too are not read again.
      let next = path.copy(0, length)
      while let last = files.last, !next.starts(with: directory.prefix(last.end)) {
        files.removeLast()
      }
      directory = next
      rules = read(index, objects)
    }
    guard let rules, !rules.isEmpty || !isPlain else { return .none }
    return Conversion(
      rules.attributes(of: path, nameStart: length), job.settings.lineEnds,
      job.repository.configuration)
  }

  private mutating func read(_ index: borrowing Index, _ objects: LazyObjects) -> AttributeRules {
    var rules = base
    var end = files.last.map { $0.end + 1 } ?? 0
    if files.isEmpty {
      files.append((0, file(in: [], index, objects)))
      end = 1
    }
    while end <= directory.count {
      if directory[end - 1] == 0x2f {
        files.append((end, file(in: Array(directory.prefix(end)), index, objects)))
      }
      end += 1
    }
    for (end, file) in files {
      if let file { rules.add(file, length: end) }
    }
    return rules
  }

  private func file(
    in directory: [UInt8], _ index: borrowing Index, _ objects: LazyObjects
  ) -> AttributeFile? {
    content(of: directory + Array(".gitattributes".utf8), index, objects).map { bytes in
      AttributeFile(
        bytes.span, foldsCase: job.settings.foldsCase, allowsMacros: directory.isEmpty)
    }
  }

  /// An attribute file from the work tree, or where it is not there from the index.
  private func content(
    of name: [UInt8], _ index: borrowing Index, _ objects: LazyObjects
  ) -> [UInt8]? {
    let path = job.workTree.pathBytes + [0x2f] + name
    do throws(Errno) {
      let file = try FileDescriptor(opening: path, [.noFollow, .nonBlocking, .noTerminal])
      guard try Status(of: file).kind == .file else { return nil }
      return try file.readAll(limit: AttributeFile.limit)
    } catch .notFound {
      let place = index.place(of: name.span, in: 0..<index.entries.count)
      guard place < index.entries.count,
        index.path(of: index.entries[place]).isEqual(to: name.span),
        let object = index.object(of: index.entries[place])
      else { return nil }
      return try? objects.store.read(object, limit: AttributeFile.limit).bytes
    } catch {
      return nil
    }
  }
}
