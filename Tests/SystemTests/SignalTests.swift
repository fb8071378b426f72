import Glibc
import Support
import Testing

@testable import System

@Suite struct SignalTests {
  @Test(arguments: [(Signal.terminate, "TERM"), (.hangUp, "HUP"), (Signal(rawValue: 61), "61")])
  func `is named`(signal: Signal, name: String) {
    #expect(signal.description == name)
  }

  /// In a process of its own, because other threads would take the signal.
  @Test func `ends a loop`() async {
    await #expect(processExitsWith: .exitCode(42)) {
      let loop = Loop()
      try loop.on([.terminate, .user1]) { received in
        guard received.signal == .terminate else { return }
        exit(received.isOfKernel ? 1 : 42)
      }
      pthread_kill(pthread_self(), SIGUSR1)
      try loop.after(.milliseconds(10)) { pthread_kill(pthread_self(), SIGTERM) }
      try loop.turn(until: .after(.seconds(5)))
      try loop.turn(until: .after(.seconds(5)))
      try loop.turn(until: .after(.seconds(5)))
    }
  }

  /// What a program gets is as by default, whatever this process ignores.
  @Test func `are not inherited`() throws {
    Signal.pipe.ignore()
    let status = try run(["/bin/grep", "SigIgn", "/proc/self/status"]).output
    let mask = try #require(UInt64(status.dropFirst(8).dropLast(), radix: 16))
    // The two above 31 are the C library's own.
    #expect(mask & 0x7fff_ffff == 0)
  }
}
