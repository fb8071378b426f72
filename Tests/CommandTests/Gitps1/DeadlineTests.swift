import Support
import Testing

/// What could not be known in time is marked, and never taken for clean.
@Suite struct DeadlineTests {
  /// A history with no mark of git-svn's, which is walked to its end in search of one.
  @Test func `marks an upstream that is not found in time`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      for number in $(seq 300); do
        printf 'commit refs/heads/main\\ncommitter A <a@b> %d +0000\\ndata 1\\na\\n' $number
      done | git fast-import --quiet
      git reset -q --hard
      """)
    func shown(_ limit: String) throws -> String {
      try run(
        [product("gitps1")],
        variables: repository.variables.merging([
          "GIT_PS1_SHOWUPSTREAM": "svn", "GIT_PS1_TIMEOUT_MS": limit,
        ]) { $1 }, directory: repository.path
      ).output
    }
    #expect(try shown("0") == "main ~\n")
    #expect(try shown("60000") == "main\n")
  }

  @Test func `marks changes that are not found in time`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      mkdir $(seq -f d%.0f 0 49)
      for number in $(seq 2000); do echo a > d$((number % 50))/$number; done
      git add .; git commit -q -m a; sleep 0.1; touch d*/*
      """)
    func shown(_ limit: String) throws -> String {
      try run(
        [product("gitps1")],
        variables: repository.variables.merging([
          "GIT_PS1_SHOWDIRTYSTATE": "1", "GIT_PS1_SHOWUNTRACKEDFILES": "1",
          "GIT_PS1_TIMEOUT_MS": limit,
        ]) { $1 }, directory: repository.path
      ).output
    }
    #expect(try shown("0") == "main ~\n")
    #expect(try shown("60000") == "main\n")
  }

  /// Rules that take longer to read than a prompt may take do not hold the shell.
  @Test(arguments: [
    (
      "seq -f /ignored-%.0f 900000 >.git/info/exclude; touch ignored-1",
      ["GIT_PS1_SHOWUNTRACKEDFILES": "1"], "main\n"
    ),
    (
      "seq -f '/named-%.0f text eol=lf' 300000 >.git/info/attributes; sleep 0.1; touch a",
      ["GIT_PS1_SHOWDIRTYSTATE": "1"], "main\n"
    ),
    (
      "(echo /inner; seq -f /ignored-%.0f 900000) >.gitignore",
      ["GIT_PS1_HIDE_IF_PWD_IGNORED": "1"], ""
    ),
  ]) func `is not held by huge rules`(
    rules: String, options: [String: String], shown: String
  ) throws {
    let repository = try GitRepository()
    try repository.shell("mkdir inner; echo a >a; git add a; git commit -q -m a; \(rules)")
    try isNotHeld(repository, options, hurried: "main ~\n", whole: shown)
  }

  /// Nor do more tags than can be looked at.
  @Test func `is not held by tags`() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      mkdir inner; echo a >a; git add a; git commit -q -m a; git checkout -q --detach
      echo '# pack-refs with: peeled fully-peeled sorted ' >.git/packed-refs
      seq -f "$(git rev-parse HEAD) refs/tags/t%.0f" 6000 | LC_ALL=C sort >>.git/packed-refs
      """)
    let options = ["GIT_PS1_DESCRIBE_STYLE": "contains"]
    let commit = try repository.git("rev-parse", "--short", "HEAD").dropLast()
    try isNotHeld(repository, options, hurried: "(\(commit)...)\n", whole: "(t1)\n")
  }

  /// Both do the same, the one until it may no longer, the other until the end. Beside other tests a
  /// prompt may have to wait for a processor longer than it works.
  private func isNotHeld(
    _ repository: GitRepository, _ options: [String: String], hurried: String, whole: String
  ) throws {
    var seen: [String] = []
    let isHurried = try eventually(within: .seconds(180)) {
      let long = try prompt(repository, options, limit: "600000")
      #expect(long.text == whole)
      let limit = min(max(long.time / .milliseconds(10), 1), 50)
      let short = try prompt(repository, options, limit: "\(Int(limit))")
      seen.append("\(short.text) in \(short.time), \(long.time)")
      return short.text == hurried && short.time * 2 < long.time
    }
    #expect(isHurried, "\(seen)")
  }

  private func prompt(
    _ repository: GitRepository, _ options: [String: String], limit: String
  ) throws -> (text: String, time: Duration) {
    var text = ""
    let time = try ContinuousClock().measure {
      text = try run(
        [product("gitps1")],
        variables: repository.variables.merging(options) { $1 }
          .merging(["GIT_PS1_TIMEOUT_MS": limit]) { $1 },
        directory: repository.path + "/inner"
      ).output
    }
    return (text, time)
  }
}
