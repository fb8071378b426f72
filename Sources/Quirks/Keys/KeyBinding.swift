import Settings

extension WorkspaceKeys {
  /// The changes that give workspaces their keys.
  ///
  /// - Parameter replacing: whether a key that another action has is taken away from it.
  /// - Throws: ``KeysError``, of the clashes all at once.
  public func binding(
    _ requests: [KeyRequest], replacing: Bool
  ) throws(KeysError) -> [any Change] {
    var wanted: [(request: KeyRequest, accelerator: Accelerator)] = []
    for request in requests {
      guard Self.all.contains(request.workspace) else { throw .count(request.workspace) }
      let accelerator = try Self.accelerator(request.key)
      guard !wanted.contains(where: { $0.accelerator == accelerator }) else {
        throw .twice(request.key)
      }
      wanted.append((request, accelerator))
    }
    var added: [String] = []
    var targets: Set<SettingKey> = []
    var changes: [any Change] = []
    var taken: Set<String> = []
    for (request, accelerator) in wanted {
      if Self.native.contains(request.workspace) {
        let key = request.verb.key(request.workspace)
        // All keys of one workspace are one setting.
        guard targets.insert(key).inserted else { continue }
        let texts = wanted.filter { $0.request.verb.key($0.request.workspace) == key }
          .map(\.accelerator.text)
        changes.append(SettingEdit(key, to: .strings(texts)))
      } else {
        let known = commands.first {
          $0.verb == request.verb && $0.workspace == request.workspace
            && taken.insert($0.path).inserted
        }
        let path = known?.path ?? WorkspaceCommand.freePath(added)
        if known == nil { added.append(path) }
        targets.insert(WorkspaceCommand.key("binding", at: path))
        changes += WorkspaceCommand.changes(
          at: path, request.verb, request.workspace, accelerator.text, programs: programs)
      }
    }
    // The list of commands comes last, when each of them is complete.
    let list: [any Change] = added.isEmpty ? [] : [ListEdit(WorkspaceCommand.list, adding: added)]
    return try freeing(wanted, but: targets, replacing: replacing) + changes + list
  }

  /// A key that the desktop can take, as it is written with angle brackets or with plus signs.
  private static func accelerator(_ text: String) throws(KeysError) -> Accelerator {
    guard let accelerator = Accelerator(plus: text) ?? Accelerator(text) else {
      throw .accelerator(text)
    }
    guard accelerator.isKnown else { throw .unknownKey(accelerator.key) }
    guard accelerator.isTakenFromTyping else { return accelerator }
    throw .types(text)
  }

  /// The changes that take the wanted keys away from what has them, but for what gets another.
  private func freeing(
    _ wanted: [(request: KeyRequest, accelerator: Accelerator)], but targets: Set<SettingKey>,
    replacing: Bool
  ) throws(KeysError) -> [any Change] {
    var clashes: [KeyClash] = []
    var taken: [ShortcutTable.Owner: [String]] = [:]
    for (request, accelerator) in wanted {
      for owner in table.owners(of: accelerator) where !targets.contains(owner.key) {
        let clash = KeyClash(key: request.key, owners: [owner.evidence])
        clashes.append(clash)
        guard !replacing || owner.form != .foreign else { throw .foreign(clash) }
        taken[owner] = (taken[owner] ?? owner.texts).filter { Accelerator($0) != accelerator }
      }
    }
    guard clashes.isEmpty || replacing else { throw .clashes(clashes) }
    return taken.sorted { $0.key.key.description < $1.key.key.description }.map { $0.set($1) }
  }
}

extension ShortcutTable.Owner {
  var evidence: KeyOwner { KeyOwner(program: program, action: action, schema: key.schema) }

  /// The change that leaves it these keys alone.
  func set(_ texts: [String]) -> SettingEdit {
    let value: Value = form == .list ? .strings(texts) : .string(texts.first ?? "")
    return SettingEdit(key, to: value)
  }
}
