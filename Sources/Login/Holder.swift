public import DBus
import Glibc
public import System

/// Holds the lid for a login session, and does what was chosen when it closes.
///
/// It sleeps until something happens: of all that matters it is told.
public final class Holder {
  private let loop: Loop
  private let machine: Machine
  private let link: LogindLink
  /// Kept while the lid is held, so that a holder that died is noticed, and its successor goes on.
  private let record: ChoicesFile
  /// The session's bus, for screen savers and notifications; it may come and go.
  public var desktop: Connection?

  private var locks = Locks()
  private var timers: [Loop.Registration] = []
  private var watch: ConditionWatch?
  /// This closing of the lid has been dealt with.
  private var hasActed = false
  /// The lid was let go of for a screen that did not lock, until it opens again.
  private var gaveUp = false

  public private(set) var choices = Choices()
  /// Why the lid is not held just now, or empty.
  public private(set) var obstacle = ""
  /// What the last closed lid led to.
  public private(set) var lastClose = ""
  /// When this holder took over from one that ended without letting go, in seconds since 1970.
  public var tookOver: Int?

  /// - Parameters:
  ///   - system: the system bus, which may come and go.
  public init(
    loop: Loop, system: Bus, desktop: Connection?, record: ChoicesFile,
    machine: Machine = Machine()
  ) {
    self.loop = loop
    self.desktop = desktop
    self.record = record
    self.machine = machine
    link = LogindLink(loop, system)
    link.lid = { [unowned self] in try lid() }
    link.power = { [unowned self] in if choices.areConditional { try watch?.look() } }
    link.returned = { [unowned self] in returned() }
  }

  public static let who = "lidctl"

  public var isHolding: Bool { !locks.isEmpty }

  /// Whether it holds the lid, or waits until it may.
  private var isOn: Bool { isHolding || !obstacle.isEmpty }

  /// Starts to hold with `choices`, in the place of those before.
  ///
  /// - Throws: ``Refusal`` when it may not; a condition that is not met is no reason.
  public func hold(_ choices: Choices) throws {
    self.choices = choices
    gaveUp = false
    try setTimers()
    var entries = choices.entries
    entries["holder"] = String(getpid())
    try record.write(entries)
    if link.logind == nil { try link.connect() }
    link.followsCharge = choices.minimumBattery > 0
    watch = nil
    if choices.areConditional {
      watch = try? ConditionWatch(
        loop, looking: choices.minimumBattery > 0 && !link.hasUPower
      ) { [unowned self] in try? evaluate() }
    }
    try evaluate()
  }

  private func setTimers() throws {
    for timer in timers { loop.cancel(timer) }
    timers = []
    let over = { [unowned self] in self.over("the time is over") }
    if let end = choices.until { timers.append(try loop.atWallClock(seconds: end, over)) }
    if let end = choices.untilSinceBoot { timers.append(try loop.sinceBoot(seconds: end, over)) }
    guard let process = choices.process else { return }
    let watched: ProcessHandle
    do throws(Errno) {
      watched = try ProcessHandle(process)
    } catch {
      throw Refusal("there is no process \(process) to hold the lid for")
    }
    timers.append(
      loop.on(endOf: watched) { [unowned self] in self.over("process \(process) has ended") })
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
  private func evaluate() throws {
    let before = obstacle
    guard let logind = link.logind else {
      obstacle = "logind is not there"
      return
    }
    let conditions = Conditions(choices: choices, machine: machine)
    do throws(Failure) {
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
      do {
        locks = try logind.inhibit(
          all: [.lid], who: Self.who, why: "closing the lid: \(choices.onClose.text)")
      } catch {
        obstacle = error.description
        throw error
      }
    }
    try lid()
  }

  /// Who walks away from a closed laptop must know that it does not stay awake any more.
  private func warn(_ why: String) {
    desktop.map(Desktop.init)?.notify("The lid is let go of", "Closing it does as before: \(why).")
  }
}

// MARK: - What logind tells

extension Holder {
  /// Whether the system bus is there still; to be asked when the loop says that a bus was lost.
  public var hasSystemBus: Bool { link.isConnected }

  /// Connects to the system bus again, for as long as it takes. The descriptor is the lock, and is
  /// held on meanwhile.
  public func reconnect() throws { try link.reconnect() }

  /// Logind is there again: it has read from its files who holds what, so that a lock outlives it;
  /// only a lock that is not in its list is taken again.
  private func returned() {
    guard isOn else { return }
    try? lid()
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
  private func lid() throws {
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
    if choices.onClose == .blank { try? desktop.map(Desktop.init)?.setDark(false) }
    if gaveUp {
      gaveUp = false
      hasActed = false
      try? evaluate()
    }
  }

  private func act(_ logind: Logind) {
    let tell = { [unowned self] (result: ClosedLid.Result) in
      lastClose = result.words
      say("the lid has closed: \(result.words)")
    }
    let result = ClosedLid(loop: loop, logind: logind, desktop: desktop)
      .act(choices, later: tell)
    tell(result)
    if result.isOpen, choices.ifLockFails == .suspend {
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
