import System

extension References {
  /// Adds the state of all files that hold references under `prefix`, without reading them.
  ///
  /// - Returns: when the last of them changed.
  func addState(under prefix: String, into hasher: inout KeyedHash) -> Status.Time {
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
        guard add(folder)?.kind == .directory, var entries = try? Directory(folder) else {
          continue
        }
        // The order of a directory is not always the same.
        let names = ((try? entries.entries()) ?? []).sorted {
          $0.name.lexicographicallyPrecedes($1.name)
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
