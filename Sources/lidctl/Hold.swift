import ArgumentParser
import DBus
import Glibc
import Login
import System
import Tool

/// The holder itself, which the bus, systemd or `lidctl on` starts.
struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Be the holder, until told to end; lidctl on starts it.", shouldDisplay: false)

  func run() throws { try serve() }
}

/// Holds the lid until told to end.
func serve() throws {
  let loop = Loop()
  try loop.on([.terminate, .interrupt, .hangUp]) { _ in loop.stop() }
  let holder = LidDaemon(loop: loop, system: Context.system, desktop: nil, record: Context.record)
  let desktop = DesktopLink(loop, holder)
  // There is one already, which is just as well.
  guard try desktop.connect() else { return }
  do {
    try holder.hold(try beginning(holder))
  } catch let refusal as Refusal {
    // Whoever had it started asks in a moment, and is told why.
    printError("lidctl", refusal.description)
    try loop.after(.seconds(5)) {
      if !holder.isHolding { throw CommandError.exit(1) }
    }
  }
  try loop.after(.seconds(1), releaseCodePages)
  try serve(loop, holder, desktop)
  holder.release()
}

/// What a holder that was killed had, or else what the user chose last.
private func beginning(_ holder: LidDaemon) throws -> LidSettings {
  if let record = try? Context.record.read(), let settings = try? LidSettings(record),
    !settings.areOver
  {
    holder.tookOver = Clock.realTime
    return settings
  }
  return try Context.settings()
}

/// Runs until told to end: a bus that is lost is waited for, and the lock is held on meanwhile.
private func serve(_ loop: Loop, _ holder: LidDaemon, _ desktop: DesktopLink) throws {
  while true {
    do {
      return try loop.run()
    } catch let failure as DBusError where failure.name == .disconnected {
      if !desktop.isConnected {
        try desktop.reconnect()
      } else if !holder.hasSystemBus {
        try holder.reconnect()
      } else {
        throw failure
      }
    }
  }
}

/// The holder's place on the session's bus, taken again when the bus restarts.
private final class DesktopLink {
  /// How long a session may be without its bus before it counts as over.
  private static let patience = Duration.seconds(10)

  private let loop: Loop
  private let holder: LidDaemon
  private var bus: Connection?
  private var watch: Loop.Registration?
  private var deadline = Deadline.now

  init(_ loop: Loop, _ holder: LidDaemon) {
    self.loop = loop
    self.holder = holder
  }

  /// Whether the bus is there, or is waited for already.
  var isConnected: Bool { bus?.isConnected ?? true }

  /// - Returns: whether the name is ours; if not, another holder has it.
  func connect() throws -> Bool {
    let bus = try Context.session()
    watch = try bus.attach(to: loop)
    self.bus = bus
    holder.desktop = bus
    return try LidService.offer(holder, on: bus, loop: loop)
  }

  func reconnect() throws {
    watch.map(loop.cancel)
    (bus, holder.desktop) = (nil, nil)
    deadline = .after(Self.patience)
    try again()
  }

  private func again() throws {
    do {
      if try !connect() {
        // Somebody was faster, and holds from here on.
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
