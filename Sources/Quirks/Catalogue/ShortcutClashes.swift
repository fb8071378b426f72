/// Two actions have the same key, and which of them it does is left to chance.
struct ShortcutClashes: Quirk {
  let name = "shortcut-clashes"
  let title = "two actions have the same key"
  let explanation = """
    Nothing keeps two shortcuts from having the same key: GNOME's own settings ask, but extensions, \
    scripts and gsettings do not. Which action the key then does is undefined, and can change with \
    each login. The fix leaves the key to the action that you gave it to, and takes it from those \
    that have it by default. Where you gave it to several, choose in Settings, Keyboard.
    """

  func check(_ context: QuirkContext) -> Finding {
    if let other = context.whyNotGNOME { return Finding(.notApplicable, [other]) }
    let table = ShortcutTable(context)
    guard !table.owners.isEmpty else {
      return Finding(.notApplicable, [.keys(.noShortcuts)])
    }
    let clashes = table.clashes
    guard let first = clashes.first else {
      return Finding(.fine, [.keys(.noClashes(shortcuts: table.owners.count))])
    }
    return Finding(
      .affected,
      clashes.map { key, owners in
        .keys(.clash(KeyClash(key: key.text, owners: owners.map(\.evidence))))
      },
      remedy: Self.losers(clashes).isEmpty
        ? Self.choice(first.0, first.1).map(Remedy.run) : .fix)
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    let clashes = ShortcutTable(context).clashes
    let losers = Self.losers(clashes)
    guard !losers.isEmpty else {
      throw FixError.notOurs(
        clashes.first.flatMap(Self.choice).map { .choose(command: $0) } ?? .noClash)
    }
    return losers.sorted { $0.key.key.description < $1.key.key.description }
      .map { $0.key.set($0.value) }
  }

  /// Returns who loses a key to an action that the user has given it, each with the keys that are
  /// left.
  private static func losers(
    _ clashes: [(Accelerator, [ShortcutTable.Owner])]
  ) -> [ShortcutTable.Owner: [String]] {
    var losers: [ShortcutTable.Owner: [String]] = [:]
    for (accelerator, owners) in clashes {
      // What a program has asked for was granted by the user.
      let chosen = owners.filter { $0.form == .foreign || $0.key.userValue != nil }
      guard chosen.count == 1 else { continue }
      for owner in owners where owner != chosen[0] {
        losers[owner] = (losers[owner] ?? owner.texts).filter { Accelerator($0) != accelerator }
      }
    }
    return losers
  }

  /// The command that takes a key from one of those that have it.
  private static func choice(
    _ accelerator: Accelerator, _ owners: [ShortcutTable.Owner]
  ) -> String? {
    guard let owner = owners.last(where: { $0.form != .foreign }) else { return nil }
    let edit = owner.set(owner.texts.filter { Accelerator($0) != accelerator })
    return "gsettings set \(edit.key) \"\(edit.value)\""
  }
}
