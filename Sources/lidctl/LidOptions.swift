import ArgumentParser
import DBus
import Glibc
import Login
import System
import Tool

/// The options that say what the holder shall do.
struct LidOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "lock (verified), blank, nothing, or a command line for /bin/sh.", valueName: "what"),
    completion: .list(["lock", "blank", "nothing"]))
  var onClose: String?

  @Option(
    help: ArgumentHelp(
      """
      CommandRunner only while all of these are so: ac, docked, external-display; with commas between, or \
      given more than once. always: without conditions.
      """, valueName: "conditions"), completion: .conditions)
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Let go on battery below so many percent; 0 for never.", valueName: "percent"))
  var minBattery: Int?

  @Option(
    help: ArgumentHelp(
      "suspend (let the machine sleep after all) or alarm (stay awake and say so).",
      valueName: "policy"),
    completion: .list(LidSettings.IfLockFails.allCases.map(\.rawValue)))
  var ifLockFails: String?

  @OptionGroup var term: Expiry

  func validate() throws {
    _ = try read { try applied(to: LidSettings()) }
  }

  /// `settings` with what was asked for in the place of what was kept.
  func applied(to settings: LidSettings) throws -> LidSettings {
    var entries = settings.lasting.entries
    entries["on-close"] = onClose ?? entries["on-close"]
    if !only.isEmpty { entries["only"] = only.joined(separator: " ") }
    entries["min-battery"] = minBattery.map { String($0) } ?? entries["min-battery"]
    entries["if-lock-fails"] = ifLockFails ?? entries["if-lock-fails"]
    switch try term.end {
    case .sinceBoot(let seconds): entries["until-since-boot"] = String(seconds)
    case .realTime(let seconds): entries["until"] = String(seconds)
    case nil: break
    }
    entries["pid"] = term.pid.map { String($0) }
    return try LidSettings(entries)
  }
}

/// Has the session's holder hold the lid, starting one where there is none.
func keep(_ wishes: LidOptions) throws {
  let settings = try wishes.applied(to: Context.settings())
  let bus = try Context.session()
  // Before the holder starts, which begins with what was kept.
  try Context.configuration.write(settings.lasting.entries)
  let client = LidServiceClient(bus)
  if try !client.isRunning(), try !client.activate(), try !Context.startup().runOnce() {
    try spawn()
  }
  guard try client.appears(within: .seconds(10)) else {
    throw CommandError(
      "the holder did not start: see journalctl --user -e, or run lidctl hold to see why")
  }
  let status = try client.hold(settings)
  let until = settings.end.map { " until \(clock($0))" } ?? ""
  let what = described(settings.onClose)
  if status["holding"] == "yes" {
    try write("closing the lid \(what)\(until)\n")
  } else {
    try write(
      "closing the lid does as before for now: \(visible(status["obstacle"] ?? "")); "
        + "otherwise it \(what)\(until)\n")
  }
}

/// Starts a holder as a plain process, away from the terminal.
private func spawn() throws {
  let program = try String(decoding: target(ofLink: "/proc/self/exe"), as: UTF8.self)
  do throws(Errno) {
    _ = try Child([program, "hold"], input: .none, output: .none, error: .none, ownSession: true)
  } catch {
    throw CommandError("the holder could not be started: \(error)")
  }
}

func described(_ action: LidSettings.OnClose) -> String {
  switch action {
  case .lock: "locks the screen, and nothing else"
  case .blank: "switches the screen off, and nothing else"
  case .nothing: "does nothing"
  case .command(let line): "runs: \(visible(line))"
  }
}

/// A moment as a clock on the wall shows it, with the date unless it is today.
func clock(_ seconds: Int) -> String {
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
