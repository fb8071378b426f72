import Foundation
import Support

/// Asks git's own script and our hook the same questions about the same repository.
struct PromptComparison {
  private let scratch: Scratch
  private let stock: String
  /// Our hook in each state of its memory.
  private let hooks: [(memory: CacheState, path: String)]
  private let debian: NewerDebian?
  private let watched: WatchedHook?

  /// - Parameters:
  ///   - debian: whose git makes the repositories, and answers for git's own script; the installed
  ///     one where there is none.
  ///   - isWatched: whether a watcher answers.
  init(with debian: NewerDebian? = nil, isWatched: Bool = false) throws {
    scratch = try Scratch(in: isWatched ? "/dev/shm" : nil)
    let scratch = scratch
    watched = isWatched ? try WatchedHook(in: scratch) : nil
    if let watched {
      hooks = [(.on, watched.path)]
    } else {
      hooks = try (debian == nil ? CacheState.allCases : [.on]).map { memory in
        (memory, try memory.hook(in: scratch))
      }
    }
    stock = scratch.path("stock.sh")
    var script = try String(contentsOfFile: try GitSource.script(), encoding: .utf8)
    // A reftable has no such files, so that git's own sees neither there: ours does.
    for name in ["CHERRY_PICK_HEAD", "REVERT_HEAD"] where debian != nil {
      script = script.replacing(
        "test -f \"$g/\(name)\"", with: "git rev-parse -q --verify \(name) >/dev/null 2>&1")
    }
    try script.write(toFile: stock, atomically: false, encoding: .utf8)
    self.debian = debian
  }

  /// How many prompts a watcher answered.
  var answered: Int { watched?.answered.count ?? 0 }

  /// Each question to which the answers differ.
  func differences(_ script: String, _ seed: UInt64, _ form: RepositoryForm) throws -> [String] {
    let home = scratch.path("\(seed)")
    defer { try? FileManager.default.removeItem(atPath: home) }
    try scratch.write("\(seed)/make", script + "\nprintf %s \"$place\" > ../place\n")
    try scratch.write(
      "\(seed)/.gitconfig",
      "[user]\nname = a\nemail = a@b\n[init]\ndefaultBranch = main\n[advice]\ndetachedHead = false\n[gc]\nauto = 0\n"
    )
    let variables: [String: String?] = [
      "HOME": home, "GIT_CONFIG_NOSYSTEM": "1", "XDG_CONFIG_HOME": nil, "LC_ALL": "C.UTF-8",
      "GIT_EDITOR": ":", "GIT_CEILING_DIRECTORIES": scratch.path, "GIT_PS1_TIMEOUT_MS": "60000",
    ]
    let made = try witness(["bash", "make"], variables.merging(form.variables) { $1 }, home)
    guard made.code == 0 else { return ["the repository could not be made: \(made)"] }

    var chance = SeededGenerator(seed: seed ^ 0xd1ff)
    let cases = (0..<10).map { _ in PromptCase(&chance) }
    var found: [String] = []
    for shell in ["bash", "zsh"] {
      let asked = cases.map { $0.script(for: shell) }
      func question(_ script: String) throws -> [String] {
        let text =
          PromptCase.preamble(for: shell) + (script == stock ? PromptCase.asksGitOnce : "")
          + "[ ! -e environment ] || . ./environment\ncd repository; cd \"$(cat ../place)\"\n"
          + ". '\(script)'\n" + asked.joined()
        try scratch.write("\(seed)/ask", text)
        return [shell, home + "/ask"]
      }
      let expected = try witness(try question(stock), variables, home).output
        .components(separatedBy: "\u{1e}")
      if expected.count != cases.count + 1 { found.append("\(shell): git's own said too little") }
      for (memory, hook) in hooks {
        let actual = try run(
          try question(hook), variables: variables, directory: home, within: .seconds(240)
        ).output.components(separatedBy: "\u{1e}")
        for (index, (one, other)) in zip(expected, actual).enumerated() where one != other {
          found.append(
            "\(shell), memory \(memory)\n\(asked[index])git's: \(one.debugDescription)\nours:  \(other.debugDescription)"
          )
        }
        if expected.count != actual.count { found.append("\(shell): not as many answers") }
      }
    }
    // No name may have been taken for a command.
    let canary = try run(["find", home, "-name", "canary*"]).output
    if !canary.isEmpty { found.append("a name was run: \(canary)") }
    return found.isEmpty ? [] : found + [script]
  }

  private func witness(
    _ words: [String], _ variables: [String: String?], _ directory: String
  ) throws -> Outcome {
    if let debian {
      return try debian.apart(
        words, variables: variables, directory: directory, sharing: scratch.path,
        within: .seconds(120))
    }
    return try run(words, variables: variables, directory: directory, within: .seconds(120))
  }
}
