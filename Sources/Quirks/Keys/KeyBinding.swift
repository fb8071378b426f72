import Settings

extension WorkspaceKeys {
  /// The changes that give workspaces their keys.
  ///
  /// - Parameter replacing: whether a key that another action has is taken away from it.
  /// - Throws: ``KeysFailure``, of the clashes all at once.
  public func binding(
    _ wishes: [KeyWish], replacing: Bool
  ) throws(KeysFailure) -> [Change] {
    var wanted: [(wish: KeyWish, accelerator: Accelerator)] = []
    for wish in wishes {
      guard Self.all.contains(wish.workspace) else { throw .count(wish.workspace) }
      guard let accelerator = Accelerator(wish.key) else { throw .accelerator(wish.key) }
      guard !wanted.contains(where: { $0.accelerator == accelerator }) else {
        throw .twice(wish.key)
      }
      wanted.append((wish, accelerator))
    }
    var added: [String] = []
    var targets: Set<SettingKey> = []
    var changes: [Change] = []
    for (wish, accelerator) in wanted {
      if Self.native.contains(wish.workspace) {
        let key = wish.verb.key(wish.workspace)
        targets.insert(key)
        changes.append(.setting(key, to: Value.strings([accelerator.text]).description))
      } else {
        let known = commands.first { $0.verb == wish.verb && $0.workspace == wish.workspace }
        let path = known?.path ?? WorkspaceCommand.freePath(added)
        if known == nil { added.append(path) }
        targets.insert(WorkspaceCommand.key("binding", at: path))
        changes += WorkspaceCommand.changes(
          at: path, wish.verb, wish.workspace, accelerator.text, programs: programs)
      }
    }
    // The list of commands comes last, when each of them is complete.
    let list: [Change] = added.isEmpty ? [] : [.list(WorkspaceCommand.list, adding: added)]
    return try freeing(wanted, but: targets, replacing: replacing) + changes + list
  }

  /// The changes that take the wanted keys away from what has them, but for what gets another.
  private func freeing(
    _ wanted: [(wish: KeyWish, accelerator: Accelerator)], but targets: Set<SettingKey>,
    replacing: Bool
  ) throws(KeysFailure) -> [Change] {
    var clashes: [String] = []
    var taken: [ShortcutTable.Owner: [String]] = [:]
    for (wish, accelerator) in wanted {
      for owner in table.owners(of: accelerator) where !targets.contains(owner.key) {
        let clash = "\(wish.key) is \(owner.action) (\(owner.key.schema))"
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
  /// The change that leaves it these keys alone.
  func set(_ texts: [String]) -> Change {
    let value: Value = form == .list ? .strings(texts) : .string(texts.first ?? "")
    return .setting(key, to: value.description)
  }
}
