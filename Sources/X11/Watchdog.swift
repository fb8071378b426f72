import Glibc
import Synchronization
import System

/// Shuts a socket down at a deadline, unless it is called off before.
///
/// Its thread is never waited for, as that would cost each start of a command a turn of the
/// scheduler: what is called off sleeps on until the deadline, and touches nothing after it.
final class Watchdog: Sendable {
  /// How far it has come.
  private let state = Atomic<Int>(State.watching)

  private enum State {
    static let watching = 0
    static let calledOff = 1
    static let acting = 2
    static let acted = 3
  }

  /// - Returns: nothing when there is no thread to be had; then nobody watches.
  init?(breaking socket: CInt, at deadline: Deadline) {
    do throws(Errno) {
      try startThread { [self] in
        sleep(for: deadline.remaining)
        guard leave(State.watching, for: State.acting) else { return }
        shutdown(socket, CInt(SHUT_RDWR))
        state.store(State.acted, ordering: .releasing)
      }
    } catch {
      return nil
    }
  }

  /// Ends the watch, before the socket is closed; says whether it had to act.
  func callOff() -> Bool {
    if leave(State.watching, for: State.calledOff) { return false }
    // The socket's number must not be given to another file before it has been shut down.
    while state.load(ordering: .acquiring) != State.acted { sleep(for: .milliseconds(1)) }
    return true
  }

  private func leave(_ before: Int, for after: Int) -> Bool {
    state.compareExchange(
      expected: before, desired: after, ordering: .acquiringAndReleasing
    ).exchanged
  }
}
