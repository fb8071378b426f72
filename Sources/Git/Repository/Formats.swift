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
    // Hardly any repository says them, and to look a word up takes longer than all else here.
    var objects: ObjectFormat? = .sha1
    if let named = configuration.text("extensions.objectformat") {
      objects = ObjectFormat(rawValue: named.text.lowercased())
    }
    var references: ReferenceFormat? = .files
    // A format may have a place after it, `files://…`, which we do not follow.
    if let named = configuration.text("extensions.refstorage") {
      references = ReferenceFormat(rawValue: named.text.lowercased())
    }
    guard let objects, let references else { return nil }
    self.objects = objects
    self.references = references
  }
}
