import Foundation
import Support
import Testing

/// Our prompt against git's own, byte for byte, over random repositories and settings.
///
/// A failure names its seed: `DETOUR_PROMPT_SEED=17 swift test --filter Differential` runs that one
/// alone. `DETOUR_PROMPT_REPOSITORIES` says how many there are; each is asked with ten settings.
/// What was found once is kept in `Kept`, as the script that makes the repository.
@Suite struct DifferentialTests {
  @Test(arguments: seeds(36)) func `says what git's own says`(seeds: [UInt64]) throws {
    let comparison = try PromptComparison()
    for seed in seeds {
      // Half of them in one of the forms that git has for its files.
      let form = seed % 2 == 0 ? RepositoryForm.usual : RepositoryForm.old[Int(seed / 2) % 4]
      for difference in try comparison.differences(RandomRepository(seed: seed).script, seed, form)
      {
        Issue.record("DETOUR_PROMPT_SEED=\(seed)\n\(difference)")
      }
    }
  }

  /// The same beside a watcher that answers.
  @Test(arguments: seeds(4)) func `says the same beside a watcher`(seeds: [UInt64]) throws {
    let comparison = try PromptComparison(isWatched: true)
    for seed in seeds {
      let seed = seed + 50_000
      for difference in try comparison.differences(
        RandomRepository(seed: seed).script, seed, .usual)
      {
        Issue.record("DETOUR_PROMPT_SEED=\(seed - 50_000)\n\(difference)")
      }
    }
    #expect(comparison.answered > 0)
  }

  private static let kept = packageRoot + "/Tests/CommandTests/Gitps1/Kept"

  @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: kept).sorted())
  func `says what it once did not`(name: String) throws {
    let script = try String(contentsOfFile: Self.kept + "/" + name, encoding: .utf8)
    let comparison = try PromptComparison()
    for seed: UInt64 in 1...3 {
      for difference in try comparison.differences(script, seed, .usual) {
        Issue.record("\(name)\n\(difference)")
      }
    }
  }
}

/// The same with a newer git than the installed one.
@Suite struct NewerDifferentialTests {
  /// The same with a git of today, which makes what the installed one cannot.
  @Test(arguments: seeds(16)) func `says what newer git's own says`(seeds: [UInt64]) throws {
    try NewerDebian.forky.root(with: ["git", "zsh"])
    let comparison = try PromptComparison(with: .forky)
    for seed in seeds {
      let form = RepositoryForm.new[Int(seed / 2) % RepositoryForm.new.count]
      for difference in try comparison.differences(RandomRepository(seed: seed).script, seed, form)
      {
        Issue.record("DETOUR_PROMPT_SEED=\(seed), \(form)\n\(difference)")
      }
    }
  }
}

/// The numbers of the random repositories that are compared: so many, or those that the
/// environment asks for.
private func seeds(_ usual: UInt64) -> [[UInt64]] {
  let environment = ProcessInfo.processInfo.environment
  if let seed = environment["DETOUR_PROMPT_SEED"].flatMap({ UInt64($0) }) { return [[seed]] }
  let first = environment["DETOUR_PROMPT_FIRST"].flatMap { UInt64($0) } ?? 0
  let count = environment["DETOUR_PROMPT_REPOSITORIES"].flatMap { UInt64($0) } ?? usual
  // Two at a time: there are as many processors.
  return [0, 1].map { half in (first..<first + count).filter { $0 % 2 == half } }
}

/// A form of git's files that its environment can ask for.
struct RepositoryForm: CustomTestStringConvertible {
  let variables: [String: String?]
  var testDescription: String { variables.map { "\($0)=\($1 ?? "")" }.joined(separator: " ") }

  private init(_ variables: [String: String?] = [:]) { self.variables = variables }

  static let usual = RepositoryForm()
  private static let watched = RepositoryForm(["GIT_TEST_FSMONITOR": "/bin/false"])

  /// Those that the installed git can write.
  static let old = [
    RepositoryForm(["GIT_TEST_SPLIT_INDEX": "yes"]),
    RepositoryForm(["GIT_INDEX_VERSION": "4", "GIT_TEST_COMMIT_GRAPH": "1"]),
    RepositoryForm(["GIT_TEST_UNTRACKED_CACHE": "true", "GIT_TEST_MULTI_PACK_INDEX": "1"]),
    watched,
  ]

  /// Those that a newer one can.
  static let new =
    [
      RepositoryForm(["GIT_DEFAULT_REF_FORMAT": "reftable"]),
      RepositoryForm(["GIT_DEFAULT_REF_FORMAT": "reftable", "GIT_DEFAULT_HASH": "sha256"]),
      RepositoryForm([
        "GIT_DEFAULT_REF_FORMAT": "reftable", "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": "feature.manyFiles", "GIT_CONFIG_VALUE_0": "true",
        "GIT_CONFIG_KEY_1": "index.skipHash", "GIT_CONFIG_VALUE_1": "true",
      ]),
    ] + old
}
