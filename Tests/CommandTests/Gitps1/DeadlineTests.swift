import Support
import Testing

/// What could not be known in time is marked, and never taken for clean.
@Suite struct DeadlineTests {
  /// A history with no mark of git-svn's, which is walked to its end in search of one.
  @Test func marksAnUpstreamThatIsNotFoundInTime() throws {
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

  @Test func marksChangesThatAreNotFoundInTime() throws {
    let repository = try GitRepository()
    try repository.shell(
      """
      for number in $(seq 2000); do mkdir -p d$((number % 50)); echo a > d$((number % 50))/$number; done
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
}
