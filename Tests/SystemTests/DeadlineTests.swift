import Support
import Testing

@testable import System

@Suite struct DeadlineTests {
  @Test func `passes`() {
    let deadline = Deadline.after(.milliseconds(5))
    #expect(!Deadline.after(.seconds(60)).hasPassed)
    sleep(for: .milliseconds(6))
    #expect(deadline.hasPassed)
    #expect(deadline.remaining == .zero)
    #expect(deadline.milliseconds == 0)
  }

  @Test func `never overflows`() {
    #expect(Deadline.after(.seconds(-5)).hasPassed)
    #expect(Deadline.after(.seconds(Int64.max)) > .now)
    #expect(Deadline.after(.seconds(Int64.max)).milliseconds > 0)
  }

  @Test func `gives up waiting`() throws {
    let pipe = try Pipe()
    #expect(try wait(for: pipe.reading.rawValue, until: .after(.milliseconds(5))) == [])
    try pipe.writing.writeAll([1])
    #expect(try wait(for: pipe.reading.rawValue, until: .after(.seconds(5))) == .reading)
  }
}
