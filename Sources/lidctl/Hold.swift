import ArgumentParser
import DBus
import Glibc
import Login
import System
import Tool

/// Runs the lid service; the bus, systemd or `lidctl on` starts it.
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Runs the background service (started by lidctl on).", shouldDisplay: false)

  func run() throws { try Self.serve() }

  /// Holds the lock until told to end.
  static func serve() throws {
    let loop = Loop()
    try loop.on([.terminate, .interrupt, .hangUp]) { _ in loop.stop() }
    let daemon = LidDaemon(
      loop: loop, monitor: LogindMonitor(loop, Context.system), record: Context.record)
    daemon.words = { $0.words }
    let desktop = DesktopLink(loop, daemon)
    // There is one already, which is just as well.
    guard try desktop.connect() else { return }
    do throws(Refusal) {
      try daemon.hold(firstSettings(daemon))
    } catch {
      // The command that had it started asks in a moment, and is told why.
      printError("lidctl", error.description)
      try loop.after(.seconds(5)) {
        if !daemon.isOn { throw CommandError.exit(1) }
      }
    }
    try loop.after(.seconds(1), releaseCodePages)
    try run(loop, daemon, desktop)
    daemon.release()
  }

  /// Returns what was asked for, what a daemon that was killed had, or else the remembered options.
  private static func firstSettings(_ daemon: LidDaemon) throws(Refusal) -> LidSettings {
    if let record = try? Context.record.read(), let settings = try? LidSettings(record),
      !settings.areOver
    {
      if record["requested"] == nil { daemon.tookOver = Clock.realTime }
      return settings
    }
    return try LidSettings(Context.configuration.read() ?? [:])
  }

  /// Runs until told to end: a bus that is lost is waited for, and the lock is kept meanwhile.
  private static func run(_ loop: Loop, _ daemon: LidDaemon, _ desktop: DesktopLink) throws {
    while true {
      do {
        return try loop.run()
      } catch let failure as DBusError where failure.name == .disconnected {
        if !desktop.isConnected {
          try desktop.reconnect()
        } else if !daemon.hasSystemBus {
          try daemon.reconnect()
        } else {
          throw failure
        }
      }
    }
  }
}

/// The service's name on the session bus, requested again when the bus restarts.
private final class DesktopLink {
  /// How long a session may be without its bus before it counts as over.
  private static let patience = Duration.seconds(10)

  private let loop: Loop
  private let daemon: LidDaemon
  private var bus: Connection?
  private var watch: Loop.Registration?
  private var deadline = Deadline.now

  init(_ loop: Loop, _ daemon: LidDaemon) {
    self.loop = loop
    self.daemon = daemon
  }

  /// Whether the bus is there, or is already waited for.
  var isConnected: Bool { bus?.isConnected ?? true }

  /// - Returns: whether the name is ours; if not, another process owns it.
  func connect() throws -> Bool {
    let bus = try Context.session()
    watch = try bus.attach(to: loop)
    self.bus = bus
    daemon.desktop = bus
    return try LidService.export(daemon, on: bus, loop: loop)
  }

  func reconnect() throws {
    watch.map(loop.cancel)
    (bus, daemon.desktop) = (nil, nil)
    deadline = .after(Self.patience)
    try again()
  }

  private func again() throws {
    do {
      if try !connect() {
        // Another process was faster.
        loop.stop()
      }
    } catch {
      guard !deadline.hasPassed else {
        throw CommandError("the session bus is gone, and the session with it")
      }
      try loop.after(.milliseconds(250)) { [unowned self] in try again() }
    }
  }
}
