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
  let bus = try World.session()
  let holder = Holder(loop: loop, system: World.system, desktop: bus, record: World.record)
  try bus.attach(to: loop)
  // There is one already, which is just as well.
  guard try HolderService.offer(holder, on: bus, loop: loop) else { return }
  do {
    try holder.hold(try beginning())
  } catch let refusal as Refusal {
    // Whoever had it started asks in a moment, and is told why.
    complain("lidctl", refusal.description)
    try loop.after(.seconds(5)) {
      if !holder.isHolding { throw Exit(1) }
    }
  }
  try loop.after(.seconds(1), giveBackCode)
  try serve(loop, holder, bus)
  holder.release()
}

/// What a holder that was killed had, or else what the user chose last.
private func beginning() throws -> Choices {
  if let record = try? World.record.read(), let choices = try? Choices(record) {
    let isOver =
      choices.until.map { $0 <= time(nil) } ?? false
      || choices.process.map { kill($0, 0) != 0 && Errno.last == .noSuchProcess } ?? false
    if !isOver { return choices }
  }
  return try World.choices()
}

/// Runs until told to end; without the system bus it goes on, without the session's it ends.
private func serve(_ loop: Loop, _ holder: Holder, _ bus: Connection) throws {
  while true {
    do {
      return try loop.run()
    } catch let failure as Failure where failure.name == .disconnected {
      guard bus.isConnected else {
        throw Problem("the session bus is gone, and the session with it")
      }
      guard !holder.hasSystemBus else { throw failure }
      // The descriptor is the lock, and is held on.
      try holder.connect()
    }
  }
}
