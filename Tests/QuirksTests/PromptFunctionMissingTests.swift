import Foundation
import Support
import Testing

@testable import Quirks

/// A real interactive bash is asked.
@Suite struct PromptFunctionMissingTests {
  private func look(_ rc: String) throws -> (Finding, QuirkContext, Scratch) {
    let home = try Scratch()
    try home.write(".bashrc", rc)
    var context = QuirkContext(home: home.path, systemBus: nil, sessionBus: nil)
    context.searchPath = ["/usr/bin", "/bin"]
    context.data = home.path("data")
    return (PromptFunctionMissing().check(context), context, home)
  }

  static let prompt = #"PS1='\u$(__git_ps1 " (%s)")\$ '"# + "\n"
  static let slow = "command_not_found_handle() { sleep 0.3; return 127; }\n"

  @Test func `finds the function and what it costs`() throws {
    let (finding, _, home) = try look(Self.slow + Self.prompt)
    defer { withExtendedLifetime(home) {} }
    #expect(finding.verdict == .affected)
    #expect(finding.evidence[0] == .terminal(.promptMisses(["__git_ps1"])))
    #expect(finding.evidence.count == 2)
    // Three tenths of a second, and what a busy machine adds to them.
    guard case .terminal(.promptCost(let cost))? = finding.evidence.last else {
      throw Unexpected("\(finding)")
    }
    #expect((300...5000).contains(cost), "\(finding)")
  }

  @Test(arguments: [
    ("PS1='\\$ '\n", Verdict.fine), (prompt + "__git_ps1() { :; }\n", .fine),
    ("PROMPT_COMMAND=(__vte_prompt_command)\n", .affected),
    ("PROMPT_COMMAND='history -a'\n", .fine), ("exit 3\n", .unknown),
    ("exec sh\n", .unknown), (prompt + "sleep 987 &\n", .affected),
  ])
  func `decides`(rc: String, verdict: Verdict) throws {
    let (finding, _, home) = try look(rc)
    defer { withExtendedLifetime(home) {} }
    #expect(finding.verdict == verdict, "\(finding)")
  }

  /// What the rc file starts ends with the look, also what has gone away from its shell's session.
  @Test func `leaves nothing running`() throws {
    // Another run of the tests may be there on this machine.
    let program = "sleep 986.\(UInt32.random(in: .min ... .max))"
    let (finding, _, home) = try look("setsid \(program) &\n\(program) &\n" + Self.prompt)
    defer { withExtendedLifetime(home) {} }
    #expect(finding.verdict == .affected)
    #expect(try run(["pgrep", "-fx", program]).output == "")
  }

  /// The block is in the file that a link leads to, which keeps its mode; undone, it is as it was.
  @Test func `is fixed by a block`() throws {
    let (_, context, home) = try look(Self.prompt)
    let installed = home.path("data")
    try shell(
      """
      mkdir -p \(installed)/profile.d
      cp \(packageRoot)/desktop/packaging/prompt-block \(installed)/
      cp \(packageRoot)/profile.d/gitps1.sh \(installed)/profile.d/
      cd \(home.path); mv .bashrc real; chmod 640 real; ln -s real .bashrc; cp real before
      """)
    let block = try #require(try PromptFunctionMissing().changes(on: context).first as? CommandRun)
    let variables: [String: String?] = ["HOME": home.path]
    #expect(try run(block.command, variables: variables).code == 0)
    #expect(PromptFunctionMissing().check(context).verdict == .fixed)
    #expect(try shell("stat -c %a real; readlink .bashrc", directory: home.path) == "640\nreal\n")
    #expect(try run(block.undoCommand, variables: variables).code == 0)
    #expect(try run(["cmp", "real", "before"], directory: home.path).code == 0)
  }

  /// What the file has beside a block is its user's: where lines do not pair up nothing is guessed.
  @Test(arguments: [
    "a\n>\nx\n<\nb\n>\nexport A=1\n", "a\n<\nb\n>\nc\n", "a\n>\nb\n>\nc\n<\n", "a\n>\nb\n",
    "a\n<\n",
  ])
  func `repairs no block`(lines: String) throws {
    let home = try Scratch()
    let text = lines.replacing("<", with: "# <<< detour <<<")
      .replacing(">", with: "# >>> detour >>>")
    try home.write(".bashrc", text)
    for verb in ["add", "remove"] {
      let outcome = try block(verb, home)
      #expect(outcome.code == 1)
      #expect(outcome.error.hasSuffix("repair it and try again\n"), "\(outcome)")
      #expect(try shell("cat .bashrc; ls -A", directory: home.path) == text + ".bashrc\n")
    }
  }

  /// A file without a block is none of ours, whoever may write it, and however it ends.
  @Test(arguments: ["444", "644"])
  func `leaves a file without a block alone`(mode: String) throws {
    let home = try Scratch()
    try home.write(".bashrc", "alias a=b")
    try shell("chmod \(mode) .bashrc", directory: home.path)
    #expect(try block("remove", home) == Outcome())
    #expect(try shell("cat .bashrc; ls -A", directory: home.path) == "alias a=b.bashrc\n")
  }

  private func block(_ verb: String, _ home: Scratch) throws -> Outcome {
    try run(
      ["\(packageRoot)/desktop/packaging/prompt-block", verb, "bash", "/hook"],
      variables: ["HOME": home.path])
  }
}
