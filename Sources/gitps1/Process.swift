import Git
import Glibc
import Tool

extension Surroundings {
  /// Those of this process: its directory, its user, and git's variables.
  static var ofProcess: Surroundings? {
    guard let path = unsafe realpath(".", nil) else { return nil }
    defer { unsafe free(path) }
    let across = set("GIT_DISCOVERY_ACROSS_FILESYSTEM")
    return Surroundings(
      directory: unsafe String(cString: path),
      gitDirectory: set("GIT_DIR"),
      workTree: set("GIT_WORK_TREE"),
      ceilings: (set("GIT_CEILING_DIRECTORIES") ?? "").split(separator: ":").map(String.init),
      acrossFileSystems: across.map { !["0", "false", "no", "off"].contains($0) } ?? false,
      user: geteuid(),
      sudoUser: set("SUDO_UID").flatMap { UInt32($0) })
  }
}
