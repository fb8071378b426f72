import Foundation
import Support
import System
import Testing

@testable import Tool

/// Each way for a command to end, in a process of its own.
@Suite struct RunMainTests {
  @Test func `ends well`() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(0), observing: [\.standardOutputContent]
    ) {
      runMain("thing") { try write("done\n") }
    }
    #expect(result.standardOutputContent == Array("done\n".utf8))
  }

  @Test func `says what could not be done`() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) {
      runMain("thing") { throw CommandError("no window matches \"a\u{1b}[31m\nb\"") }
    }
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self)
        == "thing: no window matches \"a\\x1b[31m\\nb\"\n")
  }

  @Test func `says what it does not take`() async throws {
    let result = try await #require(
      processExitsWith: .exitCode(2), observing: [\.standardErrorContent]
    ) {
      runMain("thing") { throw CommandError.usage("does not take \"x\"") }
    }
    #expect(result.standardErrorContent == Array("thing: does not take \"x\"\n".utf8))
  }

  @Test func `gives a code of its own`() async throws {
    await #expect(processExitsWith: .exitCode(3)) {
      runMain("thing") { throw CommandError.exit(3) }
    }
    await #expect(processExitsWith: .exitCode(127)) {
      runMain("thing") { throw CommandError("not found", code: 127) }
    }
  }
}

/// Where a standard stream is closed its number is the next file's: what is written is not for that.
@Suite struct ClosedStreamTests {
  @Test func `writes into no file`() async throws {
    await #expect(processExitsWith: .exitCode(1)) {
      let scratch = try Scratch()
      close(STDOUT_FILENO)
      runMain("thing") {
        let file = try FileDescriptor(opening: scratch.path("file"), [.writeOnly, .create])
        defer { withExtendedLifetime(file) {} }
        try write("said\n")
      }
    }
  }
}

/// What the commands do when their reader goes away: nothing is said, and nothing fails.
@Suite struct ClosedPipeTests {
  @Test(arguments: ["detour --help", "wsctl --help", "lidctl --help", "gitps1 --help"])
  func `is quiet`(command: String) throws {
    let words = command.split(separator: " ")
    let outcome = try run(unread("'\(product(String(words[0])))' \(words[1])"))
    #expect(outcome == Outcome(error: "0\n"), "\(outcome)")
  }

}
