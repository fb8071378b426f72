import System

/// The ignore rules that hold in one directory: its own file's and those of all directories above.
///
/// What deeper files say goes before what those above say, and that before `info/exclude` and the
/// user's own file.
final class IgnoreRules: Sendable {
  private let above: IgnoreRules?
  private let file: IgnoreFile?
  /// The length of the directory's path, with the slash at its end.
  private let base: Int

  /// The rules that hold for the whole work tree, the strongest last.
  init(_ files: [IgnoreFile]) {
    var above: IgnoreRules?
    for file in files.dropLast() where !file.isEmpty { above = IgnoreRules(above, file, 0) }
    self.above = above
    file = files.last
    base = 0
  }

  private init(_ above: IgnoreRules?, _ file: IgnoreFile, _ base: Int) {
    self.above = above
    self.file = file
    self.base = base
  }

  /// The rules of a directory beneath, whose own file is `file`.
  ///
  /// - Parameter length: of its path from the top, with the slash at its end.
  func adding(_ file: IgnoreFile?, length: Int) -> IgnoreRules {
    guard let file, !file.isEmpty else { return self }
    return IgnoreRules(self, file, length)
  }

  /// A hash over all that the rules say, and where.
  func digest(_ hasher: KeyedHash) -> UInt64 {
    var hasher = hasher
    var rules: IgnoreRules? = self
    while let current = rules {
      hasher.add(UInt64(current.base))
      if let file = current.file { hasher.add(file.text.span) }
      rules = current.above
    }
    return hasher.end
  }

  /// Returns whether a path is ignored by a rule for itself; the directories above it are not
  /// asked.
  ///
  /// - Parameters:
  ///   - path: from the top of the work tree, without a slash at its end.
  ///   - nameStart: where its last name begins.
  @_optimize(speed)
  func ignores(_ path: Span<UInt8>, nameStart: Int, isDirectory: Bool) -> Bool {
    var rules: IgnoreRules? = self
    while let current = rules {
      if let file = current.file, path.count >= current.base,
        let verdict = file.verdict(
          on: path.extracting(droppingFirst: current.base), nameStart: nameStart - current.base,
          isDirectory: isDirectory)
      {
        return verdict
      }
      rules = current.above
    }
    return false
  }
}
