import ArgumentParser
import Glibc
import Login
import System
import Tool

/// The options for when a lock ends by itself.
struct Expiry: ParsableArguments {
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Release the lock after this time: 90s, 30m, 2h, 1h30m, 1d.", valueName: "duration"))
  var duration: String?

  @Option(
    help: ArgumentHelp(
      "Release the lock at this time of day: 18:30, or 18:30:15.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp("Release the lock when the process with this ID ends.", valueName: "pid"))
  var pid: Int32?

  var isEmpty: Bool { duration == nil && until == nil && pid == nil }

  func validate() throws {
    if duration != nil, until != nil {
      throw ValidationError("--for and --until say the same: give one of them.")
    }
    if let duration { _ = try parsing { try TimeParsing.seconds(duration) } }
    if let until { _ = try parsing { try TimeParsing.secondsOfDay(until) } }
    if let pid, pid <= 0 { throw ValidationError("\(pid) is no process ID.") }
  }

  /// The end by a clock: a duration by the time since boot, a time of day by the wall clock.
  enum End {
    case sinceBoot(Int)
    case realTime(Int)
  }

  var end: End? {
    get throws {
      // Rounded up to a whole second.
      if let duration {
        return .sinceBoot(Clock.bootTime + 1 + (try TimeParsing.seconds(duration)))
      }
      guard let until else { return nil }
      return .realTime(try Self.next(TimeParsing.secondsOfDay(until), after: Clock.realTime))
    }
  }

  /// The next time that a clock on the wall shows `seconds` after midnight.
  private static func next(_ seconds: Int, after now: Int) throws -> Int {
    var local = unsafe tm()
    for day in 0...2 {
      var moment = now
      _ = unsafe localtime_r(&moment, &local)
      unsafe local.tm_mday += CInt(day)
      unsafe local.tm_hour = CInt(seconds / 3600)
      unsafe local.tm_min = CInt(seconds / 60 % 60)
      unsafe local.tm_sec = CInt(seconds % 60)
      // The library finds out whether summer time is on then.
      unsafe local.tm_isdst = -1
      let candidate = unsafe mktime(&local)
      if candidate > now { return candidate }
    }
    throw CommandError("the clock's time zone makes no sense")
  }
}

/// Turns what the library refuses into what ArgumentParser says.
func parsing<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let refusal as Refusal {
    throw ValidationError(refusal.description)
  }
}
