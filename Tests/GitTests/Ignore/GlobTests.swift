import Support
import Testing

@testable import Git

/// Patterns with more stars than they need.
@Suite struct GlobTests {
  private func glob(_ pattern: String) -> Glob {
    Glob(Array(pattern.utf8)[...], isPath: true, foldsCase: false)
  }

  private func fits(_ pattern: String, _ text: String) -> Bool {
    glob(pattern).matches(Array(text.utf8).span)
  }

  /// Twice `**/` means the same as once.
  @Test func `takes many directories for one`() throws {
    #expect(glob("a/**/**/**/b").length == glob("a/**/b").length)
    #expect(glob("**/**/b/**/**/c").length == glob("**/b/**/c").length)
    let repository = try GitRepository()
    let paths = ["a/b", "a/x/b", "a/x/y/b", "a/b/c", "b", "x/b", "x/b/c", "ab", "a/xb", "x/a/b"]
    for pattern in ["a/**/**/**/b", "**/**/b", "a/**/**", "**/**/b/**/**/c", "a/**/*/**/b"] {
      try repository.write(".git/info/exclude", pattern + "\n")
      let outcome = try run(
        ["git", "check-ignore", "--no-index", "-v", "--stdin"], variables: repository.variables,
        directory: repository.path, input: paths.joined(separator: "\n") + "\n")
      let expected = Set(outcome.output.split(separator: "\n").map { $0.split(separator: "\t")[1] })
      #expect(!expected.isEmpty)
      for path in paths {
        // What is in an ignored directory is ignored with it.
        let parts = path.split(separator: "/")
        let isIgnored = parts.indices.contains {
          fits(pattern, parts[...$0].joined(separator: "/"))
        }
        #expect(isIgnored == expected.contains(path[...]), "\(pattern) \(path)")
      }
    }
  }

  /// Each star is one more call beneath the others.
  @Test func `takes no more stars than a path has room for`() {
    func stars(_ count: Int) -> Bool {
      fits(String(repeating: "*a", count: count), String(repeating: "a", count: count))
    }
    #expect(stars(2048))
    #expect(!stars(2049))
  }
}
