import SHA
import System

// A filter is never run. But where git itself has found that a file is what a filter makes a blob of,
// the content is remembered by its hash: a file with that content is equal to the blob whatever its
// times are, and one with another content is not.

extension ContentComparison {
  /// Files larger than this are not read to be remembered.
  private static let learnable: Int64 = 16 << 20

  /// Remembers the content of a file that is as git wrote it into the index, where a filter stands
  /// between it and its blob.
  mutating func learn(
    _ entry: IndexEntry, _ length: Int, _ status: Status, _ record: IndexRecord,
    _ index: borrowing Index, _ stack: inout DirectoryStack, _ keys: inout KeySet
  ) {
    guard IndexMode(of: record.mode) == .file, status.size > 0, status.size <= Self.learnable else {
      return
    }
    let path = index.path(of: entry)
    let level = stack.levels.count - 1
    let rules = stack.hasher(of: level, index)
    var hasher = rules.adding(.learnt)
    hasher.add(status)
    hasher.add(index.objectBytes(of: entry))
    hasher.add(path)
    let seen = context.cache.key(hasher, changed: max(status.modified, status.changed))
    guard seen.isOld, !keys.contains(seen, in: context.cache),
      let object = index.object(of: entry)
    else { return }
    let conversion = stack.attributes(of: level, index)
      .conversion(of: path, nameStart: length, context)
    if conversion.isForeign {
      let base = stack.base
      guard
        let content = content(
          index.terminatedPath(of: entry, from: base.length), base.directory, status)
      else { return }
      keys.add(key(.content, object, rules, content))
      keys.add(key(.known, object, rules))
    }
    keys.add(seen)
  }

  /// Compares a file by what is remembered of one that was equal to the blob.
  func compareWithLearnt(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ object: ObjectID, _ rules: KeyedHash,
    _ status: Status
  ) -> Outcome {
    guard context.cache.contains(key(.known, object, rules)),
      let content = content(name, directory, status)
    else { return .unknown }
    return context.cache.contains(key(.content, object, rules, content)) ? .same : .changed
  }

  private func key(
    _ kind: CacheKey.Kind, _ object: ObjectID, _ rules: KeyedHash, _ content: [UInt8] = []
  ) -> CacheKey {
    var hasher = rules.adding(kind)
    hasher.add(object)
    hasher.add(content)
    return context.cache.lastingKey(hasher)
  }

  /// The hash of a file's content; nil where it is not the one of that status any more.
  private func content(
    _ name: Span<UInt8>, _ directory: OpenDirectory, _ status: Status
  ) -> [UInt8]? {
    guard status.size <= Self.learnable, let file = open(name, directory),
      let found = hash(of: file, .sha256), let after = try? Status(of: file),
      after.inode == status.inode, after.size == status.size, after.modified == status.modified,
      after.changed == status.changed
    else { return nil }
    return found
  }
}
