import CLinux
import Glibc

/// The system clocks, in whole seconds: clock_gettime(2).
public enum Clock {
  /// Seconds since 1970: `CLOCK_REALTIME`.
  public static var realTime: Int { seconds(CLOCK_REALTIME) }

  /// Seconds since the machine started, suspended time included: `CLOCK_BOOTTIME`.
  public static var bootTime: Int { seconds(CLOCK_BOOTTIME) }

  private static func seconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec
  }
}

/// Suspends this thread for `duration`, signals notwithstanding: nanosleep(2).
public func sleep(for duration: Duration) {
  let (seconds, attoseconds) = duration.components
  var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
  var rest = timespec()
  while nanosleep(&time, &rest) == -1, errno == EINTR { time = rest }
}
