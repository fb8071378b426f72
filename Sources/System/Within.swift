import Synchronization

/// What `body` answers on a thread of its own; nothing where it has not by `deadline`.
///
/// The thread is left to itself then, and ends with the process at the latest. Where no thread is to
/// be had, or no deadline to keep, `body` runs on this one.
public func within<Answer: Sendable>(
  _ deadline: Deadline?, _ body: @escaping @Sendable () -> Answer
) -> Answer? {
  guard let deadline else { return body() }
  let answer = Found<Answer>()
  do throws(Errno) {
    let crew = try Crew()
    try crew.start {
      let own = body()
      answer.value.withLock { $0 = own }
    }
    return crew.wait(until: deadline) ? answer.value.withLock { $0 } : nil
  } catch {
    return body()
  }
}

private final class Found<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
