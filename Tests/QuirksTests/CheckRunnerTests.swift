import Foundation
import Support
import System
import Testing

@testable import Quirks

/// Checks that run in turn and side by side.
@Suite struct CheckRunnerTests {
  private struct Timed: Quirk {
    let name: String
    let delay: Duration
    let title = "takes its time"
    let explanation = ""
    func check(_ context: QuirkContext) -> Finding {
      sleep(for: delay)
      return Finding(.fine, [.notInstalled(service: name)])
    }
  }

  private let context = QuirkContext(
    root: "/nonexistent", home: "/", systemBus: nil, sessionBus: nil)

  /// Some end before others begin, which must not end the wait.
  @Test func `waits for each check`() {
    for _ in 0..<20 {
      let quirks = (0..<30).map { Timed(name: "\($0)", delay: .milliseconds($0 % 3)) }
      let findings = CheckRunner.run(quirks, in: context)
      #expect(findings.map { $0.evidence } == quirks.map { [.notInstalled(service: $0.name)] })
    }
  }

  @Test func `calls a check that hangs unknown`() {
    let quirks = [Timed(name: "quick", delay: .zero), Timed(name: "slow", delay: .seconds(600))]
    let findings = CheckRunner.run(quirks, in: context, within: .milliseconds(500))
    #expect(findings.map { $0.verdict } == [.fine, .unknown])
  }

  /// What several checks ask of one program is asked once.
  @Test func `starts one shell for all that ask it`() throws {
    let home = try Scratch()
    try home.write(".bashrc", "echo >>'\(home.path("started"))'\nPS1='$(__git_ps1)'\n")
    var context = QuirkContext(home: home.path, systemBus: nil, sessionBus: nil)
    context.searchPath = ["/usr/bin", "/bin"]
    let findings = CheckRunner.run([PromptFunctionMissing(), CommandNotFoundBroken()], in: context)
    #expect(findings.map(\.verdict) == [.affected, .fine], "\(findings)")
    #expect(try String(contentsOfFile: home.path("started"), encoding: .utf8) == "\n")
  }

  /// A handler that hangs leaves what was asked before it known.
  @Test func `keeps the answers before one that hangs`() throws {
    let home = try Scratch()
    try home.write(".bashrc", "command_not_found_handle() { sleep 600; }\n")
    var context = QuirkContext(home: home.path, systemBus: nil, sessionBus: nil)
    context.searchPath = ["/usr/bin", "/bin"]
    let answers = InteractiveShell(context, "/bin/bash").answers(within: .seconds(10))
    #expect(answers.byQuestion[.prompt]?.hasPrefix("detour-cost ") == true, "\(answers)")
    #expect(answers.byQuestion[.handler] == nil)
    #expect(answers.whyNotMore == .bashDoesNotAnswer)
  }
}
