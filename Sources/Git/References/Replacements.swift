extension Repository {
  /// What `git replace` put in the place of objects: `refs/replace/` and the object's name.
  func replacements() -> [ObjectID: ObjectID] {
    guard !surroundings.withoutReplacements,
      configuration.boolean("core.usereplacerefs") != false
    else { return [:] }
    return [:]
  }
}
