import Foundation
import Support
import Testing

/// Our prompt against git's own, byte for byte, over random repositories and settings.
///
/// A failure names its seed: `DETOUR_PROMPT_SEED=17 swift test --filter Differential` runs that one
/// alone. `DETOUR_PROMPT_REPOSITORIES` says how many there are; each is asked with ten settings.
@Suite struct DifferentialTests {
  private static let environment = ProcessInfo.processInfo.environment

  static var seeds: [[UInt64]] {
    if let seed = environment["DETOUR_PROMPT_SEED"].flatMap({ UInt64($0) }) { return [[seed]] }
    let count = environment["DETOUR_PROMPT_REPOSITORIES"].flatMap { UInt64($0) } ?? 60
    // Two at a time: there are as many processors.
    return [0, 1].map { half in (0..<count).filter { $0 % 2 == half } }
  }

  @Test(arguments: seeds) func saysWhatGitsOwnSays(seeds: [UInt64]) throws {
    let stock = try GitSource.script()
    let scratch = try Scratch()
    let hook = try installedHook(in: scratch)
    for seed in seeds {
      for difference in try differences(seed, stock, hook, scratch) {
        Issue.record("DETOUR_PROMPT_SEED=\(seed)\n\(difference)")
      }
    }
  }

  private func differences(
    _ seed: UInt64, _ stock: String, _ hook: String, _ scratch: Scratch
  ) throws -> [String] {
    let home = scratch.path("\(seed)")
    let repository = RandomRepository(seed: seed)
    try scratch.write("\(seed)/make", repository.script + "\nprintf %s \"$place\" > ../place\n")
    try scratch.write(
      "\(seed)/.gitconfig",
      "[user]\nname = a\nemail = a@b\n[init]\ndefaultBranch = main\n[advice]\ndetachedHead = false\n[gc]\nauto = 0\n"
    )
    let variables: [String: String?] = [
      "HOME": home, "GIT_CONFIG_NOSYSTEM": "1", "XDG_CONFIG_HOME": nil, "LC_ALL": "C.UTF-8",
      "GIT_EDITOR": ":", "GIT_CEILING_DIRECTORIES": scratch.path, "GIT_PS1_TIMEOUT_MS": "60000",
      "XDG_CACHE_HOME": home + "/cache",
    ]
    let made = try run(
      ["/bin/bash", "make"], variables: variables, directory: home, within: .seconds(60))
    guard made.code == 0 else { return ["the repository could not be made: \(made)"] }

    var chance = Chance(seed: seed ^ 0xd1ff)
    let cases = (0..<10).map { _ in PromptCase(&chance) }
    var found: [String] = []
    for shell in ["bash", "zsh"] {
      let asked = cases.map { $0.script(for: shell) }
      func outputs(of script: String) throws -> [String] {
        let text =
          PromptCase.preamble(for: shell) + "cd repository; cd \"$(cat ../place)\"\n"
          + ". '\(script)'\n" + asked.joined()
        try scratch.write("\(seed)/ask", text)
        let outcome = try run(
          [shell, home + "/ask"], variables: variables, directory: home, within: .seconds(120))
        return outcome.output.components(separatedBy: "\u{1e}")
      }
      let expected = try outputs(of: stock)
      let actual = try outputs(of: hook)
      #expect(expected.count == cases.count + 1, "\(shell), seed \(seed)")
      for (index, (one, other)) in zip(expected, actual).enumerated() where one != other {
        found.append(
          "\(shell)\n\(asked[index])git's: \(one.debugDescription)\nours:  \(other.debugDescription)"
        )
      }
      if expected.count != actual.count { found.append("\(shell): not as many answers") }
    }
    // No name may have been taken for a command.
    let canary = try Support.run(["find", home, "-name", "canary*"], within: .seconds(20)).output
    if !canary.isEmpty { found.append("a name was run: \(canary)") }
    try? FileManager.default.removeItem(atPath: home)
    return found
  }
}
