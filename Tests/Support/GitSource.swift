import Foundation

/// git's own prompt and its tests, as Debian's source package has them.
public enum GitSource {
  /// The directory that holds them; they are fetched once.
  ///
  /// - Throws: with what to do, when they can't be fetched.
  public static func directory() throws -> String {
    let directory = packageRoot + "/.build/git-source"
    let outcome = try run(
      [packageRoot + "/Tests/git-source", directory], within: .seconds(280))
    guard outcome.code == 0 else { throw Unexpected(outcome.error) }
    // What runs a second time with the installed programs may run beside the first, and both write.
    guard ProcessInfo.processInfo.environment["DETOUR_PROGRAMS"] != nil else { return directory }
    let copy = directory + "-again"
    try shell(
      """
      exec 9>'\(directory)/lock'
      flock 9
      [ ! -e '\(copy)' ] || exit 0
      cp -a '\(directory)' '\(copy).new'
      mv '\(copy).new' '\(copy)'
      """, within: .seconds(280))
    return copy
  }

  /// git's own script that defines `__git_ps1`.
  public static func script() throws -> String {
    try directory() + "/contrib/completion/git-prompt.sh.stock"
  }
}
