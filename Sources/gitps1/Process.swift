import Git
import Glibc
import System
import Tool

extension DiscoveryOptions {
  /// Those of this process: its directory, its user, and git's variables.
  static var ofProcess: DiscoveryOptions? {
    guard let directory = realPath(of: ".") else { return nil }
    let home = nonEmptyEnvironment("HOME")
    var options = DiscoveryOptions(
      directory: directory, user: geteuid(),
      sudoUser: nonEmptyEnvironment("SUDO_UID").flatMap { UInt32($0) },
      gitDirectory: nonEmptyEnvironment("GIT_DIR"), workTree: nonEmptyEnvironment("GIT_WORK_TREE"),
      commonDirectory: nonEmptyEnvironment("GIT_COMMON_DIR"),
      indexFile: nonEmptyEnvironment("GIT_INDEX_FILE"),
      objectDirectory: nonEmptyEnvironment("GIT_OBJECT_DIRECTORY"),
      alternateObjectDirectories: paths("GIT_ALTERNATE_OBJECT_DIRECTORIES")
        .filter { !$0.isEmpty },
      ceilings: paths("GIT_CEILING_DIRECTORIES"), home: home,
      configurationHome: nonEmptyEnvironment("XDG_CONFIG_HOME") ?? home.map { $0 + "/.config" },
      systemConfiguration: isTrue("GIT_CONFIG_NOSYSTEM")
        ? nil : environment("GIT_CONFIG_SYSTEM") ?? "/etc/gitconfig",
      globalConfiguration: environment("GIT_CONFIG_GLOBAL").map { $0.isEmpty ? [] : [$0] },
      configuration: configuration)
    options.acrossFileSystems = isTrue("GIT_DISCOVERY_ACROSS_FILESYSTEM")
    options.withoutReplacements = environment("GIT_NO_REPLACE_OBJECTS") != nil
    if let prefix = environment("GIT_REPLACE_REF_BASE") { options.replacementPrefix = prefix }
    options.graftFile = environment("GIT_GRAFT_FILE")
    options.shallowFile = environment("GIT_SHALLOW_FILE")
    return options
  }

  /// What a command line has set for all that it starts: mostly nothing.
  private static var configuration: [(key: [UInt8], value: [UInt8]?)] {
    let parameters = environmentBytes("GIT_CONFIG_PARAMETERS")
    if parameters == nil, environment("GIT_CONFIG_COUNT") == nil { return [] }
    return CommandConfiguration.quoted(parameters ?? [])
      + CommandConfiguration.counted { environmentBytes($0) }
  }

  private static func paths(_ name: String) -> [String] {
    guard let paths = nonEmptyEnvironment(name) else { return [] }
    return paths.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
  }

  /// git's reading of a boolean variable.
  private static func isTrue(_ name: String) -> Bool {
    guard let value = nonEmptyEnvironment(name)?.lowercased() else { return false }
    return !["0", "false", "no", "off"].contains(value)
  }
}
