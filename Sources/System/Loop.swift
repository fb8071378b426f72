#if !hasFeature(Embedded)
  import CLinux
  import Glibc

  /// An event loop for descriptors, timers, signals and child processes.
  ///
  /// Event-driven: it sleeps in poll(2) until there is something to do. It belongs to one thread. An
  /// error thrown by a handler ends ``run()`` with that error.
  public final class Loop {
    /// A registered handler, active until it is cancelled or the loop is released.
    public struct Registration: Hashable, Sendable { fileprivate let number: UInt64 }

    public typealias Body = () throws -> Void

    private struct Source {
      let descriptor: CInt
      let wanted: Readiness
      let body: (Readiness) throws -> Void
      /// Keeps the owner of the descriptor alive.
      let owner: AnyObject?
    }

    private var sources: [UInt64: Source] = [:]
    private var last: UInt64 = 0
    private var stopped = false

    public init() {}

    /// Calls `body` whenever `descriptor` is ready for one of `wanted`, hung up or failed.
    ///
    /// The caller keeps the descriptor, and cancels the registration before closing it.
    @discardableResult
    public func watch(
      _ descriptor: CInt, for wanted: Readiness = .reading,
      _ body: @escaping (Readiness) throws -> Void
    ) -> Registration {
      add(Source(descriptor: descriptor, wanted: wanted, body: body, owner: nil))
    }

    /// Calls `body` once at `deadline`.
    ///
    /// - Throws: if no timer can be created: timerfd_create(2).
    @discardableResult
    public func at(_ deadline: Deadline, _ body: @escaping Body) throws(Errno) -> Registration {
      try time(clock: CLOCK_MONOTONIC, nanoseconds: Int(deadline.nanoseconds), body)
    }

    /// Calls `body` once when the wall clock reaches `seconds` since 1970, even if the machine was
    /// suspended or the clock was set meanwhile.
    @discardableResult
    public func atWallClock(
      seconds: Int, _ body: @escaping Body
    ) throws(Errno) -> Registration {
      try time(clock: CLOCK_REALTIME, nanoseconds: seconds * 1_000_000_000, body)
    }

    /// Calls `body` once when ``Clock/bootTime`` reaches `seconds`.
    @discardableResult
    public func sinceBoot(seconds: Int, _ body: @escaping Body) throws(Errno) -> Registration {
      try time(clock: CLOCK_BOOTTIME, nanoseconds: seconds * 1_000_000_000, body)
    }

    /// Calls `body` once after `duration`.
    @discardableResult
    public func after(_ duration: Duration, _ body: @escaping Body) throws(Errno) -> Registration {
      try at(.after(duration), body)
    }

    /// Calls `body` with the subsystems of each batch of device events.
    @discardableResult
    public func on(
      _ devices: consuming DeviceEvents, _ body: @escaping (Set<String>) throws -> Void
    ) -> Registration {
      let devices = Box(devices)
      return add(
        Source(
          descriptor: devices.value.fileDescriptor, wanted: .reading,
          body: { _ in try body(devices.value.subsystems()) }, owner: devices))
    }

    /// Calls `body` for each of `signals` that arrives, in place of its default action.
    ///
    /// Call it before other threads start.
    @discardableResult
    public func on(
      _ signals: [Signal], _ body: @escaping (ReceivedSignal) throws -> Void
    ) throws(Errno) -> Registration {
      let queue = Box(try SignalQueue(signals))
      return add(
        Source(
          descriptor: queue.value.descriptor.rawValue, wanted: .reading,
          body: { _ in
            while let signal = try queue.value.next() { try body(signal) }
          }, owner: queue))
    }

    /// Takes ownership of `child`, and calls `body` once when it has ended.
    @discardableResult
    public func on(
      endOf child: consuming Child, _ body: @escaping (ExitStatus) throws -> Void
    ) -> Registration {
      let child = Box(child)
      return once(child.value.fileDescriptor, owner: child) {
        if let end = try child.value.wait() { try body(end) }
      }
    }

    /// Takes ownership of `process`, and calls `body` once when it has ended.
    @discardableResult
    public func on(
      endOf process: consuming ProcessHandle, _ body: @escaping Body
    ) -> Registration {
      let process = Box(process)
      return once(process.value.fileDescriptor, owner: process, body)
    }

    /// Removes a handler; one that has run or was already cancelled is no error.
    public func cancel(_ registration: Registration) {
      sources[registration.number] = nil
    }

    /// Makes ``run()`` return after the current handler.
    public func stop() { stopped = true }

    /// Runs handlers until ``stop()``, or until none is left.
    public func run() throws {
      stopped = false
      while !stopped, !sources.isEmpty { try turn(until: nil) }
    }

    /// Waits once, until something is ready or the deadline passes, and runs its handlers.
    @export(interface) public func turn(until deadline: Deadline?) throws {
      let numbers = sources.keys.sorted()
      var entries = numbers.map { number in
        let source = sources[number]!
        return pollfd(fd: source.descriptor, events: source.wanted.rawValue, revents: 0)
      }
      _ = try throwing { poll(&entries, nfds_t(entries.count), deadline?.milliseconds ?? -1) }
      for (number, entry) in zip(numbers, entries) where entry.revents != 0 {
        // An earlier handler may have cancelled it.
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
      // Zero would disarm the timer.
      var moment = itimerspec()
      moment.it_value.tv_sec = max(nanoseconds, 1) / 1_000_000_000
      moment.it_value.tv_nsec = max(nanoseconds, 1) % 1_000_000_000
      try throwing { timerfd_settime(timer.value.rawValue, CInt(TFD_TIMER_ABSTIME), &moment, nil) }
      return once(timer.value.rawValue, owner: timer, body)
    }
  }

  /// A noncopyable value that closures can share.
  private final class Box<Value: ~Copyable> {
    let value: Value
    init(_ value: consuming Value) { self.value = value }
  }
#endif
