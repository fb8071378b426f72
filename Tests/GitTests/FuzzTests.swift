import Support
import Testing

/// Every reader of git's files against made-up input, for a while: `Tests/fuzz` says how.
@Suite struct FuzzTests {
  @Test func noReaderTrapsOrHangs() throws {
    let outcome = try run([packageRoot + "/Tests/fuzz", "3"], within: .seconds(1500))
    #expect(outcome.code == 0, "\(outcome)")
    let tried = outcome.output.split(separator: "\n").filter { $0.contains(": Done ") }
    #expect(tried.count >= 20, "\(outcome.output)")
  }
}
