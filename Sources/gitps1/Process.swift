import Git
import Glibc
import System
import Tool

extension DiscoveryOptions {
  /// Those of this process: its directory, its user, and git's variables.
  static var ofProcess: DiscoveryOptions? {
    guard let directory = realPath(of: ".") else { return nil }
    let home = nonEmptyEnvironment("HOME")
    let git = EnvironmentVariables(beginningWith: "GIT_")
    let configurationHome = nonEmptyEnvironment("XDG_CONFIG_HOME") ?? home.map { $0 + "/.config" }
    var options = DiscoveryOptions(
      directory: directory, user: geteuid(), home: home, configurationHome: configurationHome,
      systemConfiguration: "/etc/gitconfig", systemAttributes: "/etc/gitattributes")
    options.sudoUser = nonEmptyEnvironment("SUDO_UID").flatMap { UInt32($0) }
    if !git.isEmpty { options.take(git) }
    return options
  }

  private mutating func take(_ git: EnvironmentVariables) {
    gitDirectory = git.nonEmpty("GIT_DIR")
    workTree = git.nonEmpty("GIT_WORK_TREE")
    commonDirectory = git.nonEmpty("GIT_COMMON_DIR")
    indexFile = git.nonEmpty("GIT_INDEX_FILE")
    objectDirectory = git.nonEmpty("GIT_OBJECT_DIRECTORY")
    alternateObjectDirectories = Self.paths(git.nonEmpty("GIT_ALTERNATE_OBJECT_DIRECTORIES"))
      .filter { !$0.isEmpty }
    ceilings = Self.paths(git.nonEmpty("GIT_CEILING_DIRECTORIES"))
    if Self.isTrue(git.nonEmpty("GIT_CONFIG_NOSYSTEM")) {
      systemConfiguration = nil
    } else if let named = git.text("GIT_CONFIG_SYSTEM") {
      systemConfiguration = named
    }
    if Self.isTrue(git.nonEmpty("GIT_ATTR_NOSYSTEM")) { systemAttributes = nil }
    globalConfiguration = git.text("GIT_CONFIG_GLOBAL").map { $0.isEmpty ? [] : [$0] }
    configuration = Self.configuration(git)
    askedConfiguration = git.text("GIT_CONFIG")
    acrossFileSystems = Self.isTrue(git.nonEmpty("GIT_DISCOVERY_ACROSS_FILESYSTEM"))
    withoutReplacements = git.text("GIT_NO_REPLACE_OBJECTS") != nil
    if let prefix = git.text("GIT_REPLACE_REF_BASE") { replacementPrefix = prefix }
    graftFile = git.text("GIT_GRAFT_FILE")
    shallowFile = git.text("GIT_SHALLOW_FILE")
  }

  /// Returns what a command line has set for all that it starts: mostly nothing.
  private static func configuration(
    _ git: EnvironmentVariables
  ) -> [(key: [UInt8], value: [UInt8]?)] {
    let parameters = git.bytes("GIT_CONFIG_PARAMETERS")
    if parameters == nil, git.text("GIT_CONFIG_COUNT") == nil { return [] }
    // What `git -c` says counts most.
    return CommandConfiguration.counted { environmentBytes($0) }
      + CommandConfiguration.quoted(parameters ?? [])
  }

  private static func paths(_ paths: String?) -> [String] {
    guard let paths else { return [] }
    return paths.unicodeScalars.split(separator: ":", omittingEmptySubsequences: false).map {
      String($0)
    }
  }

  /// git's reading of a boolean variable.
  private static func isTrue(_ value: String?) -> Bool {
    value.map { Configuration.boolean(Array($0.utf8)) != false } ?? false
  }
}
