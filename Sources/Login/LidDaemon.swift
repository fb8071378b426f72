public import DBus
import Glibc
public import System

/// Holds the lid for a login session, and does what was chosen when it closes.
///
/// It sleeps until something happens: of all that matters it is told.
public final class LidDaemon {
  private let loop: Loop
  private let machine: Sysfs
  private let link: LogindMonitor
  /// Kept while the lid is held, so that a holder that died is noticed, and its successor goes on.
  private let record: KeyValueFile
  /// The session's bus, for screen savers and notifications; it may come and go.
  public var desktop: Connection?

  private var locks = InhibitorLocks()
  private var timers: [Loop.Registration] = []
  private var watch: ConditionWatch?
  /// This closing of the lid has been dealt with.
  private var hasActed = false
  /// The lid was let go of for a screen that did not lock, until it opens again.
  private var gaveUp = false

  public private(set) var settings = LidSettings()
  /// Why the lid is not held just now, or empty.
  public private(set) var obstacle = ""
  /// What the last closed lid led to.
  public private(set) var lastClose = ""
  /// When this holder took over from one that ended without letting go, in seconds since 1970.
  public var tookOver: Int?

  /// - Parameters:
  ///   - system: the system bus, which may come and go.
  public init(
    loop: Loop, system: Bus, desktop: Connection?, record: KeyValueFile,
    machine: Sysfs = Sysfs()
  ) {
    self.loop = loop
    self.desktop = desktop
    self.record = record
    self.machine = machine
    link = LogindMonitor(loop, system)
    link.lid = { [unowned self] in lid() }
    link.power = { [unowned self] in if settings.areConditional { try? watch?.look() } }
    link.returned = { [unowned self] in returned() }
  }

  public static let who = "lidctl"

  public var isHolding: Bool { !locks.isEmpty }

  /// Whether it holds the lid, or waits until it may.
  private var isOn: Bool { isHolding || !obstacle.isEmpty }

  /// Starts to hold with `settings`, in the place of those before.
  ///
  /// - Throws: ``Refusal`` when it may not; a condition that is not met is no reason.
  public func hold(_ settings: LidSettings) throws(Refusal) {
    self.settings = settings
    gaveUp = false
    try setTimers()
    var entries = settings.entries
    entries["holder"] = String(getpid())
    try record.write(entries)
    if link.logind == nil { try link.connect() }
    link.followsCharge = settings.minimumBattery > 0
    watch = nil
    if settings.areConditional {
      watch = try? ConditionWatch(
        loop, looking: settings.minimumBattery > 0 && !link.hasUPower
      ) { [unowned self] in try? evaluate() }
    }
    try evaluate()
  }

  private func setTimers() throws(Refusal) {
    for timer in timers { loop.cancel(timer) }
    timers = []
    do throws(Errno) {
      try setClocks()
    } catch {
      throw Refusal("the kernel gives no timer: \(error)")
    }
    guard let process = settings.process else { return }
    let watched: ProcessHandle
    do throws(Errno) {
      watched = try ProcessHandle(process)
    } catch {
      throw Refusal("there is no process \(process) to hold the lid for")
    }
    timers.append(
      loop.on(endOf: watched) { [unowned self] in self.over("process \(process) has ended") })
  }

  private func setClocks() throws(Errno) {
    let over = { [unowned self] in self.over("the time is over") }
    if let end = settings.until { timers.append(try loop.atWallClock(seconds: end, over)) }
    if let end = settings.untilSinceBoot { timers.append(try loop.sinceBoot(seconds: end, over)) }
  }

  /// Lets go, for good.
  public func release() {
    for timer in timers { loop.cancel(timer) }
    timers = []
    watch = nil
    obstacle = ""
    locks.release()
    // Another holder's, where that was faster than this one, stays.
    if (try? record.read())?["holder"] == String(getpid()) { record.remove() }
  }

  /// The end by the clock, or with the process: the holder has nothing more to do.
  private func over(_ why: String) {
    say("the lid is let go of: \(why)")
    release()
    loop.stop()
  }

  /// Takes or lets go of the lock, as things are.
  private func evaluate() throws(Refusal) {
    let before = obstacle
    guard let logind = link.logind else {
      obstacle = "logind is not there"
      return
    }
    let conditions = Conditions(settings: settings, machine: machine)
    do throws(DBusError) {
      obstacle =
        gaveUp ? "the screen could not be locked" : try conditions.obstacle(logind)
    } catch {
      // Nothing is known, and so nothing is changed: it says more once it is there again.
      if !isHolding { obstacle = "logind does not answer" }
      return
    }
    if !obstacle.isEmpty {
      if isHolding {
        say("the lid is let go of: \(obstacle)")
        locks.release()
        if before.isEmpty, conditions.isBatteryLow { warn(obstacle) }
      }
      return
    }
    if !isHolding {
      do throws(Refusal) {
        locks = try logind.inhibit(
          all: [.lid], who: Self.who, why: "closing the lid: \(settings.onClose.text)")
      } catch {
        obstacle = error.description
        throw error
      }
    }
    lid()
  }

  /// Who walks away from a closed laptop must know that it does not stay awake any more.
  private func warn(_ why: String) {
    desktop.map(Desktop.init)?.notify("The lid is let go of", "Closing it does as before: \(why).")
  }
}

// MARK: - What logind tells

extension LidDaemon {
  /// Whether the system bus is there still; to be asked when the loop says that a bus was lost.
  public var hasSystemBus: Bool { link.isConnected }

  /// Connects to the system bus again, for as long as it takes. The descriptor is the lock, and is
  /// held on meanwhile.
  public func reconnect() throws { try link.reconnect() }

  /// Logind is there again: it has read from its files who holds what, so that a lock outlives it;
  /// only a lock that is not in its list is taken again.
  private func returned() {
    guard isOn else { return }
    lid()
    if isHolding, let rows = try? link.logind?.inhibitors() {
      let own = rows.contains { $0.process == getpid() && $0.what.contains(.lid) }
      if !own {
        say("logind has lost the lock; it is taken again")
        locks.release()
      }
    }
    try? evaluate()
  }

  /// Looks at the lid, and acts when it has closed.
  private func lid() {
    guard let logind = link.logind, let state = try? logind.lidState() else { return }
    if !state.closed {
      if hasActed { opened() }
      hasActed = false
    } else if isHolding, !hasActed {
      hasActed = true
      act(logind)
    }
  }

  private func opened() {
    if settings.onClose == .blank { try? desktop.map(Desktop.init)?.setDark(false) }
    if gaveUp {
      gaveUp = false
      hasActed = false
      try? evaluate()
    }
  }

  private func act(_ logind: Logind) {
    let tell = { [unowned self] (result: LidAction.Result) in
      lastClose = result.words
      say("the lid has closed: \(result.words)")
    }
    let result = LidAction(loop: loop, logind: logind, desktop: desktop)
      .act(settings, later: tell)
    tell(result)
    if result.isOpen, settings.ifLockFails == .suspend {
      // With the lid closed and nobody holding it logind suspends at once.
      gaveUp = true
      obstacle = "the screen could not be locked"
      locks.release()
    }
  }

  /// A line for the journal.
  private func say(_ text: String) {
    try? writeAll(Array("lidctl: \(text)\n".utf8), to: STDERR_FILENO)
  }
}
