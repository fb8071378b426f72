public import DBus
import Glibc
public import System

/// Holds the lid for a login session, and does what was chosen when it closes.
///
/// It sleeps until something happens: what changes with a signal is waited for. Only what has none
/// is looked at every second, while it matters.
public final class Holder {
  private let loop: Loop
  private let address: Bus
  private let desktop: Connection
  private let machine: Machine
  /// Kept while the lid is held, so that a holder that died is noticed, and its successor goes on.
  private let record: ChoicesFile

  private var logind: Logind?
  private var watch: Loop.Registration?
  private var locks = Locks()
  private var timers: [Loop.Registration] = []
  private var polling: Loop.Registration?
  /// Nobody tells when the lid closes, so that one must look.
  private var mustLook = false
  /// This closing of the lid has been dealt with.
  private var hasActed = false
  /// The lid was let go of for a screen that did not lock, until it opens again.
  private var gaveUp = false

  public private(set) var choices = Choices()
  /// Why the lid is not held just now, or empty.
  public private(set) var obstacle = ""
  /// What the last closed lid led to.
  public private(set) var lastClose = ""

  /// - Parameters:
  ///   - system: the system bus, which may come and go.
  ///   - desktop: the session's bus, for screen savers and notifications.
  public init(
    loop: Loop, system: Bus, desktop: Connection, record: ChoicesFile, machine: Machine = Machine()
  ) {
    self.loop = loop
    self.address = system
    self.desktop = desktop
    self.record = record
    self.machine = machine
  }

  public static let who = "lidctl"

  public var isHolding: Bool { !locks.isEmpty }

  /// Starts to hold with `choices`, in the place of those before.
  ///
  /// - Throws: ``Refusal`` when it may not; a condition that is not met is no reason.
  public func hold(_ choices: Choices) throws {
    self.choices = choices
    gaveUp = false
    for timer in timers { loop.cancel(timer) }
    timers = []
    if let end = choices.until {
      timers.append(
        try loop.atWallClock(seconds: end) { [unowned self] in over("the time is over") })
    }
    if let process = choices.process {
      let watched: ForeignProcess
      do throws(Errno) {
        watched = try ForeignProcess(process)
      } catch {
        throw Refusal("there is no process \(process) to hold the lid for")
      }
      timers.append(
        loop.on(endOf: watched) { [unowned self] in over("process \(process) has ended") })
    }
    var entries = choices.entries
    entries["holder"] = String(getpid())
    try record.write(entries)
    if logind == nil { try connect() }
    try evaluate()
    try poll()
  }

  /// Lets go, for good.
  public func release() {
    for timer in timers { loop.cancel(timer) }
    timers = []
    polling.map(loop.cancel)
    polling = nil
    locks.release()
    record.remove()
  }

  /// The end by the clock, or with the process: the holder has nothing more to do.
  private func over(_ why: String) {
    say("the lid is let go of: \(why)")
    release()
    loop.stop()
  }

  /// Looks again in a while, where there are no signals: for docks, displays and batteries, and
  /// for the lid with a logind before 257 and no UPower.
  private func poll() throws {
    guard polling == nil, choices.areConditional || mustLook else { return }
    polling = try loop.after(.seconds(1)) { [unowned self] in
      polling = nil
      if choices.areConditional { try? evaluate() }
      try lid()
      try poll()
    }
  }

  /// Takes or lets go of the lock, as things are.
  private func evaluate() throws {
    obstacle = gaveUp ? "the screen could not be locked" : missing()
    if !obstacle.isEmpty {
      if isHolding {
        say("the lid is let go of: \(obstacle)")
        locks.release()
      }
      return
    }
    guard let logind else {
      obstacle = "logind is not there"
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

  /// What keeps the conditions from being met, or nothing.
  private func missing() -> String {
    guard choices.areConditional, let logind else { return "" }
    guard let state = try? logind.lidState() else { return "logind does not answer" }
    if choices.only.contains(.ac), !state.externalPower { return "not on external power" }
    if choices.only.contains(.docked), !state.docked { return "not docked" }
    if choices.only.contains(.externalDisplay), !machine.hasExternalDisplay {
      return "no external display"
    }
    if choices.minimumBattery > 0, !state.externalPower, let percent = machine.battery,
      percent < choices.minimumBattery
    {
      return "the battery is at \(percent) %, below \(choices.minimumBattery) %"
    }
    return ""
  }
}

// MARK: - What logind tells

extension Holder {
  /// Connects to the system bus, and listens to logind; tries again for as long as it takes.
  public func connect() throws {
    if let watch { loop.cancel(watch) }
    watch = nil
    logind = nil
    let connection: Connection
    do throws(Failure) {
      connection = try Connection(address)
      let logind = Logind(connection)
      try connection.onChange(of: Logind.manager, Logind.name, Logind.path) {
        [unowned self] _, _ in try lid()
      }
      try connection.subscribe(
        Match(
          sender: Logind.name, path: Logind.path, interface: Logind.manager,
          member: "PrepareForSleep")
      ) { [unowned self] signal in
        // After a resume the world may be another.
        if signal.values == [.boolean(false)] { try? evaluate() }
      }
      try connection.subscribe(
        Match(
          sender: "org.freedesktop.DBus", interface: "org.freedesktop.DBus",
          member: "NameOwnerChanged", firstArgument: Logind.name)
      ) { [unowned self] signal in
        if signal.values.count == 3, signal.values[2].string?.isEmpty == false { returned() }
      }
      if try logind.announcesLid() {
        mustLook = false
      } else {
        let tells = try UPower.follow(connection) { [unowned self] in
          try? evaluate()
          try lid()
          // Both read the switch, and logind may be the later one.
          try loop.after(.milliseconds(300)) { [unowned self] in try lid() }
        }
        mustLook = !tells
      }
      watch = try connection.attach(to: loop)
      self.logind = logind
    } catch {
      if isHolding || !obstacle.isEmpty {
        try loop.after(.seconds(1)) { [unowned self] in try connect() }
        return
      }
      throw Refusal(
        "the system bus at \(address.address) cannot be reached: \(error.message): is dbus running?"
      )
    }
    if isHolding || !obstacle.isEmpty {
      returned()
      try poll()
    }
  }

  /// Whether the system bus is there still; to be asked when the loop says that a bus was lost.
  public var hasSystemBus: Bool { logind?.connection.isConnected ?? false }

  /// Logind is there again: it has read from its files who holds what, so that a lock outlives it;
  /// only a lock that is not in its list is taken again.
  private func returned() {
    guard let logind else { return }
    if isHolding, let rows = try? logind.inhibitors() {
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
    guard let logind, let state = try? logind.lidState() else { return }
    if !state.closed {
      if hasActed { opened() }
      hasActed = false
    } else if isHolding, !hasActed {
      hasActed = true
      act()
    }
  }

  private func opened() {
    if choices.onClose == .blank { try? Desktop(desktop).setDark(false) }
    if gaveUp {
      gaveUp = false
      hasActed = false
      try? evaluate()
    }
  }

  private func act() {
    switch choices.onClose {
    case .nothing: lastClose = "nothing was to be done"
    case .blank:
      do throws(Failure) {
        try Desktop(desktop).setDark(true)
        lastClose = "the screen went dark"
      } catch {
        lastClose = "the screen could not be switched off: \(error.message)"
        say(lastClose)
      }
    case .command(let line):
      do throws(Errno) {
        let child = try Child(["/bin/sh", "-c", line], input: .none)
        lastClose = "the command was started"
        loop.on(endOf: child) { [unowned self] end in
          if end != .exited(0) {
            lastClose = "the command failed with \(end.code)"
            say("\(lastClose): \(line)")
          }
        }
      } catch {
        lastClose = "the command could not be started: \(error)"
        say(lastClose)
      }
    case .lock: lock()
    }
  }

  private func lock() {
    guard let logind else { return }
    switch ScreenLock(logind, desktop: desktop).lock() {
    case .already: lastClose = "the screen was locked already"
    case .locked(let by): lastClose = "the screen was locked, by \(by)"
    case .failed(let reasons):
      lastClose = "THE SCREEN WAS NOT LOCKED: " + reasons.joined(separator: "; ")
      say(lastClose)
      let suspends = choices.ifLockFails == .suspend
      Desktop(desktop).notify(
        "The screen could not be locked",
        reasons.joined(separator: "; ")
          + (suspends ? ". The machine was let go to sleep instead." : ". It is open to everybody.")
      )
      if suspends {
        // With the lid closed and nobody holding it logind suspends at once.
        gaveUp = true
        obstacle = "the screen could not be locked"
        locks.release()
      }
    }
  }

  /// A line for the journal.
  private func say(_ text: String) {
    try? writeAll(Array("lidctl: \(text)\n".utf8), to: STDERR_FILENO)
  }
}
