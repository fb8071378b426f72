import Foundation
import Support
import Testing

/// git's own tests of its prompt, against our hook: the file is as git has it.
@Suite(.serialized) struct GitOwnTests {
  /// The forms of its files in which git tests itself, too.
  static let forms: [[String: String?]] = [
    [:], ["GIT_TEST_DEFAULT_HASH": "sha256"], ["GIT_TEST_SPLIT_INDEX": "yes"],
    ["GIT_TEST_INDEX_VERSION": "4", "GIT_TEST_UNTRACKED_CACHE": "true"],
    ["GIT_TEST_COMMIT_GRAPH": "1", "GIT_TEST_MULTI_PACK_INDEX": "1"],
  ]

  @Test(arguments: forms) func `passes all of git's tests`(form: [String: String?]) throws {
    let source = try GitSource.directory()
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    try expectAll(
      try run(
        ["/bin/bash", "-c", Self.script(hook, trash: scratch.path)],
        variables: Self.variables.merging(form) { $1 }, directory: source + "/t",
        within: .seconds(240)))
  }

  @Test(arguments: [CacheState.off, .corrupted])
  func `passes whatever becomes of its memory`(memory: CacheState) throws {
    let source = try GitSource.directory()
    let scratch = try Scratch()
    let hook = try memory.hook(in: scratch)
    try shell("mkdir '\(scratch.path("trash"))'")
    try expectAll(
      try run(
        ["/bin/bash", "-c", Self.script(hook, trash: scratch.path("trash"))],
        variables: Self.variables, directory: source + "/t", within: .seconds(240)))
    if memory == .corrupted {
      #expect(FileManager.default.fileExists(atPath: scratch.path("cache-\(memory)")))
    }
  }

  /// With a watcher that answers.
  @Test func `passes all of git's tests beside a watcher`() throws {
    let source = try GitSource.directory()
    let scratch = try Scratch(in: "/dev/shm")
    let hook = try WatchedHook(in: scratch)
    try shell("mkdir '\(scratch.path("trash"))'")
    try expectAll(
      try run(
        ["/bin/bash", "-c", Self.script(hook.path, trash: scratch.path("trash"))],
        variables: Self.variables, directory: source + "/t", within: .seconds(480)))
    // On a busy machine most answers come too late for a prompt.
    #expect(hook.answered.count > 0, "\(hook.answered)")
  }

  /// Those that only a git of today can write, with that git.
  static let newerForms: [[String: String?]] = [
    ["GIT_TEST_DEFAULT_REF_FORMAT": "reftable"],
    ["GIT_TEST_DEFAULT_REF_FORMAT": "reftable", "GIT_TEST_DEFAULT_HASH": "sha256"],
  ]

  @Test(arguments: newerForms) func `passes all of git's tests with newer git`(
    form: [String: String?]
  ) throws {
    let debian = NewerDebian.forky
    try debian.root(with: ["git", "perl"])
    let source = try GitSource.directory()
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    // What the newer Debian shares with this one is this package, so that all must be in it.
    let shared = source + "/newer"
    let program = try NewerDebian.portable(product("gitps1"), in: shared)
    try shell(
      """
      mkdir '\(shared)/trash'
      sed 's|^__git_ps1_program=.*gitps1$|__git_ps1_program=\(program)|' '\(hook)' > '\(shared)/hook'
      """)
    try expectAll(
      try debian.apart(
        ["/bin/bash", "-c", Self.script(shared + "/hook", trash: shared + "/trash")],
        variables: Self.variables.merging(form) { $1 }, directory: source + "/t",
        sharing: packageRoot, within: .seconds(240)))
  }

  private static let variables: [String: String?] = [
    "GIT_TEST_INSTALLED": "/usr/bin", "GIT_TEST_DEFAULT_HASH": "sha1", "TEST_NO_MALLOC_CHECK": "1",
    // Of the tests themselves, which are as git has them.
    "GIT_TEST_CHAIN_LINT": "0",
  ]

  private static func script(_ hook: String, trash: String) -> String {
    """
    # However busy the machine is, what can be known is to be shown; the tests unset the variable.
    { echo 'export GIT_PS1_TIMEOUT_MS=60000'; cat '\(hook)'; } >../contrib/completion/git-prompt.sh
    exec bash ./t9903-bash-prompt.sh --root='\(trash)'
    """
  }

  private func expectAll(_ outcome: Outcome) throws {
    let failed = outcome.output.split(separator: "\n").filter { $0.hasPrefix("not ok") }
    #expect(failed == [])
    #expect(outcome.output.contains("# passed all 67 test(s)"), "\(outcome)")
  }
}
