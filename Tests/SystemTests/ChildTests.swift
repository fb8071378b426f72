import Support
import Testing

@testable import System

@Suite struct ChildTests {
  @Test(arguments: [
    (["/bin/sh", "-c", "exit 7"], System.ExitStatus.exited(7), Int32(7)),
    (["sh", "-c", "kill -KILL $$"], .signalled(.kill), 137),
  ])
  func `says how a program ended`(arguments: [String], end: System.ExitStatus, code: Int32) throws {
    let child = try Child(arguments)
    #expect(try child.wait(until: .after(.seconds(10))) == end)
    #expect(end.code == code)
  }

  @Test func `throws for a program that is not there`() {
    #expect(throws: Errno.notFound) { _ = try Child(["no-such-program-here"]) }
    #expect(throws: Errno.accessDenied) { _ = try Child(["/etc/passwd"]) }
  }

  @Test func `gives up at the deadline`() throws {
    let child = try Child(["sleep", "60"])
    #expect(try child.wait(until: .after(.milliseconds(20))) == nil)
    try child.send(.kill)
    #expect(try child.wait(until: .after(.seconds(10))) == .signalled(.kill))
  }

  /// The shell itself says which descriptors it was given.
  @Test func `gives nothing but the streams`() throws {
    let scratch = try Scratch()
    let file = try FileDescriptor(opening: scratch.path("kept"), [.writeOnly, .create])
    let listing = { try run(["/bin/ls", "-l", "/proc/self/fd"]).output.contains("kept") }
    #expect(try !listing())
    try file.setInherited(true)
    #expect(try listing())
  }
}
