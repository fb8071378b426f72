import CLinux
import Glibc

/// The body of a thread, in an object that a C pointer can carry.
private final class Work {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Starts a detached thread that runs `body`: pthread_create(3).
///
/// The thread ends with the process at the latest.
@export(interface) public func startThread(_ body: @escaping @Sendable () -> Void) throws(Errno) {
  let work = Unmanaged.passRetained(Work(body))
  let code = detour_start_thread(
    { work in
      Unmanaged<Work>.fromOpaque(work!).takeRetainedValue().body()
      return nil
    }, work.toOpaque())
  guard code == 0 else {
    work.release()
    throw Errno(rawValue: code)
  }
}

/// Lets all other work go before that of this thread: setpriority(2).
public func lowerPriority() { _ = detour_lower_priority(10) }

/// Lets all threads allocate from one heap: mallopt(3), `M_ARENA_MAX`.
///
/// A heap of a thread's own takes some calls to be made, and grows by a page at a time: it does not
/// pay in a process that soon ends. Call it before the first thread is started.
public func shareHeap() { detour_share_heap() }
