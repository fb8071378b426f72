import Glibc
import System

/// A thread that shuts a socket down at a deadline, unless it is called off before.
final class Watchdog {
  private var thread = pthread_t()
  private let leash: FileDescriptor
  private let hand: FileDescriptor

  /// What the thread needs, which it shares with nobody.
  private final class Orders {
    let socket: CInt
    let leash: CInt
    let deadline: Deadline
    init(socket: CInt, leash: CInt, deadline: Deadline) {
      self.socket = socket
      self.leash = leash
      self.deadline = deadline
    }
  }

  /// - Returns: nothing when there is no thread to be had; then nobody watches.
  init?(breaking socket: CInt, at deadline: Deadline) {
    guard let pipe = try? Pipe() else { return nil }
    let ends = pipe.split()
    leash = FileDescriptor(owning: ends.reading)
    hand = FileDescriptor(owning: ends.writing)
    let orders = Unmanaged.passRetained(
      Orders(socket: socket, leash: ends.reading, deadline: deadline))
    let code = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let orders = Unmanaged<Orders>.fromOpaque(context).takeRetainedValue()
        if (try? wait(for: orders.leash, until: orders.deadline))?.isEmpty ?? true {
          shutdown(orders.socket, CInt(SHUT_RDWR))
          return UnsafeMutableRawPointer(bitPattern: 1)
        }
        return nil
      }, orders.toOpaque())
    guard code == 0 else {
      orders.release()
      return nil
    }
  }

  /// Ends the watch, before the socket is closed; says whether it had to act.
  func callOff() -> Bool {
    try? hand.writeAll([0])
    var result: UnsafeMutableRawPointer?
    pthread_join(thread, &result)
    return result != nil
  }
}
