/// How a repository stores its references: `extensions.refStorage`.
public enum ReferenceFormat: String, Sendable {
  case files
  case reftable
}

/// The formats that a repository says it is kept in: git-config(1), "extensions".
struct Formats {
  let objects: ObjectFormat
  let references: ReferenceFormat

  /// Those that change nothing for a reader, or that we read.
  private static let known: Set<String> = [
    "noop", "noop-v1", "preciousobjects", "partialclone", "worktreeconfig", "objectformat",
    "compatobjectformat", "refstorage", "relativeworktrees", "submodulepathconfig",
  ]

  /// Nothing where the repository is in a format that is not known, as git refuses it.
  init?(_ configuration: Configuration) {
    let version = configuration.integer("core.repositoryformatversion") ?? 0
    guard (0...1).contains(version) else { return nil }
    let unknown = configuration.names(of: "extensions").contains { !Self.known.contains($0) }
    if version == 1, unknown { return nil }
    guard
      let objects = ObjectFormat(
        rawValue: configuration.text("extensions.objectformat")?.text.lowercased() ?? "sha1"),
      // A format may have a place after it, `files://…`, which we do not follow.
      let references = ReferenceFormat(
        rawValue: configuration.text("extensions.refstorage")?.text.lowercased() ?? "files")
    else { return nil }
    self.objects = objects
    self.references = references
  }
}
