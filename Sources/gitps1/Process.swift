import Git
import Glibc
import System
import Tool

extension Surroundings {
  /// Those of this process: its directory, its user, and git's variables.
  static var ofProcess: Surroundings? {
    guard let directory = realPath(of: ".") else { return nil }
    var surroundings = Surroundings(directory: directory, user: geteuid())
    surroundings.sudoUser = set("SUDO_UID").flatMap { UInt32($0) }
    surroundings.gitDirectory = set("GIT_DIR")
    surroundings.workTree = set("GIT_WORK_TREE")
    surroundings.commonDirectory = set("GIT_COMMON_DIR")
    surroundings.indexFile = set("GIT_INDEX_FILE")
    surroundings.objectDirectory = set("GIT_OBJECT_DIRECTORY")
    surroundings.alternateObjectDirectories = paths("GIT_ALTERNATE_OBJECT_DIRECTORIES")
      .filter { !$0.isEmpty }
    surroundings.ceilings = paths("GIT_CEILING_DIRECTORIES")
    surroundings.acrossFileSystems = isTrue("GIT_DISCOVERY_ACROSS_FILESYSTEM")
    surroundings.withoutReplacements = environment("GIT_NO_REPLACE_OBJECTS") != nil
    surroundings.home = set("HOME")
    surroundings.configurationHome =
      set("XDG_CONFIG_HOME") ?? surroundings.home.map { $0 + "/.config" }
    if !isTrue("GIT_CONFIG_NOSYSTEM") {
      surroundings.systemConfiguration = environment("GIT_CONFIG_SYSTEM") ?? "/etc/gitconfig"
    }
    if let path = environment("GIT_CONFIG_GLOBAL") {
      surroundings.globalConfiguration = path.isEmpty ? [] : [path]
    }
    surroundings.configuration =
      CommandConfiguration.quoted(environmentBytes("GIT_CONFIG_PARAMETERS") ?? [])
      + CommandConfiguration.counted { environmentBytes($0) }
    return surroundings
  }

  private static func paths(_ name: String) -> [String] {
    (set(name) ?? "").split(separator: ":", omittingEmptySubsequences: false).map(String.init)
  }

  /// git's reading of a boolean variable.
  private static func isTrue(_ name: String) -> Bool {
    guard let value = set(name)?.lowercased() else { return false }
    return !["0", "false", "no", "off"].contains(value)
  }
}
