import CLinux
import Glibc

/// A point in monotonic time at which a wait is given up.
public struct Deadline: Hashable, Comparable, Sendable {
  /// Nanoseconds of `CLOCK_MONOTONIC`, which stops while the machine is suspended.
  public let nanoseconds: UInt64

  init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

  /// Now.
  public static var now: Deadline {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Deadline(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
  }

  /// The deadline `duration` from now; one of a negative duration has already passed.
  public static func after(_ duration: Duration) -> Deadline {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return Deadline(nanoseconds: 0) }
    // Centuries are as good as for ever, and must not overflow.
    let bounded = UInt64(min(seconds, 1 << 32)) * 1_000_000_000
    return Deadline(
      nanoseconds: now.nanoseconds + bounded + UInt64(attoseconds / 1_000_000_000))
  }

  /// The deadline `duration` after this one.
  public func advanced(by duration: Duration) -> Deadline {
    let (seconds, attoseconds) = duration.components
    return Deadline(
      nanoseconds: nanoseconds &+ UInt64(max(0, min(seconds, 1 << 32))) * 1_000_000_000
        &+ UInt64(max(0, attoseconds) / 1_000_000_000))
  }

  /// The remaining time, zero once it has passed.
  public var remaining: Duration {
    let now = Deadline.now
    return now >= self ? .zero : .nanoseconds(Int64(nanoseconds - now.nanoseconds))
  }

  public var hasPassed: Bool { Deadline.now >= self }

  /// The remaining time in milliseconds, rounded up, for poll(2).
  public var milliseconds: CInt {
    let now = Deadline.now
    guard now < self else { return 0 }
    return CInt(min((nanoseconds - now.nanoseconds + 999_999) / 1_000_000, UInt64(CInt.max)))
  }

  public static func < (left: Deadline, right: Deadline) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
