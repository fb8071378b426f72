/// Two actions have the same key, and which of them it does is left to chance.
struct ShortcutClashes: Quirk {
  let name = "shortcut-clashes"
  let title = "two actions have the same key"
  let explanation = """
    Nothing keeps two shortcuts from having the same key: GNOME's own settings ask, but extensions, \
    scripts and gsettings do not. Which action the key then does is undefined, and can change with \
    each login. Give one of the two another key in Settings, Keyboard.
    """

  func look(at machine: Machine) -> Finding {
    let table = ShortcutTable()
    guard !table.owners.isEmpty else {
      return Finding(.notApplicable, ["GNOME's shortcuts are not installed"])
    }
    let clashes = table.clashes
    guard !clashes.isEmpty else {
      return Finding(.fine, ["each of \(table.owners.count) shortcuts has keys of its own"])
    }
    return Finding(
      .affected,
      clashes.map { key, owners in
        "\(key.text) is "
          + owners.map { "\($0.action) (\($0.key.schema))" }.joined(separator: " and ")
      }, remedy: "gsettings reset \(clashes[0].1[0].key)")
  }
}
