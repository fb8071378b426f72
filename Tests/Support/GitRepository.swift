public import Foundation

/// A repository that real git makes in a scratch directory, away from the user's configuration.
public final class GitRepository: Sendable {
  private let scratch: Scratch
  /// The top of its work tree.
  public let path: String
  /// What keeps the user's and the system's configuration out.
  public let variables: [String: String?]

  /// - Parameters:
  ///   - options: for `git init`, such as `--object-format=sha256`.
  ///   - place: the directory in which it is made; among temporary files when missing.
  public init(_ options: [String] = [], in place: String? = nil) throws {
    scratch = try Scratch(in: place)
    // Links in it are resolved, as git does with the directory that it starts in.
    let parent = URL(filePath: scratch.path).resolvingSymlinksInPath().path
    path = parent + "/tree"
    variables = [
      "HOME": parent + "/home", "XDG_CONFIG_HOME": parent + "/home/.config",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": nil, "GIT_DIR": nil, "GIT_INDEX_FILE": nil,
      "GIT_WORK_TREE": nil, "GIT_CEILING_DIRECTORIES": parent, "LC_ALL": "C.UTF-8",
      "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
      "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "1700000000 +0000",
      "GIT_COMMITTER_DATE": "1700000000 +0000", "GIT_ADVICE": "0",
      // However busy the machine is, what can be known is to be shown.
      "GIT_PS1_TIMEOUT_MS": "60000",
    ]
    try FileManager.default.createDirectory(
      atPath: parent + "/home/.config", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let words = ["git", "-c", "init.defaultBranch=main", "init", "-q"] + options
    let outcome = try run(words, variables: variables, directory: path)
    guard outcome.code == 0 else { throw Unexpected("git init: \(outcome)") }
  }

  /// The directory above the work tree, and the user's home in it.
  public var home: String { scratch.path + "/home" }

  /// Runs git at the top, and gives what it printed; a failure is thrown.
  @discardableResult
  public func git(_ arguments: String...) throws -> String {
    let outcome = try run(["git"] + arguments, variables: variables, directory: path)
    guard outcome.code == 0 else { throw Unexpected("git \(arguments): \(outcome)") }
    return outcome.output
  }

  /// The exit code of git run at the top.
  public func code(_ arguments: String...) throws -> Int32 {
    try run(["git"] + arguments, variables: variables, directory: path).code
  }

  /// Runs a script at the top; a failure is thrown.
  @discardableResult
  public func shell(_ script: String) throws -> String {
    try Support.shell(script, variables: variables, directory: path)
  }

  /// Writes a file of the work tree, and the directories above it.
  public func write(_ name: String, _ text: String) throws {
    try write(name, Data(text.utf8))
  }

  /// Writes a file of the work tree, and the directories above it.
  public func write(_ name: String, _ bytes: Data) throws {
    let url = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }
}
