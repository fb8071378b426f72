import Synchronization

/// Runs `body` on another thread; nil if it has not finished by `deadline`.
///
/// An unfinished thread is abandoned, and ends with the process at the latest. Without a deadline,
/// or if no thread can be started, `body` runs on this thread.
public func withTimeout<Result: Sendable>(
  _ deadline: Deadline?, _ body: @escaping @Sendable () -> Result
) -> Result? {
  guard let deadline else { return body() }
  let box = ResultBox<Result>()
  do throws(Errno) {
    let threads = try ThreadGroup()
    try threads.start {
      let result = body()
      box.value.withLock { $0 = result }
    }
    return threads.wait(until: deadline) ? box.value.withLock { $0 } : nil
  } catch {
    return body()
  }
}

private final class ResultBox<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
