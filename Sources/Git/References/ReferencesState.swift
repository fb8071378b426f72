import System

extension References {
  private static let manyFiles = 512

  /// Adds the state of all files that hold references under `prefix`, without reading them.
  ///
  /// Of a directory with very many files only its own state counts, which each change by git alters;
  /// which directories are in it is kept in `cache`.
  ///
  /// - Returns: when the last of them changed.
  func addState(
    under prefix: String, into hasher: inout KeyedHash, _ cache: Cache
  ) -> Status.Time {
    var changed = Status.Time(seconds: 0, nanoseconds: 1)
    func add(_ path: [UInt8]) -> Status? {
      guard let status = try? Status(of: path, followingLinks: false) else {
        hasher.add(0)
        return nil
      }
      hasher.add(path.span)
      hasher.add(status)
      changed = max(changed, status.modified, status.changed)
      return status
    }
    func addAll(_ top: [UInt8]) {
      var pending = [top]
      while let folder = pending.popLast() {
        guard let status = add(folder), status.kind == .directory else { continue }
        var own = cache.hasher.adding(.folders)
        own.add(folder)
        own.add(status)
        let key = cache.key(own, changed: max(status.modified, status.changed))
        if let folders = cache.value(of: key) {
          pending += folders.split(separator: 0).map { folder + [0x2f] + $0 }
          continue
        }
        guard var entries = try? Directory(folder) else { continue }
        // The order of a directory is not always the same.
        let names = ((try? entries.entries()) ?? []).ordered {
          $0.name.span.order(before: $1.name.span) < 0
        }
        // What was once large stays slow to list, though all of it is packed now.
        let wasLarge = status.size > 4096 && names.allSatisfy { $0.kind == .directory }
        if wasLarge
          || names.count > Self.manyFiles && names.allSatisfy({ $0.kind != .unknown })
        {
          let folders = names.filter { $0.kind == .directory }.map { $0.name }
          cache.store(Array(folders.joined(separator: [0])), under: key)
          pending += folders.map { folder + [0x2f] + $0 }
          continue
        }
        for entry in names {
          let path = folder + [0x2f] + entry.name
          if entry.kind == .directory { pending.append(path) } else { _ = add(path) }
        }
      }
    }
    let directories =
      gitDirectory == commonDirectory ? [commonDirectory] : [commonDirectory, gitDirectory]
    for directory in directories {
      let start = (directory + "/").pathBytes
      _ = add(start + Array("packed-refs".utf8))
      addAll(start + Array((isReftable ? "reftable" : String(prefix.dropLast())).utf8))
    }
    return changed
  }
}
