import ArgumentParser
import DBus
import Glibc
import Login
import System
import Tool

/// Tries whether the lid and the lock do what they should on this machine.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Tries the lid switch and the screen lock, and shows what would happen when.",
    discussion: """
      Shows what closing the lid does on battery, on external power and docked; asks you to close \
      and open the lid (its lock is held meanwhile, so that nothing suspends); and at last locks the \
      screen, and checks that it is locked. Exit code 0 if all of it works, 1 if not.

      Examples:
        lidctl test
        lidctl test --no-lock              only the table and the switch
        lidctl test --no-switch --no-lock  only the table
      """)

  @Flag(help: "Do not ask for the lid to be closed.")
  var noSwitch = false

  @Flag(help: "Do not lock the screen.")
  var noLock = false

  @Option(help: ArgumentHelp("How long to wait for the lid.", valueName: "duration"))
  var timeout = "30s"

  func validate() throws { _ = try parsing { try TimeParsing.seconds(timeout) } }

  func run() throws {
    let logind = try Context.logind()
    var works = try table(logind)
    if !noSwitch { works = try tryTheSwitch(logind) && works }
    if !noLock { works = try tryTheLock(logind) && works }
    if !works { throw CommandError.exit(1) }
  }

  /// - Returns: whether there is a lid at all.
  private func table(_ logind: Logind) throws -> Bool {
    let state: LidState
    let locks: [InhibitorStatus]
    do throws(DBusError) {
      state = try logind.lidState()
      locks = try logind.inhibitorStatuses()
    } catch {
      throw CommandError("\(Refusal.logind(error))")
    }
    let hasLid = logind.hasLid()
    let configuration = LogindConfiguration()
    let service = try LidServiceReport(locks)
    // Where the service lets go of the lid, its lock is not there.
    let others =
      service.isKnown ? locks.filter { $0.inhibitor.process != service.process } : locks
    let battery = Sysfs().battery
    for (name, docked, power) in [
      ("on battery", false, false), ("on external power", false, true), ("docked", true, true),
    ] {
      var imagined = state
      imagined.docked = docked
      imagined.externalPower = power
      let decision = LidDecision(
        imagined, hasLid: hasLid,
        // GNOME's lock for a monitor is not there without one.
        locks: others.filter { docked || $0.inhibitor.lidHolder != .passing },
        ignoresSleepLocks: configuration.boolean("LidSwitchIgnoreInhibited") ?? true)
      let outcome =
        if let name = decision.otherHandler {
          "\(name) decides"
        } else if let answer = service.outcome(
          docked: docked, externalPower: power, battery: battery)
        {
          answer
        } else {
          decision.outcome
        }
      try write("\(name): \(outcome)\n")
    }
    if !hasLid { try write("lid: this machine has none that the kernel knows of\n") }
    return hasLid
  }

  private func tryTheSwitch(_ logind: Logind) throws -> Bool {
    let locks: InhibitorLocks
    do throws(Refusal) {
      locks = try logind.inhibit(all: [.lid], who: "lidctl test", why: "the lid is tried")
    } catch {
      try write("lid: not tried: \(error)\n")
      return false
    }
    defer { locks.release() }
    guard try wait(logind, "close the lid now", until: true),
      try wait(logind, "open the lid now", until: false)
    else {
      try write("lid: logind did not see it move\n")
      return false
    }
    try write("lid: it moves, and logind sees it\n")
    return true
  }

  /// Waits for the lid, and counts the seconds down on a terminal.
  private func wait(_ logind: Logind, _ words: String, until closed: Bool) throws -> Bool {
    let seconds = try TimeParsing.seconds(timeout)
    let isTerminal = isatty(STDERR_FILENO) == 1
    if !isTerminal { printError("lidctl", words) }
    defer { if isTerminal { try? writeAll(Array("\r\u{1b}[K".utf8), to: STDERR_FILENO) } }
    let deadline = Deadline.after(.seconds(seconds))
    var shown = -1
    while !deadline.hasPassed {
      if let state = try? logind.lidState(), state.closed == closed { return true }
      let left = Int(deadline.remaining.components.seconds)
      if isTerminal, left != shown {
        shown = left
        try? writeAll(Array("\r\(words) (\(left) s) \u{1b}[K".utf8), to: STDERR_FILENO)
      }
      sleep(for: .milliseconds(100))
    }
    return false
  }

  private func tryTheLock(_ logind: Logind) throws -> Bool {
    switch ScreenLock(logind, desktop: try? Context.session()).lock() {
    case .already: try write("screen: it is locked already\n")
    case .locked(let by): try write("screen: it locks, by \(visible(by ?? LidResult.ownLocker))\n")
    case .failed(let failures):
      let reasons = failures.map(\.words).joined(separator: "; ")
      try write("screen: IT DOES NOT LOCK: \(visible(reasons))\n")
      return false
    }
    return true
  }
}
