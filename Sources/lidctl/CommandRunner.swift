import Glibc
import Login
import System
import Tool

/// A command that runs while something is held, and the signals that reach it through us.
final class CommandRunner {
  private let loop: Loop
  private var process: Int32?
  /// The exit code.
  private(set) var code: CInt?

  /// A signal asked for the end.
  private(set) var wasInterrupted = false

  init(loop: Loop) { self.loop = loop }

  /// Passes signals on to the command; without one they end the wait. What nohup(1) or a shell has us
  /// ignore stays ignored.
  func watchSignals() throws {
    let signals = [Signal.terminate, .hangUp, .interrupt, .quit, .user1, .user2]
    try loop.on(signals.filter { !$0.isIgnored }) { [unowned self] received in
      let signal = received.signal
      if [.terminate, .hangUp, .interrupt, .quit].contains(signal) { wasInterrupted = true }
      guard let process else {
        code = 128 + signal.rawValue
        loop.stop()
        return
      }
      // The terminal sends its own to the command as well, which must not get them twice.
      if received.isOfKernel, signal == .interrupt || signal == .quit { return }
      kill(process, signal.rawValue)
    }
  }

  /// Starts the command, whose end ends the loop.
  func start(_ words: [String]) throws {
    let child = try Self.child(words)
    process = child.process
    loop.on(endOf: child) { [unowned self] end in
      // Its number may be another's from here on.
      process = nil
      code = end.code
      loop.stop()
    }
  }

  private static func child(_ words: [String]) throws -> Child {
    do throws(Errno) {
      return try Child(asShell: words)
    } catch {
      let why = error == .notFound ? "there is no such command" : error.description
      throw CommandError("\(words.first ?? ""): \(why)", code: error == .notFound ? 127 : 126)
    }
  }
}

extension Expiry {
  /// Releases `locks` at the end; with nothing else to wait for that ends the loop.
  func release(_ locks: InhibitorLocks, in loop: Loop, endingIt: Bool) throws {
    let over = {
      locks.release()
      if endingIt { loop.stop() }
    }
    switch try end {
    case .sinceBoot(let seconds): try loop.sinceBoot(seconds: seconds, over)
    case .realTime(let seconds): try loop.atWallClock(seconds: seconds, over)
    case nil: break
    }
    guard let pid else { return }
    loop.on(endOf: try Self.process(pid), over)
  }

  private static func process(_ pid: Int32) throws -> ProcessHandle {
    do throws(Errno) {
      return try ProcessHandle(pid)
    } catch {
      throw CommandError("there is no process \(pid): nothing to hold the lock for")
    }
  }
}
