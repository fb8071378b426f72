import Foundation
import Support
import Testing

/// What other prompts read: each fact beside what git itself says of it.
@Suite struct Gitps1ReportTests {
  /// Ahead by two and behind by one; something staged, something not, something new, and a stash.
  private func busy() throws -> GitRepository {
    let repository = try GitRepository()
    try repository.shell(
      """
      echo 1 >a; echo 1 >b; git add .; git commit -qm First
      git clone -q --bare . ../origin; git remote add origin ../origin; git fetch -q
      git branch -q --set-upstream-to=origin/main
      git commit -q --allow-empty -m There; git push -q; git reset -q --hard HEAD^
      git commit -q --allow-empty -m Here; git commit -q --allow-empty -m 'Second "here"'
      git tag v1
      echo 2 >a; git stash -q
      echo 3 >a; echo 2 >b; git add b; touch new; mkdir d; touch d/e
      """)
    return repository
  }

  private func report(_ repository: GitRepository) throws -> [String: Any] {
    let outcome = try run(
      [product("gitps1"), "--json"], variables: repository.variables, directory: repository.path)
    #expect(outcome.code == 0)
    #expect(outcome.output.filter { $0 == "\n" }.count == 1)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(object as? [String: Any])
  }

  @Test func `says what git says`() throws {
    let repository = try busy()
    let report = try report(repository)
    func git(_ words: String) throws -> String {
      try repository.shell("git \(words)").trimmingCharacters(in: .newlines)
    }
    #expect(report["version"] as? Int == 1)
    #expect(report["branch"] as? String == "main")
    #expect(report["commit"] as? String == (try git("rev-parse HEAD")))
    #expect(report["abbreviated"] as? String == (try git("rev-parse --short HEAD")))
    #expect(report["subject"] as? String == (try git("log -1 --format=%s")))
    #expect(report["upstream"] as? String == (try git("rev-parse --abbrev-ref @{upstream}")))
    #expect(report["tag"] as? String == (try git("describe --tags --exact-match")))
    let counts = try git("rev-list --count --left-right @{upstream}...HEAD").split(separator: "\t")
    #expect(report["behind"] as? Int == Int(counts[0]))
    #expect(report["ahead"] as? Int == Int(counts[1]))
    #expect(report["stashes"] as? Int == Int(try git("stash list | wc -l")))
    let lines = try git("status --porcelain=v2").split(separator: "\n")
    #expect(report["staged"] as? Int == lines.filter { $0.hasPrefix("1 M") }.count)
    #expect(
      report["unstaged"] as? Int
        == lines.filter { $0.dropFirst(3).first == "M" && $0.first == "1" }.count)
    #expect(report["untracked"] as? Int == lines.filter { $0.hasPrefix("? ") }.count)
    #expect(report["conflicted"] as? Int == 0)
  }

  @Test(arguments: [
    ("{branch}", "main"), ("{branch}{ahead:↑}{behind:↓}", "main↑2↓1"),
    ("{staged: +}{unstaged: *}{untracked: ?}", " +1 *1 ?2"), ("{conflicted:!}", ""),
    ("{{{branch}}", "{main}"), ("{tag: @}", " @v1"), ("plain", "plain"),
  ])
  func `fills a format`(format: String, text: String) throws {
    let repository = try busy()
    let outcome = try run(
      [product("gitps1"), "--format", format], variables: repository.variables,
      directory: repository.path)
    #expect(outcome == Outcome(output: text + "\n"))
  }

  /// Where `git push` goes is `@{push}` to git.
  @Test(arguments: [
    "", "git config push.default nothing", "git config push.default current",
    "git config push.default matching", "git config push.default upstream",
    "git config push.default simple", "git branch -q --set-upstream-to=origin/other",
    "git config push.default upstream; git branch -q --set-upstream-to=origin/other",
    "git config push.default current; git branch -q --set-upstream-to=origin/other",
    "git config remote.pushDefault fork; git config push.default current",
    "git config branch.main.pushRemote fork; git config push.default current",
    "git config branch.main.pushRemote fork", "git config remote.pushDefault fork",
    "git config remote.origin.push refs/heads/main:refs/heads/other",
    "git config remote.origin.push '+refs/heads/*:refs/heads/o*'",
    "git config remote.origin.push refs/heads/main", "git config remote.origin.push refs/heads/x",
    "git config remote.fork.mirror true; git config remote.pushDefault fork",
    "git branch -q --unset-upstream",
    "git branch -q --unset-upstream; git config push.default current",
    "git branch -q --set-upstream-to=v; git config push.default upstream",
    "git config remote.pushDefault /elsewhere; git config push.default current",
    "git checkout -q --detach", "git checkout -q -b lonely",
  ])
  func `says where a push goes`(configuration: String) throws {
    let repository = try busy()
    try repository.shell(
      """
      git push -q origin HEAD~2:refs/heads/other HEAD~1:refs/heads/omain; git branch v
      git clone -q --bare . ../fork; git remote add fork ../fork; git fetch -q --all
      git commit -q --allow-empty -m Third; \(configuration)
      """)
    let report = try report(repository)
    let push = try run(
      ["git", "rev-parse", "--abbrev-ref", "@{push}"], variables: repository.variables,
      directory: repository.path)
    guard push.code == 0 else {
      #expect(report["push"] == nil, "\(report)")
      #expect(report["pushAhead"] == nil)
      return
    }
    #expect(report["push"] as? String == push.output.trimmingCharacters(in: .newlines))
    let counts = try repository.git("rev-list", "--count", "--left-right", "@{push}...HEAD")
      .split { $0 == "\t" || $0 == "\n" }
    #expect(report["pushBehind"] as? Int == Int(counts[0]))
    #expect(report["pushAhead"] as? Int == Int(counts[1]))
  }

  /// What cannot be known is not nothing: neither for a program nor for an eye.
  @Test func `marks what it cannot know`() throws {
    let repository = try busy()
    try repository.shell("printf DIRC > .git/index")
    let report = try report(repository)
    #expect(report["branch"] as? String == "main")
    for name in ["staged", "unstaged", "untracked", "conflicted"] {
      #expect(report[name] is NSNull, "\(name)")
    }
    let outcome = try run(
      [product("gitps1"), "--format", "{branch}{staged:+}{unstaged: *}{step}"],
      variables: repository.variables, directory: repository.path)
    #expect(outcome == Outcome(output: "main+? *?\n"))
  }

  @Test(arguments: [
    ("--tmux", "a##b%c!d"), ("--zsh", "a#b%%c!d"), ("--backslash", "a#b%c!d"),
    ("--ksh", "a#b%c!!d"), ("", "a#b%c!d"),
  ])
  func `leaves nothing in a name to who shows it`(option: String, shown: String) throws {
    let repository = try GitRepository()
    try repository.shell("git commit -q --allow-empty -m a; git checkout -q -b 'a#b%c!d'")
    let outcome = try run(
      [product("gitps1")] + (option.isEmpty ? [] : [option]) + ["--format", "{branch}"],
      variables: repository.variables, directory: repository.path)
    #expect(outcome == Outcome(output: shown + "\n"))
  }

  @Test func `counts conflicts`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      echo 1 >a; git add .; git commit -qm First; git checkout -q -b other; echo 2 >a
      git commit -qam Other; git checkout -q main; echo 3 >a; git commit -qam Main
      git merge -q other || true
      """)
    let report = try report(repository)
    #expect(report["conflicted"] as? Int == 1)
    #expect(report["operation"] as? String == "MERGING")
  }

  @Test func `says that there is no repository`() throws {
    let scratch = try Scratch()
    let outcome = try run(
      [product("gitps1"), "--json"], variables: ["GIT_CEILING_DIRECTORIES": "/"],
      directory: scratch.path)
    #expect(outcome == Outcome(output: "{\"version\":1,\"repository\":null}\n"))
  }

  @Test(arguments: [["--format"], ["--format", "{nothing}"], ["--bogus"], ["--json", "x"]])
  func `refuses on one line`(arguments: [String]) throws {
    let outcome = try run([product("gitps1")] + arguments)
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.error.hasPrefix("gitps1: "))
    #expect(outcome.error.filter { $0 == "\n" }.count == 1)
  }
}
