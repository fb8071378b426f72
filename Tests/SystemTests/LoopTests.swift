import Support
import Testing

@testable import System

@Suite(.serialized) struct LoopTests {
  @Test func `orders timers`() throws {
    let loop = Loop()
    var seen: [Int] = []
    // Far enough apart that only one of them is due on a loaded machine, too.
    try loop.after(.seconds(1)) {
      seen.append(2)
      loop.stop()
    }
    try loop.after(.milliseconds(5)) { seen.append(1) }
    let cancelled = try loop.after(.milliseconds(1)) { seen.append(0) }
    loop.cancel(cancelled)
    try loop.run()
    #expect(seen == [1, 2])
  }

  @Test func `ends when nothing is set`() throws {
    let loop = Loop()
    var end: System.ExitStatus?
    loop.on(endOf: try Child(["sh", "-c", "exit 3"])) { end = $0 }
    try loop.run()
    #expect(end == .exited(3))
  }

  @Test func `reads a descriptor`() throws {
    let loop = Loop()
    let pipe = try Pipe()
    var calls = 0
    try pipe.writing.writeAll(Array("hello".utf8))
    let watch = loop.watch(pipe.reading.rawValue) { readiness in
      calls += readiness.contains(.reading) ? 1 : 0
    }
    try loop.turn(until: .after(.seconds(5)))
    loop.cancel(watch)
    #expect(calls == 1)
    #expect(try pipe.reading.read(atMost: 100) == Array("hello".utf8))
  }

  @Test func `throws what a body throws`() throws {
    let loop = Loop()
    try loop.after(.zero) { throw Unexpected("here") }
    #expect(throws: Unexpected.self) { try loop.run() }
  }
}
