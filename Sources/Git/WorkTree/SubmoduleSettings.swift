import System

/// The changes of each submodule that do not count: gitmodules(5), and git-config(1),
/// `submodule.<name>.ignore` and `diff.ignoreSubmodules`.
struct SubmoduleSettings: Sendable {
  /// What the submodules that say nothing themselves ignore.
  private let usual: SubmoduleIgnore
  private let named: [[UInt8]: SubmoduleIgnore]

  /// - Parameter usual: what is ignored where the configuration says nothing.
  init(_ repository: Repository, _ index: borrowing Index, usual: SubmoduleIgnore) {
    let configuration = repository.configuration
    self.usual =
      configuration.text("diff.ignoresubmodules").flatMap { SubmoduleIgnore(rawValue: $0.text) }
      ?? usual
    var names: [[UInt8]: [UInt8]] = [:]
    var own: [[UInt8]: SubmoduleIgnore] = [:]
    let start = Array("submodule.".utf8)
    func name(_ key: [UInt8], _ end: String) -> [UInt8]? {
      let end = Array(end.utf8)
      guard key.count > start.count + end.count, key.starts(with: start),
        key.suffix(end.count).elementsEqual(end)
      else { return nil }
      return Array(key[start.count..<(key.count - end.count)])
    }
    for variable in Self.modules(of: repository, index) {
      if let name = name(variable.key, ".path") {
        names[variable.text] = name
      } else if let name = name(variable.key, ".ignore") {
        own[name] = SubmoduleIgnore(rawValue: variable.text.text)
      }
    }
    // What the user has set goes before what comes with the repository.
    if !names.isEmpty {
      configuration.forEach(in: ["submodule."]) { key, value in
        guard let value, let name = name(key, ".ignore") else { return }
        own[name] = SubmoduleIgnore(rawValue: value.text)
      }
    }
    var named: [[UInt8]: SubmoduleIgnore] = [:]
    for (path, name) in names { named[path] = own[name] }
    self.named = named
  }

  /// Returns what of the submodule at `path` does not count.
  func ignored(_ path: [UInt8]) -> SubmoduleIgnore { named[path] ?? usual }

  /// Whether there may be a submodule none of whose changes counts.
  var hidesAny: Bool { usual == .all || named.values.contains(.all) }

  /// The variables of `.gitmodules`: of the work tree, else of the index, else of HEAD.
  private static func modules(
    of repository: Repository, _ index: borrowing Index
  ) -> [ConfigurationFile.Variable] {
    let limit = 16 << 20
    var bytes: [UInt8]?
    if let workTree = repository.workTree, kind(of: workTree + "/.gitmodules") != nil {
      bytes = try? File.read(workTree + "/.gitmodules", limit: limit)
    } else {
      let name = Array(".gitmodules".utf8)
      let place = index.place(of: name.span, in: 0..<index.entries.count)
      if place < index.entries.count, index.path(of: index.entries[place]).isEqual(to: name.span),
        let object = index.object(of: index.entries[place])
      {
        bytes = try? ObjectStore(repository).read(object, limit: limit).bytes
      } else if let head = References(repository).resolve("HEAD") {
        let objects = ObjectStore(repository)
        if let tree = try? objects.tree(objects.commit(head).tree),
          let entry = tree.entries.first(where: { $0.name == name })
        {
          bytes = try? objects.read(entry.id, limit: limit).bytes
        }
      }
    }
    guard let bytes, let file = try? ConfigurationFile(bytes) else { return [] }
    return file.variables
  }
}
