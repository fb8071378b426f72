/// The reason why the watcher does not answer for a work tree: the prompt then looks for itself.
public enum WatchRefusal: UInt8, Error, CaseIterable, Sendable {
  /// It still looks at the tree, or has much to look at again.
  case scanning = 1
  /// More happened than the kernel's queue holds.
  case overflow = 2
  /// Something is mounted beneath the top of the tree.
  case mounts = 3
  /// The prompt sees other mounts than the watcher.
  case namespace = 4
  /// The file system does not tell of every change.
  case fileSystem = 5
  /// More directories than the user's watches allow for.
  case limit = 6
  /// The prompt is of another version.
  case version = 7
  /// The watcher finds another configuration than the prompt.
  case configuration = 8
  /// The top of the tree, or its git directory, is no longer where it was.
  case moved = 9
  /// The tree has submodules.
  case submodules = 10
  /// The index holds whole directories, as in a sparse checkout.
  case sparse = 11
  /// Names in letters of either case are the same.
  case foldsCase = 12
  /// Ignore or attribute rules have a second name, through which they can be changed unseen.
  case sharedRules = 13
  /// Something could not be compared, or not without running a program.
  case unknown = 14
  /// The index cannot be read, or is another one than the prompt saw.
  case index = 15
  /// Somebody else asks.
  case peer = 16
  /// A full look found what no event had told.
  case audit = 17
  /// The question cannot be understood.
  case malformed = 18
  /// Too many files can be changed unseen, or in directories that cannot be watched.
  case unwatchable = 19
  /// The git directory is inside of the tree under another name than `.git`.
  case gitDirectory = 20

  /// Whether it may be over soon, by the watcher's own work.
  public var isPassing: Bool {
    switch self {
    case .scanning, .overflow, .index, .configuration, .moved: true
    default: false
    }
  }

  /// A word for it, for programs.
  public var name: String {
    switch self {
    case .scanning: "scanning"
    case .overflow: "overflow"
    case .mounts: "mounts"
    case .namespace: "namespace"
    case .fileSystem: "file-system"
    case .limit: "limit"
    case .version: "version"
    case .configuration: "configuration"
    case .moved: "moved"
    case .submodules: "submodules"
    case .sparse: "sparse"
    case .foldsCase: "ignore-case"
    case .sharedRules: "shared-rules"
    case .unknown: "unknown"
    case .index: "index"
    case .peer: "peer"
    case .audit: "audit"
    case .malformed: "malformed"
    case .unwatchable: "unwatchable"
    case .gitDirectory: "git-directory"
    }
  }
}
