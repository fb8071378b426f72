import Support
import Testing

@testable import Git

/// Submodules in all their states, as `git diff` counts them.
@Suite struct SubmoduleTests {
  private static let base = """
    git init -q ../inner; cd ../inner; echo 1 > f; git add .; git commit -qm 1; cd ../tree
    git -c protocol.file.allow=always submodule --quiet add ../inner sub; git commit -qm 1

    """

  private static let states: [(String, String)] = [
    ("clean", ""),
    ("not checked out", "git submodule --quiet deinit -f sub"),
    ("removed", "rm -r sub"),
    ("file in its place", "rm -r sub; echo x > sub"),
    ("other commit", "cd sub; echo 2 > f; git commit -qam 2"),
    ("other commit, staged", "cd sub; echo 2 > f; git commit -qam 2; cd ..; git add sub"),
    ("changed", "echo 2 > sub/f"),
    ("staged in it", "echo 2 > sub/f; git -C sub add f"),
    ("untracked in it", "touch sub/new"),
    ("without a commit", "git -C sub checkout -q --orphan o"),
    ("without a commit, and empty", "cd sub; git checkout -q --orphan o; git rm -qrf ."),
    (
      "without a commit, untracked in it",
      "git config diff.ignoreSubmodules none; cd sub; git checkout -q --orphan o; git rm -qr --cached ."
    ),
    ("gone from the index", "git rm -q --cached sub"),
    ("untracked in it, asked for", "git config diff.ignoreSubmodules none; touch sub/new"),
  ]
  private static let settings = [
    "", "git config diff.ignoreSubmodules dirty", "git config diff.ignoreSubmodules all",
    "git config submodule.sub.ignore untracked", "git config submodule.sub.ignore all",
    "git config submodule.sub.ignore none",
    "git config -f .gitmodules submodule.sub.ignore dirty; git add .; git commit -qm 2",
  ]

  @Test(arguments: states.indices, settings.indices)
  func `agrees with git`(state: Int, setting: Int) throws {
    // Each setting with each state would take long; the pairs below meet every one of both.
    guard (state + setting) % 3 == 0 || setting == 0 else { return }
    let repository = try GitRepository()
    let (name, script) = Self.states[state]
    try repository.shell(Self.base + Self.settings[setting] + "\n" + script)
    let flags = try repository.ours(counting: false)
    #expect(flags == (try repository.flags()), "\(name); \(Self.settings[setting])")
  }

  /// However many are in one another, the look at them ends.
  @Test func `looks at no more than some in one another`() throws {
    let repository = try GitRepository()
    try repository.shell(Self.base + "echo 2 > sub/f")
    func unstaged(_ nesting: Int) throws -> WorkTreeStatus.Amount {
      var options = repository.options()
      options.nesting = nesting
      let opened = try #require(Repository(options))
      return WorkTreeStatus.examine(
        opened, objects: ObjectStore(opened), head: References(opened).resolve("HEAD"),
        wanting: [.unstaged]
      ).unstaged
    }
    #expect(try unstaged(Submodule.nestingLimit - 1) == .count(1))
    #expect(try unstaged(Submodule.nestingLimit) == .unknown)
  }
}
