import Interchange
import Login
import System
import Tool

/// A lock and its holder, as commands show them.
extension InhibitorStatus {
  var kinds: String { inhibitor.what.map(\.rawValue).joined(separator: ":") }

  /// For a program: a line with tabs between.
  var line: String {
    let session = self.session.map { counts ? $0 : "\($0) (background)" } ?? "-"
    let age = since.map { "\(max(0, Clock.realTime - $0))s" } ?? "-"
    return [
      kinds, inhibitor.mode, inhibitor.who, inhibitor.why, String(inhibitor.user),
      String(inhibitor.process), inhibitor.command ?? "-", session, age,
    ].map { visible($0) }.joined(separator: "\t") + "\n"
  }

  /// For people.
  var words: String {
    let command =
      inhibitor.command.map { "\($0) \(inhibitor.process)" }
      ?? "process \(inhibitor.process), ended"
    let session =
      self.session.map { "session \($0) \(counts ? "in front" : "in the background")" }
      ?? "no session"
    let age = self.age.map { ", for \($0)" } ?? ""
    return "\(kinds), \(inhibitor.mode): \(inhibitor.who) (\(command)), user \(inhibitor.user), "
      + "\(session)\(age): \(inhibitor.why)"
  }

  /// Whether it keeps the machine from sleeping by itself.
  var keepsAwake: Bool {
    inhibitor.mode != "delay"
      && (inhibitor.what.contains(.sleep) || inhibitor.what.contains(.idle))
  }

  /// Whether it is held for so long that it may have been forgotten: two hours.
  var isLong: Bool { since.map { Clock.realTime - $0 > 2 * 3600 } ?? false }

  /// For how long it is held, at least.
  var age: String? { since.map { Self.rounded(max(0, Clock.realTime - $0)) } }

  /// A length of time in its largest unit.
  private static func rounded(_ seconds: Int) -> String {
    for (length, unit) in [(86400, "d"), (3600, "h"), (60, "min")] where seconds >= length {
      return "\(seconds / length) \(unit)"
    }
    return "\(seconds) s"
  }

  var json: JSON {
    .object([
      ("what", .array(inhibitor.what.map { .string($0.rawValue) })),
      ("mode", .string(inhibitor.mode)), ("who", .string(inhibitor.who)),
      ("why", .string(inhibitor.why)), ("user", .number(Int(inhibitor.user))),
      ("process", .number(Int(inhibitor.process))),
      ("command", inhibitor.command.map { .string($0) } ?? .null),
      ("session", session.map { .string($0) } ?? .null), ("counts", .bool(counts)),
      ("since", since.map { .number($0) } ?? .null),
    ])
  }
}

extension SessionManagerInhibitor {
  var json: JSON {
    .object([
      ("what", .array(what.map { .string($0) })), ("application", .string(application)),
      ("reason", .string(reason)),
    ])
  }
}
