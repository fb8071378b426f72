import Support
import System
import Testing

@testable import Quirks

/// Checks that run side by side.
@Suite struct ChecksTests {
  private struct Timed: Quirk {
    let name: String
    let delay: Duration
    let title = "takes its time"
    let explanation = ""
    func check(_ context: QuirkContext) -> Finding {
      sleep(for: delay)
      return Finding(.fine, [name])
    }
  }

  private let context = QuirkContext(
    root: "/nonexistent", home: "/", systemBus: nil, sessionBus: nil)

  /// Some end before others begin, which must not end the wait.
  @Test func waitsForEachCheck() {
    for _ in 0..<20 {
      let quirks = (0..<30).map { Timed(name: "\($0)", delay: .milliseconds($0 % 3)) }
      let findings = Checks.run(quirks, in: context)
      #expect(findings.map { $0.evidence } == quirks.map { [$0.name] })
    }
  }

  @Test func callsACheckThatHangsUnknown() {
    let quirks = [Timed(name: "quick", delay: .zero), Timed(name: "slow", delay: .seconds(600))]
    let findings = Checks.run(quirks, in: context, within: .milliseconds(500))
    #expect(findings.map { $0.verdict } == [.fine, .unknown])
  }
}
