import Synchronization

/// Threads that do one work together, and that are left to themselves when it takes too long.
///
/// Those that still work then end with the process at the latest.
public final class Crew: Sendable {
  /// The last of them to end writes into it.
  private let pipe: Pipe
  private let working = Atomic<Int>(0)

  /// A crew of nobody yet.
  ///
  /// Wraps pipe(2).
  public init() throws(Errno) { pipe = try Pipe() }

  /// Has `body` done on one more thread; to be called before the first wait, or by one of the crew.
  public func start(_ body: @escaping @Sendable () -> Void) throws(Errno) {
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

  /// Waits until all have ended; says whether they did before `deadline`.
  public func wait(until deadline: Deadline?) -> Bool {
    guard working.load(ordering: .sequentiallyConsistent) > 0 else { return true }
    return (try? System.wait(for: pipe.reading.rawValue, until: deadline))?.isEmpty == false
  }
}
