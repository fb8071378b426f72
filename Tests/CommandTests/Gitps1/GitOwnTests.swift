import Support
import Testing

/// git's own tests of its prompt, against our hook: the file is as git has it.
@Suite struct GitOwnTests {
  @Test func passesAllOfGitsTests() throws {
    let source = try GitSource.directory()
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    let outcome = try run(
      [
        "/bin/bash", "-c",
        """
        cp '\(hook)' ../contrib/completion/git-prompt.sh
        exec bash ./t9903-bash-prompt.sh --root='\(scratch.path)'
        """,
      ],
      variables: [
        "GIT_TEST_INSTALLED": "/usr/bin", "GIT_TEST_DEFAULT_HASH": "sha1",
        "TEST_NO_MALLOC_CHECK": "1",
      ], directory: source + "/t", within: .seconds(120))
    let failed = outcome.output.split(separator: "\n").filter { $0.hasPrefix("not ok") }
    #expect(failed == [])
    #expect(outcome.output.contains("# passed all 67 test(s)"), "\(outcome)")
  }
}
