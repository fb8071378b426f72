import Synchronization

/// A group of worker threads, abandoned at a deadline.
///
/// Abandoned threads end with the process at the latest.
public final class ThreadGroup: Sendable {
  /// The last thread to end writes into it.
  private let pipe: Pipe
  private let working = Atomic<Int>(0)

  /// Creates an empty group: pipe(2).
  public init() throws(Errno) { pipe = try Pipe() }

  /// Runs `body` on one more thread.
  ///
  /// Call it before the first wait, or from a thread of the group.
  @export(interface) public func start(_ body: @escaping @Sendable () -> Void) throws(Errno) {
    working.add(1, ordering: .sequentiallyConsistent)
    do throws(Errno) {
      try startThread {
        body()
        self.leave()
      }
    } catch {
      working.subtract(1, ordering: .sequentiallyConsistent)
      throw error
    }
  }

  private func leave() {
    guard working.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 else { return }
    try? pipe.writing.writeAll([0])
  }

  /// Waits for all threads to end, and returns whether they did before `deadline`.
  public func wait(until deadline: Deadline?) -> Bool {
    guard working.load(ordering: .sequentiallyConsistent) > 0 else { return true }
    return (try? System.wait(for: pipe.reading.rawValue, until: deadline))?.isEmpty == false
  }
}
