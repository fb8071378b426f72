#if !hasFeature(Embedded)
import CLinux
import Glibc

/// Waits for descriptors, timers, signals and children, and calls what was set for each.
///
/// It never wakes up without a reason: with nothing to do it sleeps in one poll(2) for ever. It
/// belongs to one thread. An error that a body throws ends ``run()`` with it.
public final class Loop {
  /// What was set; it stays set until it is cancelled or the loop goes.
  public struct Registration: Hashable, Sendable { fileprivate let number: UInt64 }

  public typealias Body = () throws -> Void

  private struct Source {
    let descriptor: CInt
    let wanted: Readiness
    let body: (Readiness) throws -> Void
    /// Keeps what the descriptor belongs to alive.
    let owner: AnyObject?
  }

  private var sources: [UInt64: Source] = [:]
  private var last: UInt64 = 0
  private var stopped = false

  public init() {}

  /// Calls `body` whenever `descriptor` is ready for one of `wanted`, hung up or failed.
  ///
  /// The descriptor stays the caller's, and must be cancelled here before it is closed.
  @discardableResult
  public func watch(
    _ descriptor: CInt, for wanted: Readiness = .reading,
    _ body: @escaping (Readiness) throws -> Void
  ) -> Registration {
    add(Source(descriptor: descriptor, wanted: wanted, body: body, owner: nil))
  }

  /// Calls `body` once at `deadline`.
  ///
  /// - Throws: when the kernel has no timer to give: timerfd_create(2).
  @discardableResult
  public func at(_ deadline: Deadline, _ body: @escaping Body) throws(Errno) -> Registration {
    try time(clock: CLOCK_MONOTONIC, nanoseconds: Int(deadline.nanoseconds), body)
  }

  /// Calls `body` once when the wall clock shows `seconds` since 1970, however the machine slept
  /// and the clock was set until then.
  @discardableResult
  public func atWallClock(
    seconds: Int, _ body: @escaping Body
  ) throws(Errno) -> Registration {
    try time(clock: CLOCK_REALTIME, nanoseconds: seconds * 1_000_000_000, body)
  }

  /// Calls `body` once when `seconds` have passed since the machine started, those asleep among
  /// them; nobody sets that clock.
  ///
  /// See ``secondsSinceBoot``.
  @discardableResult
  public func sinceBoot(seconds: Int, _ body: @escaping Body) throws(Errno) -> Registration {
    try time(clock: CLOCK_BOOTTIME, nanoseconds: seconds * 1_000_000_000, body)
  }

  /// Calls `body` once after `duration`.
  @discardableResult
  public func after(_ duration: Duration, _ body: @escaping Body) throws(Errno) -> Registration {
    try at(.after(duration), body)
  }

  /// Calls `body` with the subsystems whenever the kernel has news of `devices`, which it takes over.
  @discardableResult
  public func on(
    _ devices: consuming DeviceEvents, _ body: @escaping (Set<String>) throws -> Void
  ) -> Registration {
    let devices = Box(devices)
    return add(
      Source(
        descriptor: devices.value.rawValue, wanted: .reading,
        body: { _ in try body(devices.value.subsystems()) }, owner: devices))
  }

  /// Calls `body` for each of `signals` that comes, instead of what the signal would do.
  ///
  /// To be set before other threads start.
  @discardableResult
  public func on(
    _ signals: [Signal], _ body: @escaping (Signal) throws -> Void
  ) throws(Errno) -> Registration {
    let queue = Box(try SignalQueue(signals))
    return add(
      Source(
        descriptor: queue.value.descriptor.rawValue, wanted: .reading,
        body: { _ in
          while let signal = try queue.value.next() { try body(signal) }
        }, owner: queue))
  }

  /// Takes `child` over, and calls `body` once when it has ended.
  @discardableResult
  public func on(
    endOf child: consuming Child, _ body: @escaping (Child.End) throws -> Void
  ) -> Registration {
    let child = Box(child)
    return once(child.value.rawValue, owner: child) {
      if let end = try child.value.wait() { try body(end) }
    }
  }

  /// Takes `process` over, and calls `body` once when it has ended.
  @discardableResult
  public func on(
    endOf process: consuming ForeignProcess, _ body: @escaping Body
  ) -> Registration {
    let process = Box(process)
    return once(process.value.rawValue, owner: process, body)
  }

  /// Forgets what was set; one that has run or was cancelled before is no error.
  public func cancel(_ registration: Registration) {
    sources[registration.number] = nil
  }

  /// Makes ``run()`` return once the body that runs now has ended.
  public func stop() { stopped = true }

  /// Waits and calls until ``stop()``, or until nothing is set any more.
  public func run() throws {
    stopped = false
    while !stopped, !sources.isEmpty { try turn(until: nil) }
  }

  /// Waits once, until something is ready or the deadline passes, and calls what is ready.
  public func turn(until deadline: Deadline?) throws {
    let numbers = sources.keys.sorted()
    var entries = numbers.map { number in
      let source = sources[number]!
      return pollfd(fd: source.descriptor, events: source.wanted.rawValue, revents: 0)
    }
    _ = try throwing { poll(&entries, nfds_t(entries.count), deadline?.milliseconds ?? -1) }
    for (number, entry) in zip(numbers, entries) where entry.revents != 0 {
      // A body before this one may have cancelled it.
      guard !stopped, let source = sources[number] else { continue }
      try source.body(Readiness(rawValue: entry.revents))
    }
  }

  private func add(_ source: Source) -> Registration {
    last += 1
    sources[last] = source
    return Registration(number: last)
  }

  private func once(
    _ descriptor: CInt, owner: AnyObject?, _ body: @escaping Body
  ) -> Registration {
    let number = last + 1
    return add(
      Source(
        descriptor: descriptor, wanted: .reading,
        body: { [unowned self] _ in
          sources[number] = nil
          try body()
        }, owner: owner))
  }

  private func time(
    clock: clockid_t, nanoseconds: Int, _ body: @escaping Body
  ) throws(Errno) -> Registration {
    let timer = Box(
      FileDescriptor(
        owning: try throwing {
          timerfd_create(clock, CInt(TFD_CLOEXEC) | CInt(TFD_NONBLOCK))
        }))
    // A moment of zero would switch the timer off.
    var moment = itimerspec()
    moment.it_value.tv_sec = max(nanoseconds, 1) / 1_000_000_000
    moment.it_value.tv_nsec = max(nanoseconds, 1) % 1_000_000_000
    try throwing { timerfd_settime(timer.value.rawValue, CInt(TFD_TIMER_ABSTIME), &moment, nil) }
    return once(timer.value.rawValue, owner: timer, body)
  }
}

/// Gives a value with one owner a place that closures can share.
private final class Box<Value: ~Copyable> {
  let value: Value
  init(_ value: consuming Value) { self.value = value }
}
#endif
