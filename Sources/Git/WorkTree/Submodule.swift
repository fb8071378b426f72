import System

/// A repository inside of the work tree, of which the index holds a commit: gitsubmodules(7).
struct Submodule {
  /// From the top of the work tree.
  private let path: [UInt8]
  private let repository: Repository
  private let workTree: String
  private let collector: StatusCollector?
  private let settings: WorkTreeSettings

  init(_ path: [UInt8], _ context: WalkContext) {
    self.path = path
    repository = context.repository
    workTree = context.workTree
    collector = context.collector
    settings = context.settings
  }

  init(_ path: [UInt8], _ repository: Repository, workTree: String) {
    self.path = path
    self.repository = repository
    self.workTree = workTree
    collector = nil
    settings = WorkTreeSettings(repository.configuration)
  }

  /// What of it does not count: its own setting in the configuration or in `.gitmodules`, that for
  /// all of them, or by default its untracked files, as `git diff` has it.
  var ignored: SubmoduleIgnore {
    if let name = name() {
      let key = "submodule.\(name.text).ignore"
      if let set = repository.configuration.text(key) ?? modules?.text(key),
        let ignore = SubmoduleIgnore(rawValue: set.text)
      {
        return ignore
      }
    }
    return settings.ignoredOfSubmodules ?? .untracked
  }

  private var modules: Configuration? {
    guard let bytes = try? File.read(workTree + "/.gitmodules"),
      let file = try? ConfigurationFile(bytes)
    else { return nil }
    var configuration = Configuration()
    for variable in file.variables { configuration.add(variable, .local) }
    return configuration
  }

  /// The name that `.gitmodules` has for the path.
  private func name() -> [UInt8]? {
    guard let bytes = try? File.read(workTree + "/.gitmodules"),
      let file = try? ConfigurationFile(bytes)
    else { return nil }
    let start = Array("submodule.".utf8)
    let end = Array(".path".utf8)
    for variable in file.variables.reversed()
    where variable.value == path && variable.key.starts(with: start)
      && variable.key.suffix(end.count).elementsEqual(end)
    {
      return Array(variable.key.dropFirst(start.count).dropLast(end.count))
    }
    return nil
  }

  /// Whether it is at another commit than `commit`, or has changes of its own that count.
  ///
  /// - Returns: nothing where that could not be known.
  func isChanged(from commit: ObjectID) -> Bool? {
    let ignored = ignored
    if ignored == .all { return false }
    let top = workTree + "/" + path.path
    // A submodule that is not checked out is an empty directory.
    guard kind(of: top + "/.git") != nil else { return false }
    var options = repository.options
    options.directory = top
    options.gitDirectory = nil
    options.workTree = nil
    options.commonDirectory = nil
    options.indexFile = nil
    options.objectDirectory = nil
    guard let inner = Repository(options) else { return nil }
    // One without a commit yet counts as unchanged.
    guard let head = References(inner).resolve(Array("HEAD".utf8)) else { return false }
    if head != commit { return true }
    if ignored == .dirty { return false }
    var wanted: WorkTreeStatus.Wanted = [.staged, .unstaged]
    if ignored == .none { wanted.insert(.untracked) }
    let status = WorkTreeStatus.examine(
      inner, objects: ObjectStore(inner), head: head, wanting: wanted, until: collector?.deadline)
    let amounts = [status.staged, status.unstaged] + (ignored == .none ? [status.untracked] : [])
    if amounts.contains(where: { $0.isAny == true }) { return true }
    return amounts.contains { $0.isAny == nil } ? nil : false
  }
}
