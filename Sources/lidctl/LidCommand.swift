import DBus
import Glibc
import Login
import System
import Tool

/// The dealings with the lid service that several commands share.
enum LidCommand {
  /// Has the lid service hold the lock, and starts the service if it does not run.
  ///
  /// Everything is checked before anything is changed.
  ///
  /// - Throws: ``NotNow`` if the options are right and remembered, but nothing can be held now.
  static func on(_ options: LidOptions) throws {
    let remembered = try Context.settings()
    let settings = try options.applied(to: remembered)
    if let process = settings.process { try check(process) }
    try checkMachine()
    let client = LidServiceClient(try Context.session())
    if try !isHeld(by: client, settings) {
      do {
        try start(client, settings)
        try client.hold(settings)
      } catch {
        Context.record.remove()
        throw try NotNow(error, remembering: settings)
      }
    }
    let state = try client.state()
    guard state.settings == settings else {
      throw CommandError("the lid service did not take the options: lidctl off, and again")
    }
    try write(said(settings, state) + LockDown.lines.map { $0 + "\n" }.joined())
    let given = try options.applied(to: LidSettings(), isComplete: false).words
    let kept = settings.words.filter { !given.contains($0) }
    if !kept.isEmpty {
      try write(
        "  remembered from before: \(visible(kept.joined(separator: " "))) "
          + "(--defaults starts without)\n")
    }
    try warnOfOthers(client)
    do throws(Refusal) {
      try remember(settings)
    } catch {
      printError("lidctl", "this holds now, but will not be remembered: \(error)")
    }
  }

  /// Gives the options to the service that runs.
  ///
  /// - Returns: false if none does: one that could not hold before ends in a moment, and refuses
  ///   until then.
  private static func isHeld(by client: LidServiceClient, _ settings: LidSettings) throws -> Bool {
    guard try client.isRunning() else { return false }
    do throws(Refusal) {
      try client.hold(settings)
      return true
    } catch {
      guard try client.ends(within: .seconds(1)) else { throw error }
      return false
    }
  }

  /// The machine cannot hold the lid now, as without a login manager; the choice is remembered.
  struct NotNow: Error, CustomStringConvertible {
    let why: String

    /// - Throws: where the choice cannot be remembered either.
    fileprivate init(_ error: any Error, remembering settings: LidSettings) throws {
      why = (error as? CommandError)?.message ?? String(describing: error)
      do throws(Refusal) {
        try LidCommand.remember(settings)
      } catch {
        throw CommandError("\(why); nor can the choice be remembered: \(error)")
      }
    }

    var description: String { "\(why); the choice is remembered for the next lidctl on" }
  }

  private static func remember(_ settings: LidSettings) throws(Refusal) {
    try Context.configuration.write(settings.lasting.entries)
  }

  private static func said(_ settings: LidSettings, _ state: LidServiceState) -> String {
    let until = settings.end.map { " until \(clock($0))" } ?? ""
    let what = described(settings)
    guard let obstacle = state.obstacle else { return "closing the lid \(what)\(until)\n" }
    return "inactive now (\(obstacle.words)); once active, closing the lid \(what)\(until)\n"
  }

  private static func check(_ process: Int32) throws {
    do throws(Errno) { _ = try ProcessHandle(process) } catch {
      guard error == .noSuchProcess else { return }
      throw CommandError("there is no process \(process) to hold the lock for")
    }
  }

  /// Refuses where the lock would have no effect.
  private static func checkMachine() throws {
    if geteuid() == 0,
      nonEmptyEnvironment("SUDO_UID") != nil || nonEmptyEnvironment("PKEXEC_UID") != nil
    {
      throw CommandError("the lid service belongs to your session: run lidctl without sudo")
    }
    // Where logind itself does not answer, that is what there is to say.
    if !Sysfs().hasLid, let logind = try? Context.logind(), (try? logind.decision()) != nil,
      !logind.hasLid()
    {
      throw CommandError(
        "this machine has no lid that the kernel knows of: there is nothing to hold")
    }
  }

  /// Names other programs that act on the lid.
  private static func warnOfOthers(_ client: LidServiceClient) throws {
    guard let logind = try? Context.logind(),
      let decision = try? logind.decision(without: client.process())
    else { return }
    if let name = decision.otherHandler {
      printError(
        "lidctl",
        "\(name) handles the lid, too, and may suspend: set its lid action to do nothing")
    }
  }

  private static func start(_ client: LidServiceClient, _ settings: LidSettings) throws {
    // The service begins with what is asked for, not with what was remembered.
    var entries = settings.entries
    entries["requested"] = "yes"
    try? Context.record.write(entries)
    if try !client.activate(), try !Context.autostart().runOnce() { try spawn() }
    guard try client.appears(within: .seconds(10)) else {
      Context.record.remove()
      throw CommandError(
        "the lid service did not start: see journalctl --user -e, or run lidctl hold to see why")
    }
  }

  /// Starts the service as a plain process, away from the terminal.
  private static func spawn() throws {
    guard let program = Program.own else { throw CommandError("lidctl itself has been deleted") }
    do throws(Errno) {
      _ = try Child([program, "hold"], input: .none, output: .none, error: .none, ownSession: true)
    } catch {
      throw CommandError("the lid service could not be started: \(error)")
    }
  }

  /// Has the lid service release the lock; without one there is nothing to do.
  static func off(yes: Bool) throws {
    let client = LidServiceClient(try Context.session())
    guard try client.isRunning() else {
      Context.record.remove()
      try write("the lid lock was not held\n")
      return
    }
    if !yes, let logind = try? Context.logind(), let state = try? logind.lidState(), state.closed,
      let decision = try? logind.decision(without: client.process()),
      decision.outcome != "nothing"
    {
      throw CommandError(
        "the lid is closed, and logind would \(decision.outcome) at once: open it first, or say "
          + "lidctl off --yes")
    }
    try client.release()
    try write("closing the lid follows the system setting again\n")
  }

  /// Returns what closing the lid does.
  static func described(_ settings: LidSettings) -> String {
    switch settings.onClose {
    case .lock where LockDown.isOnHere == true:
      switch settings.ifLockFails {
      case .suspend: "cannot lock the screen, and follows the system setting"
      case .alarm: "cannot lock the screen, and leaves it open"
      }
    case .lock: "locks the screen, and nothing else"
    case .blank: "switches the screen off, and nothing else"
    case .nothing: "does nothing"
    case .command(let line): "runs: \(visible(line))"
    }
  }

  /// A moment as a clock on the wall shows it, with the date unless it is today.
  static func clock(_ seconds: Int) -> String {
    func parts(_ seconds: Int) -> (date: String, time: String) {
      var moment = seconds
      var local = unsafe tm()
      _ = unsafe localtime_r(&moment, &local)
      func two(_ number: CInt) -> String { number < 10 ? "0\(number)" : "\(number)" }
      return unsafe (
        "\(local.tm_year + 1900)-\(two(local.tm_mon + 1))-\(two(local.tm_mday))",
        "\(two(local.tm_hour)):\(two(local.tm_min))"
      )
    }
    let then = parts(seconds)
    return then.date == parts(Clock.realTime).date ? then.time : "\(then.date) \(then.time)"
  }
}
