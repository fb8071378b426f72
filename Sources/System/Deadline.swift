import CLinux
import Glibc

/// A moment on the clock that nobody sets, after which a wait is given up.
public struct Deadline: Hashable, Comparable, Sendable {
  /// Nanoseconds of `CLOCK_MONOTONIC`, which stands still while the machine sleeps.
  public let nanoseconds: UInt64

  init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  /// Now.
  public static var now: Deadline {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Deadline(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  /// The moment `duration` from now; a negative duration has passed already.
  public static func after(_ duration: Duration) -> Deadline {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return Deadline(nanoseconds: 0) }
    // A duration of centuries is as good as for ever, and must not overflow.
    let bounded = UInt64(min(seconds, 1 << 32)) * 1_000_000_000
    return Deadline(
      nanoseconds: now.nanoseconds + bounded + UInt64(attoseconds / 1_000_000_000))
  }

  /// The time that is left, or zero.
  public var remaining: Duration {
    let now = Deadline.now
    return now >= self ? .zero : .nanoseconds(Int64(nanoseconds - now.nanoseconds))
  }

  public var hasPassed: Bool { Deadline.now >= self }

  /// The time that is left in milliseconds, rounded up, as poll(2) takes it.
  public var milliseconds: CInt {
    let now = Deadline.now
    guard now < self else { return 0 }
    return CInt(min((nanoseconds - now.nanoseconds + 999_999) / 1_000_000, UInt64(CInt.max)))
  }

  public static func < (left: Deadline, right: Deadline) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

/// Stops this thread for `duration`.
///
/// Wraps nanosleep(2), to the end also when signals come.
public func pause(for duration: Duration) {
  let (seconds, attoseconds) = duration.components
  var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
  var rest = timespec()
  while nanosleep(&time, &rest) == -1, errno == EINTR { time = rest }
}

/// How many seconds ago the machine started, those that it slept among them: `CLOCK_BOOTTIME`.
public var secondsSinceBoot: Int {
  var time = timespec()
  clock_gettime(CLOCK_BOOTTIME, &time)
  return time.tv_sec
}

/// The seconds since 1970 by the wall clock: `CLOCK_REALTIME`.
public var wallClock: Int {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return time.tv_sec
}
