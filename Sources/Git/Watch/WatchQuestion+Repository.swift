import System

extension WatchQuestion {
  /// The question of a prompt; nothing where the watcher cannot see what the prompt sees, as the
  /// environment or the command line says something of it.
  ///
  /// - Parameters:
  ///   - head: the commit that HEAD leads to.
  ///   - others: commits that it is to be held against.
  @export(interface) public init?(
    _ repository: Repository, head: ObjectID?, others: [ObjectID],
    wanting wanted: WorkTreeStatus.Wanted
  ) {
    let options = repository.options
    guard options.gitDirectory == nil, options.workTree == nil, options.commonDirectory == nil,
      options.indexFile == nil, options.objectDirectory == nil,
      options.alternateObjectDirectories.isEmpty, options.globalConfiguration == nil,
      options.configuration.isEmpty, options.sudoUser == nil, !options.acrossFileSystems,
      !options.withoutReplacements, options.replacementPrefix == "refs/replace/",
      options.graftFile == nil, options.shallowFile == nil, others.count <= WatchRequest.otherLimit,
      wanted.contains(.counts) == wanted.contains(.asStatus),
      let workTree = repository.workTree, let top = try? Status(of: workTree),
      let namespace = try? Status(of: "/proc/self/ns/mnt")
    else { return nil }
    let path =
      contains(workTree, options.directory)
      ? bytes(of: options.directory, beneath: workTree) : []
    let listsAllFiles =
      wanted.isSuperset(of: [.counts, .untracked]) && !wanted.contains(.untrackedDirectories)
      && UntrackedMode(repository.configuration) == .all
    self.init(
      tree: Tree(
        top: workTree.pathBytes, gitDirectory: repository.gitDirectory.pathBytes,
        commonDirectory: repository.commonDirectory.pathBytes, home: options.home?.pathBytes,
        configurationHome: options.configurationHome?.pathBytes,
        systemConfiguration: options.systemConfiguration?.pathBytes,
        systemAttributes: options.systemAttributes?.pathBytes,
        listsAllFiles: listsAllFiles),
      mountNamespace: namespace.inode, topDevice: top.device, topInode: top.inode,
      configuration: repository.configuration.digest,
      index: (try? Status(of: repository.indexFile)).map(FileIdentity.init), head: head,
      others: others, directory: path.isEmpty ? [] : path + [0x2f])
  }
}

extension WorkTreeStatus {
  /// What of the watcher's answer was asked for, as a walk would give it.
  @export(interface)
  public init(_ answer: WatchAnswer, wanting wanted: Wanted, _ configuration: Configuration) {
    self.init()
    let counts = wanted.contains(.counts)
    // To git a conflict is a change of the index and of the work tree, too; counted it is once.
    func amount(_ count: Int, isAlsoConflict: Bool = false) -> Amount {
      counts ? .count(count) : .count(count > 0 || isAlsoConflict && answer.conflicted > 0 ? 1 : 0)
    }
    if wanted.contains(.staged) { staged = amount(answer.staged, isAlsoConflict: true) }
    if wanted.contains(.unstaged) { unstaged = amount(answer.unstaged, isAlsoConflict: true) }
    if wanted.contains(.untracked) {
      let isHidden =
        wanted.contains(.asStatus) && !wanted.contains(.untrackedDirectories)
        && UntrackedMode(configuration) == .none
      untracked = isHidden ? .count(0) : amount(answer.untracked)
    }
    if wanted.contains(.conflicted) {
      conflicted = amount(
        wanted.contains(.conflictsHere) ? answer.conflictedHere : answer.conflicted)
    }
  }
}
