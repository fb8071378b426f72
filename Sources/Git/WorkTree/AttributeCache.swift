import System

/// The attribute rules of the directory that was asked about last, which is mostly asked again.
struct AttributeCache {
  private let job: WalkJob
  private let base: AttributeRules
  private let isPlain: Bool
  private var directory: [UInt8] = []
  private var rules: AttributeRules?

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
      directory = path.copy(0, length)
      rules = read(index, objects)
    }
    guard let rules, !rules.isEmpty || !isPlain else { return .none }
    return Conversion(
      rules.attributes(of: path, nameStart: length), job.settings.lineEnds,
      job.repository.configuration)
  }

  private func read(_ index: borrowing Index, _ objects: LazyObjects) -> AttributeRules {
    var rules = base
    var ends = [0]
    for (place, byte) in directory.enumerated() where byte == 0x2f { ends.append(place + 1) }
    for end in ends {
      let name = Array(directory.prefix(end)) + Array(".gitattributes".utf8)
      guard let bytes = content(of: name, index, objects) else { continue }
      let file = AttributeFile(
        bytes.span, foldsCase: job.settings.foldsCase, allowsMacros: end == 0)
      rules.add(file, length: end)
    }
    return rules
  }

  /// An attribute file from the work tree, or where it is not there from the index.
  private func content(
    of name: [UInt8], _ index: borrowing Index, _ objects: LazyObjects
  ) -> [UInt8]? {
    let path = Array(job.workTree.utf8) + [0x2f] + name
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
