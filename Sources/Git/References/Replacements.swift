extension Repository {
  /// What `git replace` put in the place of objects: `refs/replace/` and the object's name.
  func replacements() -> [ObjectID: ObjectID] {
    guard !options.withoutReplacements,
      configuration.boolean("core.usereplacerefs") != false
    else { return [:] }
    var replacements: [ObjectID: ObjectID] = [:]
    for reference in References(self).all(under: "refs/replace/") {
      guard let original = ObjectID(hexadecimal: reference.name.dropFirst(13)) else { continue }
      replacements[original] = reference.id
    }
    return replacements
  }
}
