/// The form in which a repository stores its references: `extensions.refStorage`.
public enum ReferenceFormat: String, Sendable {
  case files
  case reftable
}

/// The format that a repository says it is kept in: gitrepository-layout(5), "core.repositoryFormat
/// Version", and git-config(1), "extensions".
///
/// git takes these variables from the repository's own file alone, and from what that file itself
/// says: no other file, and no included one, has a say.
struct RepositoryFormat {
  private var version: Int?
  /// Extensions that version 0 does not have.
  private var hasNewExtensions = false
  private var hasUnknownExtensions = false
  /// The object format; nil where it is not known.
  private(set) var objects: ObjectFormat? = .sha1
  /// How references are stored; nil where that is not known.
  private(set) var references: ReferenceFormat? = .files
  /// `extensions.worktreeConfig`
  private(set) var hasWorktreeConfiguration = false
  /// `core.bare`
  private(set) var isBare: Bool?
  /// `core.worktree`
  private(set) var workTree: [UInt8]?

  /// The format of a file that says nothing.
  init() {}

  /// Reads what the repository's own file says.
  init(_ variables: [ConfigurationFile.Variable]) {
    for variable in variables { take(variable) }
    // Without a version git heeds none of it.
    if version == nil { self = RepositoryFormat() }
  }

  private mutating func take(_ variable: ConfigurationFile.Variable) {
    let key = variable.key
    if key.elementsEqual("core.repositoryformatversion".utf8) {
      version = variable.value.flatMap(Configuration.integer) ?? -1
    } else if key.hasPrefix("extensions.") {
      takeExtension(key.dropFirst(11), variable)
    } else {
      takeWorkTree(variable)
    }
  }

  private mutating func takeExtension(
    _ name: ArraySlice<UInt8>, _ variable: ConfigurationFile.Variable
  ) {
    switch name.text {
    case "noop", "preciousobjects", "partialclone": break
    case "worktreeconfig":
      hasWorktreeConfiguration = Configuration.boolean(variable.text) ?? false
    case "objectformat":
      hasNewExtensions = true
      objects = ObjectFormat(rawValue: variable.text.text)
    case "refstorage":
      hasNewExtensions = true
      // A format may have a place after it, `files://…`, which we do not follow.
      references = ReferenceFormat(rawValue: variable.text.text)
    case "noop-v1", "compatobjectformat", "relativeworktrees", "submodulepathconfig":
      hasNewExtensions = true
    default: hasUnknownExtensions = true
    }
  }

  /// Takes what a file says of the work tree; also `config.worktree` may.
  mutating func takeWorkTree(_ variable: ConfigurationFile.Variable) {
    if variable.key.elementsEqual("core.bare".utf8) {
      isBare = variable.value.map { Configuration.boolean($0) ?? true } ?? true
    } else if variable.key.elementsEqual("core.worktree".utf8) {
      workTree = variable.value
    }
  }

  /// Whether git would read the repository.
  var isReadable: Bool {
    guard let version else { return true }
    return version <= 1 && !(version >= 1 && hasUnknownExtensions)
      && !(version == 0 && hasNewExtensions)
  }
}
