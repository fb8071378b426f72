public import DBus
import Glibc
public import System

/// The lid service: holds the lock handle-lid-switch for a login session, and acts when the lid
/// closes.
///
/// It is event-driven. ``LidPolicy`` decides; this asks and obeys.
public final class LidDaemon {
  private let loop: Loop
  private let sysfs: Sysfs
  private let monitor: LogindMonitor
  /// What is held now: a daemon that was killed is noticed by it, and its successor goes on.
  private let record: KeyValueFile
  /// The session bus, for screen savers and notifications; it may come and go.
  public var desktop: Connection?
  /// Puts an event into words, for the journal and for a notification.
  public var words: (LidEvent) -> (log: String, notification: (title: String, text: String)?) = {
    (String(describing: $0), nil)
  }

  private var policy = LidPolicy(LidSettings())
  private var locks = InhibitorLocks()
  private var timers: [Loop.Registration] = []
  private var wakeUp: Loop.Registration?
  private var devices: DeviceWatch?
  public private(set) var isOn = false
  /// What is found at the start is told by who asks for it.
  private var isStarting = false
  /// Notifications to be shown once the screen is unlocked.
  private var pending: [(title: String, text: String)] = []
  private var unlock: Connection.Subscription?

  public var settings: LidSettings { policy.settings }
  public var isHolding: Bool { !locks.isEmpty }
  public var isActive: Bool { policy.isActive }
  public var obstacle: LidObstacle? { policy.obstacle }
  /// What the lid led to when it closed last.
  public private(set) var lastClose: LidClosing?
  /// When this daemon took over from one that was killed, in seconds since 1970.
  public var tookOver: Int?

  /// - Parameter monitor: the connection to logind, which may come and go.
  public init(
    loop: Loop, monitor: LogindMonitor, record: KeyValueFile, sysfs: Sysfs = Sysfs()
  ) {
    self.loop = loop
    self.monitor = monitor
    self.record = record
    self.sysfs = sysfs
    monitor.lid = { [unowned self] in update() }
    monitor.power = { [unowned self] in if needsDevices { devices?.settle() } }
    monitor.returned = { [unowned self] in returned() }
  }

  public static let who = "lidctl"

  /// Starts to hold with `settings`, or goes on with them.
  ///
  /// Everything is checked before anything is changed: after a ``Refusal`` lock, timers and
  /// record are as before. A condition that does not hold is no refusal.
  public func hold(_ settings: LidSettings) throws(Refusal) {
    let timers = try timers(settings)
    do throws(Refusal) {
      if monitor.logind == nil { try monitor.connect() }
      // The lock shows whether logind gives it; without a reason to hold it, it goes at once.
      // One that is held says what for: where that changes a new one comes before the old one goes.
      if !isHolding || settings.onClose != self.settings.onClose { try take(settings) }
    } catch {
      for timer in timers { loop.cancel(timer) }
      throw error
    }
    for timer in self.timers { loop.cancel(timer) }
    self.timers = timers
    if !isOn { policy = LidPolicy(settings) }
    policy.lockIsTaken()
    isOn = true
    policy.follow(settings)
    write()
    monitor.followsCharge = settings.minimumBattery > 0
    isStarting = true
    update()
    isStarting = false
  }

  private func timers(_ settings: LidSettings) throws(Refusal) -> [Loop.Registration] {
    let over = { [unowned self] in self.over(.ended(byProcess: nil)) }
    var timers: [Loop.Registration] = []
    do throws(Errno) {
      if let end = settings.until { timers.append(try loop.atWallClock(seconds: end, over)) }
      if let end = settings.untilSinceBoot {
        timers.append(try loop.sinceBoot(seconds: end, over))
      }
      if let number = settings.process {
        let body = { [unowned self] in self.over(.ended(byProcess: number)) }
        timers.append(loop.on(endOf: try ProcessHandle(number), body))
      }
      return timers
    } catch {
      for timer in timers { loop.cancel(timer) }
      if let number = settings.process, error == .noSuchProcess {
        throw .noProcess(number)
      }
      throw .noTimer(error)
    }
  }

  private func write() {
    var entries = settings.entries
    entries["holder"] = String(getpid())
    do throws(Refusal) { try record.write(entries) } catch {
      tell(.notRecorded(error))
    }
  }

  /// Releases the lock for good.
  public func release() {
    isOn = false
    for timer in timers { loop.cancel(timer) }
    timers = []
    wakeUp.map(loop.cancel)
    wakeUp = nil
    devices = nil
    locks.release()
    policy.lockIsMissing()
    // The record of another daemon that was faster stays.
    if (try? record.read())?["holder"] == String(getpid()) { record.remove() }
  }

  /// The end by the clock or with the process: there is nothing more to do.
  private func over(_ event: LidEvent) {
    tell(event)
    release()
    loop.stop()
  }

  private func take(_ settings: LidSettings) throws(Refusal) {
    guard let logind = monitor.logind else { throw .logind(DBusError(.nameHasNoOwner, "")) }
    locks = try logind.inhibit(
      all: [.lid], who: Self.who, why: "closing the lid: \(settings.onClose.text)")
  }

  // MARK: Readings in, orders out

  private var needsDevices: Bool {
    isOn && (settings.areConditional || isClosed)
  }
  private var isClosed = false

  private func update() {
    guard isOn else { return }
    guard let logind = monitor.logind else {
      policy.lockIsMissing(.noLogind)
      return
    }
    let readings: LidReadings
    do throws(DBusError) {
      readings = try LidReadings(logind, sysfs, hottest: settings.maximumTemperature > 0)
    } catch {
      // Nothing is known, and so nothing is changed. Nobody tells again what was missed.
      if !isHolding { policy.lockIsMissing(.silentLogind) }
      wake(after: .seconds(1))
      return
    }
    isClosed = readings.closed
    let orders = policy.update(readings, at: Int(Deadline.now.nanoseconds / 1_000_000))
    if needsDevices != (devices != nil) {
      devices =
        needsDevices
        ? try? DeviceWatch(loop, looking: settings.minimumBattery > 0 && !monitor.hasUPower) {
          [unowned self] in update()
        } : nil
    }
    wakeUp.map(loop.cancel)
    wakeUp = nil
    var acted = false
    for order in orders { acted = obey(order, logind, readings) || acted }
    if acted { return update() }
    if let moment = policy.wakeUp {
      let now = Int(Deadline.now.nanoseconds / 1_000_000)
      wake(after: .milliseconds(max(0, moment - now)))
    }
  }

  private func wake(after delay: Duration) {
    wakeUp.map(loop.cancel)
    wakeUp = try? loop.after(delay) { [unowned self] in update() }
  }

  /// - Returns: whether the policy is to be asked again.
  private func obey(_ order: LidPolicy.Order, _ logind: Logind, _ readings: LidReadings) -> Bool {
    switch order {
    case .take:
      if isHolding { return false }
      do throws(Refusal) { try take(settings) } catch {
        policy.lockIsMissing(.refused(error))
      }
    case .release(let obstacle):
      locks.release()
      var sleeps = obstacle.endsInSleep && readings.isCarried
      if sleeps, !suspendsByItself(logind) { sleeps = sleep(.suspend, logind) }
      if !isStarting { tell(.released(obstacle, sleeps: sleeps), deferred: true) }
    case .opened:
      opened(logind)
    case .sleep(let kind):
      if sleep(kind, logind) { tell(.slept(kind)) }
    case .act(let trigger):
      return act(trigger, logind)
    }
    return false
  }

  private func act(_ trigger: LidTrigger, _ logind: Logind) -> Bool {
    let action = LidAction(loop: loop, logind: logind, desktop: desktop)
    let result = action.act(settings.onClose) { [unowned self] result in
      finished(trigger, result)
      update()
    }
    finished(trigger, result)
    return result.hasFailed
  }

  private func finished(_ trigger: LidTrigger, _ result: LidResult) {
    let released =
      result.hasFailed
      && policy.actionFailed(suspends: monitor.logind.map(suspendsByItself) ?? false)
    let closing = LidClosing(trigger, result, released: released)
    lastClose = closing
    tell(.acted(closing))
  }

  private func opened(_ logind: Logind) {
    if settings.onClose == .blank { try? desktop.map(Desktop.init)?.setDark(false) }
    if let line = settings.onOpen {
      _ = LidAction(loop: loop, logind: logind, desktop: desktop).run(line) { [unowned self] in
        if case .commandFailed(_, let code) = $0 { tell(.openCommandFailed(line, code: code)) }
      }
    }
    showPending()
  }

  /// Whether logind itself acts on the closed lid once we let go of it: not where it is set to do
  /// nothing of the kind, nor while somebody else holds the lid.
  private func suspendsByItself(_ logind: Logind) -> Bool {
    guard let decision = try? logind.decision(without: UInt32(getpid())) else { return false }
    return decision.outcome != "nothing" && !LidState.harmless.contains(decision.outcome)
  }

  /// - Returns: whether logind did as it was asked.
  private func sleep(_ kind: SleepKind, _ logind: Logind) -> Bool {
    do throws(DBusError) {
      try logind.sleep(kind)
      return true
    } catch {
      let others = ((try? logind.inhibitorStatuses()) ?? []).filter {
        $0.inhibitor.mode != "delay" && $0.inhibitor.process != getpid()
      }
      let holder =
        others.first { $0.inhibitor.what.contains(.sleep) } ?? others.first(where: \.isOnLid)
      tell(.notSlept(kind, error.message, holder), deferred: true)
      return false
    }
  }

  // MARK: What the user is told

  /// - Parameter deferred: the notification waits until the screen is unlocked.
  private func tell(_ event: LidEvent, deferred: Bool = false) {
    let (log, notification) = words(event)
    try? writeAll(Array("lidctl: \(log)\n".utf8), to: STDERR_FILENO)
    guard let notification else { return }
    guard deferred else {
      desktop.map(Desktop.init)?.notify(notification.title, notification.text)
      return
    }
    if pending.count < 8 { pending.append(notification) }
    showPending()
  }

  /// Shows the notifications that wait, if somebody can see them; else waits for that.
  private func showPending() {
    guard !pending.isEmpty, let logind = monitor.logind, let desktop else { return }
    if let unlock { try? logind.connection.unsubscribe(unlock) }
    unlock = nil
    let session = try? logind.ownSession()
    let isOpen = (try? logind.lidState().closed) == false
    if isOpen, session?.isLocked != true {
      for (title, text) in pending { Desktop(desktop).notify(title, text) }
      pending = []
    } else if let session {
      unlock = try? logind.onChange(of: session) { [unowned self] in showPending() }
    }
  }
}

// MARK: - When logind or the bus comes back

extension LidDaemon {
  /// Whether the system bus is there; to be asked when the loop reports that a bus was lost.
  public var hasSystemBus: Bool { monitor.isConnected }

  /// Connects to the system bus again, for as long as it takes. The descriptor is the lock, and is
  /// kept meanwhile.
  public func reconnect() throws { try monitor.reconnect() }

  /// Handles a logind that is there again: it reads the locks from its files, so that a lock
  /// survives it; only one that is not in its list is taken again.
  private func returned() {
    guard isOn else { return }
    unlock = nil
    if isHolding, let rows = try? monitor.logind?.inhibitors(),
      !rows.contains(where: { $0.process == getpid() && $0.what.contains(.lid) })
    {
      tell(.lockLost)
      locks.release()
      policy.lockIsMissing()
    }
    showPending()
    update()
  }
}
