import Foundation
import Support
import Testing

@testable import Quirks

/// A real interactive bash is asked.
@Suite struct PromptFunctionMissingTests {
  private func look(_ rc: String) throws -> (Finding, Machine, Scratch) {
    let home = try Scratch()
    try home.write(".bashrc", rc)
    var machine = Machine(home: home.path, systemBus: nil, sessionBus: nil)
    machine.searchPath = ["/usr/bin", "/bin"]
    machine.data = home.path("data")
    return (PromptFunctionMissing().look(at: machine), machine, home)
  }

  static let prompt = #"PS1='\u$(__git_ps1 " (%s)")\$ '"# + "\n"
  static let slow = "command_not_found_handle() { sleep 0.3; return 127; }\n"

  @Test func findsTheFunctionAndWhatItCosts() throws {
    let (finding, _, home) = try look(Self.slow + Self.prompt)
    defer { withExtendedLifetime(home) {} }
    #expect(finding.verdict == .affected)
    #expect(finding.evidence[0] == "the prompt calls __git_ps1, which the shell does not have")
    #expect(finding.evidence.count == 2)
    // Three tenths of a second, and what a busy machine adds to them.
    let cost = try #require(finding.evidence.last?.firstMatch(of: /^each prompt takes (\d+) ms/))
    #expect((300...5000).contains(try #require(Int(cost.1))), "\(finding)")
  }

  @Test(arguments: [
    ("PS1='\\$ '\n", Verdict.fine), (prompt + "__git_ps1() { :; }\n", .fine),
    ("PROMPT_COMMAND=(__vte_prompt_command)\n", .affected),
    ("PROMPT_COMMAND='history -a'\n", .fine), ("exit 3\n", .fine),
  ])
  func decides(rc: String, verdict: Verdict) throws {
    let (finding, _, home) = try look(rc)
    defer { withExtendedLifetime(home) {} }
    #expect(finding.verdict == verdict, "\(finding)")
  }

  /// The block is in the file that a link leads to, which keeps its mode; undone, it is as it was.
  @Test func isMendedByABlock() throws {
    let (_, machine, home) = try look(Self.prompt)
    let installed = home.path("data")
    try shell(
      """
      mkdir -p \(installed)/profile.d
      cp \(packageRoot)/desktop/packaging/prompt-block \(installed)/
      cp \(packageRoot)/profile.d/gitps1.sh \(installed)/profile.d/
      cd \(home.path); mv .bashrc real; chmod 640 real; ln -s real .bashrc; cp real before
      """)
    guard
      case .command(let add, let remove)? = try PromptFunctionMissing().changes(on: machine).first
    else { throw Unexpected("no change") }
    let variables: [String: String?] = ["HOME": home.path]
    #expect(try run(add, variables: variables).code == 0)
    #expect(PromptFunctionMissing().look(at: machine).verdict == .mended)
    #expect(try shell("stat -c %a real; readlink .bashrc", directory: home.path) == "640\nreal\n")
    #expect(try run(remove, variables: variables).code == 0)
    #expect(try run(["cmp", "real", "before"], directory: home.path).code == 0)
  }
}
