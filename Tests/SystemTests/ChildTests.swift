import Glibc
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

  /// A shell names the bytes that it was given.
  @Test func `gives words that are not UTF-8`() throws {
    let scratch = try Scratch()
    let output = try FileDescriptor(opening: scratch.path("output"), [.writeOnly, .create])
    let child = try Child(
      ["sh", "-c", "printf '%s %s' \"$1\" \"$NAME\"", "sh", String(path: [0x61, 0xe9])],
      environment: ["NAME=" + String(path: [0xff, 0x62])], output: .descriptor(output.rawValue))
    #expect(try child.wait(until: .after(.seconds(10))) == .exited(0))
    #expect(try File.read(scratch.path("output")) == [0x61, 0xe9, 0x20, 0xff, 0x62])
  }

  /// As nohup(1) has it; but what we ignore ourselves is not the command's.
  @Test func `a command ignores what it is to ignore`() throws {
    func end(_ child: consuming Child) throws -> System.ExitStatus? {
      try child.wait(until: .after(.seconds(10)))
    }
    let alarm = Signal(rawValue: SIGVTALRM)
    #expect(!alarm.isIgnored)
    alarm.ignore()
    defer { signal(SIGVTALRM, SIG_DFL) }
    #expect(alarm.isIgnored)
    let script = ["sh", "-c", "kill -VTALRM $$; exit 5"]
    #expect(try end(Child(asShell: script)) == .exited(5))
    #expect(try end(Child(script)) == .signalled(alarm))
    let before = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, before) }
    #expect(try end(Child(asShell: ["sh", "-c", "kill -PIPE $$"])) == .signalled(.pipe))
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
