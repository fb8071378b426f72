/// The start and the bounds of a search for a repository: the environment as values.
public struct DiscoveryOptions: Sendable {
  /// The directory to start in: absolute, links in it resolved.
  public var directory: String
  /// The effective user.
  public var user: UInt32
  /// `$SUDO_UID`, which counts as the user's own where the user is root.
  public var sudoUser: UInt32?

  /// `$GIT_DIR`
  public var gitDirectory: String?
  /// `$GIT_WORK_TREE`
  public var workTree: String?
  /// `$GIT_COMMON_DIR`
  public var commonDirectory: String?
  /// `$GIT_INDEX_FILE`
  public var indexFile: String?
  /// `$GIT_OBJECT_DIRECTORY`
  public var objectDirectory: String?
  /// `$GIT_ALTERNATE_OBJECT_DIRECTORIES`, split.
  public var alternateObjectDirectories: [String]
  /// `$GIT_CEILING_DIRECTORIES`, split: directories that are not searched, nor any above them.
  public var ceilings: [String]
  /// `$GIT_DISCOVERY_ACROSS_FILESYSTEM`
  public var acrossFileSystems = false
  /// `$GIT_NO_REPLACE_OBJECTS`
  public var withoutReplacements = false
  /// `$GIT_REPLACE_REF_BASE`: what the names of replacements begin with.
  public var replacementPrefix = Self.usualReplacementPrefix
  static var usualReplacementPrefix: String { "refs/replace/" }
  /// `$GIT_GRAFT_FILE`
  public var graftFile: String?
  /// `$GIT_SHALLOW_FILE`; empty for a history that is whole.
  public var shallowFile: String?

  /// `$GIT_CONFIG`: the only file that git-config(1) asks, in which nothing is included.
  public var askedConfiguration: String?

  /// `$HOME`
  public var home: String?
  /// `$XDG_CONFIG_HOME`, or `~/.config` where it is not set.
  public var configurationHome: String?
  /// The system's configuration file, `/etc/gitconfig`; nothing where it is not to be read.
  public var systemConfiguration: String?
  /// The system's attribute file, `/etc/gitattributes`; nothing where it is not to be read.
  public var systemAttributes: String?
  /// The user's configuration files, the last one counting most; where missing, git's own two:
  /// `git/config` in ``configurationHome``, and `~/.gitconfig`.
  public var globalConfiguration: [String]?
  /// What `$GIT_CONFIG_COUNT` and `$GIT_CONFIG_PARAMETERS` set: keys as typed, and values.
  public var configuration: [(key: [UInt8], value: [UInt8]?)]

  /// How many repositories this one is in, each a submodule of the one before.
  var nesting = 0

  @export(interface) public init(
    directory: String, user: UInt32, sudoUser: UInt32? = nil, gitDirectory: String? = nil,
    workTree: String? = nil, commonDirectory: String? = nil, indexFile: String? = nil,
    objectDirectory: String? = nil, alternateObjectDirectories: [String] = [],
    ceilings: [String] = [], home: String? = nil, configurationHome: String? = nil,
    systemConfiguration: String? = nil, systemAttributes: String? = nil,
    globalConfiguration: [String]? = nil,
    configuration: [(key: [UInt8], value: [UInt8]?)] = []
  ) {
    self.directory = directory
    self.user = user
    self.sudoUser = sudoUser
    self.gitDirectory = gitDirectory
    self.workTree = workTree
    self.commonDirectory = commonDirectory
    self.indexFile = indexFile
    self.objectDirectory = objectDirectory
    self.alternateObjectDirectories = alternateObjectDirectories
    self.ceilings = ceilings
    self.home = home
    self.configurationHome = configurationHome
    self.systemConfiguration = systemConfiguration
    self.systemAttributes = systemAttributes
    self.globalConfiguration = globalConfiguration
    self.configuration = configuration
  }
}
