extension Repository {
  /// Returns what `git replace` put in the place of objects: `refs/replace/` and the object's name.
  ///
  /// - Parameter references: those of the repository, where they are open already.
  func replacements(_ references: References? = nil) -> [ObjectID: ObjectID] {
    guard !options.withoutReplacements,
      configuration.boolean("core.usereplacerefs") != false
    else { return [:] }
    var replacements: [ObjectID: ObjectID] = [:]
    let prefix = options.replacementPrefix
    guard let slash = prefix.utf8.lastIndex(of: 0x2f) else { return [:] }
    for reference in (references ?? References(self)).all(under: String(prefix[...slash]))
    where reference.name.hasPrefix(prefix) {
      guard let name = reference.name.split(separator: 0x2f).last,
        let original = ObjectID(hexadecimal: name)
      else { continue }
      replacements[original] = reference.id
    }
    return replacements
  }
}
