import Foundation
import Support
import System
import Testing

@testable import Git

/// git's own untracked cache is used where it holds, and only there.
@Suite struct UntrackedCacheTests {
  private func repository() throws -> GitRepository {
    let repository = try GitRepository()
    try repository.shell(
      """
      git config core.untrackedCache true; git config status.showUntrackedFiles normal
      mkdir -p a/b/c d/e f; for i in a a/b a/b/c d/e f; do echo 1 > $i/1; done
      printf '*.o\\n' > .gitignore; printf 'out\\n' > a/.gitignore; git add .; git commit -qm 1
      touch a/1.o a/out; mkdir -p a/b/new/deep d/empty f/ignored; touch a/b/new/deep/x f/ignored/y.o
      """)
    try refresh(repository)
    return repository
  }

  /// git trusts a directory only that has not changed since the last tick of the clock.
  private func refresh(_ repository: GitRepository) throws {
    sleep(for: .milliseconds(1100))
    try repository.shell(
      "git status >/dev/null; touch f/1; git status >/dev/null; git status >/dev/null")
  }

  private func cache(
    _ repository: GitRepository, _ body: (UntrackedCache?, borrowing Index) -> Void
  )
    throws
  {
    let opened = try repository.opened()
    let index = try Index(at: opened.indexFile, opened.format)
    body(UntrackedCache(of: opened, workTree: repository.path, index), index)
  }

  @Test func `reads what git wrote`() throws {
    let repository = try repository()
    var names: [String] = []
    var valid = 0
    try cache(repository) { cache, index in
      guard let cache else { return }
      valid = cache.directories.count { $0.record != nil }
      for number in cache.directories.indices {
        names += cache.names(in: number, index.bytes).map(\.text)
      }
    }
    #expect(valid >= 9)
    #expect(names.sorted() == ["deep/", "new/", "x"])
    // For another place it says nothing.
    let opened = try repository.opened()
    let index = try Index(at: opened.indexFile, opened.format)
    #expect(UntrackedCache(of: opened, workTree: "/elsewhere", index) == nil)
    try repository.write(".git/info/exclude", "*.x\n")
    #expect(UntrackedCache(of: opened, workTree: repository.path, index) == nil)
  }

  @Test func `agrees with git through changes`() throws {
    let repository = try repository()
    try repository.expectAgreement("as it was")
    for (round, change) in [
      "touch a/b/c/new", "rm a/b/c/new", "rm a/b/new/deep/x", "touch f/ignored/z", "rm f/ignored/z",
      "touch d/empty/x", "rm d/empty/x", "rmdir d/empty", "printf '*.a\\n' > .gitignore",
      "printf '*.o\\n' > .gitignore", "printf 'in\\n' > a/.gitignore",
      "git checkout -q a/.gitignore",
      "git rm -q --cached d/e/1", "git add d/e/1",
      "git init -q d/own; git -C d/own commit -q --allow-empty -m 1",
      "rm -rf d/own", "echo '*' > a/b/.gitignore", "rm a/b/.gitignore", "git rm -rqf f",
    ].enumerated() {
      try repository.shell(change)
      // git status of 2.39 itself trusts its cache too far, where a directory becomes empty that is
      // in another one: ls-files does not, and neither must we.
      try repository.expectAgreement(change, countsAgree: false)
      guard round % 3 == 0 else { continue }
      try refresh(repository)
      try repository.expectAgreement(change + ", refreshed", countsAgree: false)
    }
  }

  /// A directory that the cache holds for is not listed: nothing but its status is asked for.
  @Test func `saves listing`() throws {
    let repository = try repository()
    try repository.shell("rm -r a/b/new")
    try refresh(repository)
    func listings(_ setting: String) throws -> Int {
      let outcome = try run(
        [
          "strace", "-f", "-e", "trace=getdents64", product("gitps1"), "--format", "{untracked}",
        ],
        variables: repository.variables.merging(
          ["XDG_CACHE_HOME": "/dev/null/none", "GIT_PS1_TIMEOUT_MS": "60000"],
          uniquingKeysWith: { $1 }), directory: repository.path)
      return outcome.error.split(separator: "\n").count { $0.contains("getdents64(") }
    }
    let with = try listings("true")
    try repository.shell("git update-index --no-untracked-cache")
    let without = try listings("false")
    // Two calls for each of seven directories, and for two that are not tracked.
    #expect(without - with >= 14, "\(with) \(without)")
  }
}
