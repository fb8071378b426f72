import Glibc
import Synchronization
import System

/// A guard that runs `breaking` at a deadline, unless it is cancelled before: it ends the wait of a
/// library that has no deadlines of its own.
///
/// Its thread is never waited for, as that would cost each start of a command a turn of the
/// scheduler: a cancelled one sleeps on until the deadline, and touches nothing after it.
final class Watchdog: Sendable {
  private let state = Atomic<Int>(State.watching)

  private enum State {
    static let watching = 0
    static let cancelled = 1
    static let firing = 2
    static let fired = 3
  }

  /// - Returns: nil if no thread can be started; then the wait has no deadline.
  init?(at deadline: Deadline, breaking body: @escaping @Sendable () -> Void) {
    do throws(Errno) {
      try startThread { [self] in
        sleep(for: deadline.remaining)
        guard leave(State.watching, for: State.firing) else { return }
        body()
        state.store(State.fired, ordering: .releasing)
      }
    } catch {
      return nil
    }
  }

  /// Shuts `socket` down at the deadline.
  convenience init?(breaking socket: CInt, at deadline: Deadline) {
    self.init(at: deadline) { _ = shutdown(socket, CInt(SHUT_RDWR)) }
  }

  /// Ends the watch, before the socket is closed.
  ///
  /// - Returns: whether it has fired.
  func cancel() -> Bool {
    if leave(State.watching, for: State.cancelled) { return false }
    // The socket's number must not be given to another file before it has been shut down.
    while state.load(ordering: .acquiring) != State.fired { sleep(for: .milliseconds(1)) }
    return true
  }

  private func leave(_ before: Int, for after: Int) -> Bool {
    state.compareExchange(
      expected: before, desired: after, ordering: .acquiringAndReleasing
    ).exchanged
  }
}
