import CLinux
import Glibc

/// How many processors this process may run on.
///
/// Wraps sched_getaffinity(2), and sysconf(3) where that fails.
public var processorCount: Int {
  var set = [UInt8](repeating: 0, count: 1024)
  let used = set.withUnsafeMutableBytes { detour_processors($0.baseAddress, UInt32($0.count)) }
  if used > 0 { return max(1, set.prefix(used).reduce(0) { $0 + $1.nonzeroBitCount }) }
  return max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN)))
}

/// What a thread has to do.
private final class Work {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// Runs `body` on a thread of its own, which nobody waits for.
///
/// It ends with the process at the latest. Wraps pthread_create(3).
public func startThread(_ body: @escaping @Sendable () -> Void) throws(Errno) {
  let work = Unmanaged.passRetained(Work(body))
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
  var thread = pthread_t()
  let code = pthread_create(
    &thread, &attributes,
    { work in
      Unmanaged<Work>.fromOpaque(work!).takeRetainedValue().body()
      return nil
    }, work.toOpaque())
  guard code == 0 else {
    work.release()
    throw Errno(rawValue: code)
  }
}
