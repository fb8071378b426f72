public import System

extension WorkTreeStatus {
  /// Returns whether the ignore rules cover the directory in which the search for `repository`
  /// started: `git check-ignore .`
  ///
  /// - Returns: nothing where that was not known by `deadline`: ignore files may be very large.
  @export(interface) public static func ignoresDirectory(
    of repository: Repository, until deadline: Deadline
  ) -> Bool? {
    withTimeout(deadline) { ignoresDirectory(of: repository) }
  }

  private static func ignoresDirectory(of repository: Repository) -> Bool {
    guard let workTree = repository.workTree, contains(workTree, repository.directory),
      let top = try? FileDescriptor(opening: workTree, [.directory])
    else { return false }
    let path = bytes(of: repository.directory, beneath: workTree)
    let prefix = path.isEmpty ? [] : path + [0x2f]
    if let index = try? repository.index() {
      let bytes = Array(prefix)
      let place = index.place(of: bytes.span, in: 0..<index.entries.count)
      if place < index.entries.count {
        let found = index.path(of: index.entries[place])
        // What has tracked files in it is not ignored.
        if found.count >= bytes.count,
          found.extracting(first: bytes.count).isEqual(to: bytes.span)
        {
          return false
        }
      }
    }
    let foldsCase = repository.configuration.boolean("core.ignorecase") ?? false
    var rules = IgnoreRules(of: repository)
    var directory = OpenDirectory(top)
    var start = 0
    let bytes = Array(path)
    for name in bytes.split(separator: 0x2f) {
      rules = rules.adding(IgnoreFile(in: directory, foldsCase: foldsCase), length: start)
      let part = Array(bytes.prefix(start + name.count))
      if rules.ignores(part.span, nameStart: start, isDirectory: true) { return true }
      start += name.count + 1
      let terminated = Array(name) + [0]
      guard
        let inner = try? FileDescriptor(
          openingName: terminated.span, [.directory], at: directory.file.rawValue)
      else { return false }
      directory = OpenDirectory(inner)
    }
    // To git the directory's own path ends in a slash here, after which an empty name stands, and
    // that fits a lone star.
    rules = rules.adding(IgnoreFile(in: directory, foldsCase: foldsCase), length: start)
    let whole = Array(prefix)
    return rules.ignores(whole.span, nameStart: whole.count, isDirectory: true)
  }
}
