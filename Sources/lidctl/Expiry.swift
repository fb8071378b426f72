import ArgumentParser
import Glibc
import Login
import System
import Tool

/// When a lock ends by itself.
struct Expiry: ParsableArguments {
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Let go after this time: 90s, 30m, 2h, 1h30m, 1d.", valueName: "duration"))
  var duration: String?

  @Option(
    help: ArgumentHelp("Let go at this time of the day: 18:30, or 18:30:15.", valueName: "time"))
  var until: String?

  @Option(help: ArgumentHelp("Let go when the process of this number ends.", valueName: "pid"))
  var pid: Int32?

  var isEmpty: Bool { duration == nil && until == nil && pid == nil }

  func validate() throws {
    if duration != nil, until != nil {
      throw ValidationError("--for and --until say the same: give one of them.")
    }
    if let duration { _ = try parsing { try TimeParsing.seconds(duration) } }
    if let until { _ = try parsing { try TimeParsing.secondsOfDay(until) } }
    if let pid, pid <= 0 { throw ValidationError("\(pid) is no process's number.") }
  }

  /// When it ends by a clock: a length of time by the one that nobody sets, a time of the day by
  /// the one on the wall.
  enum End {
    case sinceBoot(Int)
    case realTime(Int)
  }

  var end: End? {
    get throws {
      // The second that has begun counts for nothing: rather too long than too short.
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
