import System

/// Files outside of a work tree that say how it is seen, as they were when they were read.
struct OuterFiles: Sendable {
  private struct File: Sendable {
    let path: String
    let identity: WatchQuestion.FileIdentity?
    /// Whether any later change gives it another time.
    let isOld: Bool
  }

  private let files: [File]

  /// Looks at the files, which are read after that.
  init(_ paths: [String]) {
    let now = Status.Time.now
    files = paths.map { path in
      let status = try? Status(of: path)
      return File(
        path: path, identity: status.map(WatchQuestion.FileIdentity.init),
        isOld: status.map { Self.isOld($0, at: now) } ?? true)
    }
  }

  /// Whether none of them has changed since.
  var areSame: Bool {
    files.allSatisfy {
      $0.isOld && (try? Status(of: $0.path)).map(WatchQuestion.FileIdentity.init) == $0.identity
    }
  }

  /// Some file systems keep no more than seconds, and round by two of them.
  private static func isOld(_ status: Status, at now: Status.Time) -> Bool {
    let changed = max(status.modified, status.changed)
    let (seconds, overflow) = now.seconds.subtractingReportingOverflow(changed.seconds)
    if overflow || seconds < 0 { return false }
    if seconds > 10 { return true }
    let distance: Int64 = changed.nanoseconds == 0 ? 3_000_000_000 : 100_000_000
    return seconds * 1_000_000_000 + Int64(now.nanoseconds) - Int64(changed.nanoseconds) > distance
  }
}

extension OuterFiles {
  /// The rules that are not in the work tree: what is ignored, and how content is converted.
  static func rules(of repository: Repository) -> OuterFiles {
    var paths = repository.optionalFiles + repository.ignoreFiles.compactMap { $0 }
    _ = AttributeRules(of: repository, foldsCase: false) { path in
      paths.append(path)
      return nil
    }
    return OuterFiles(paths)
  }

  /// Returns what lets a commit have another tree, or other parents: replacements, grafts, a
  /// shallow end.
  static func history(of repository: Repository) -> OuterFiles {
    OuterFiles(
      ["packed-refs", "refs/replace", "reftable/tables.list", "info/grafts", "shallow"]
        .map { repository.commonDirectory + "/" + $0 })
  }
}
