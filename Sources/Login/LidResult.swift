public import DBus
public import System

/// The result of the action for a closed lid.
public enum LidResult: Hashable, Sendable {
  case nothing, blanked, alreadyLocked
  /// Locked by the screen saver of that name, or by the session's own locker.
  case locked(by: String?)
  case notLocked([LockFailure])
  /// Without a session bus there is nobody to ask.
  case notBlanked(DBusError?)
  case commandStarted(String)
  case commandNotStarted(String, Errno)
  case commandFailed(String, code: Int)

  public var hasFailed: Bool {
    switch self {
    case .notLocked, .notBlanked, .commandNotStarted, .commandFailed: true
    default: false
    }
  }

  /// The first of ``fields``, for programs.
  public var code: String { fields[0] }

  /// The form of messages on the bus: a code, and what it is about.
  public var fields: [String] {
    switch self {
    case .nothing: ["nothing"]
    case .blanked: ["blanked"]
    case .alreadyLocked: ["already-locked"]
    case .locked(let by): ["locked"] + (by.map { [$0] } ?? [])
    case .notLocked(let failures): ["not-locked"] + failures.flatMap(\.fields)
    case .notBlanked(let error): ["not-blanked"] + (error?.fields ?? [])
    case .commandStarted(let line): ["command-started", line]
    case .commandNotStarted(let line, let error):
      ["command-not-started", line, String(error.rawValue)]
    case .commandFailed(let line, let code): ["command-failed", line, String(code)]
    }
  }

  /// Reads what ``fields`` wrote.
  public init?(_ fields: [String]) {
    func text(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
    switch fields.first {
    case "nothing": self = .nothing
    case "blanked": self = .blanked
    case "already-locked": self = .alreadyLocked
    case "locked": self = .locked(by: fields.count > 1 ? fields[1] : nil)
    case "not-locked":
      self = .notLocked(
        stride(from: 1, to: fields.count, by: LockFailure.width).compactMap {
          LockFailure(fields[$0...].prefix(LockFailure.width).map { $0 })
        })
    case "not-blanked":
      self = .notBlanked(
        fields.count > 1 ? DBusError(ErrorName(rawValue: text(1)), text(2)) : nil)
    case "command-started": self = .commandStarted(text(1))
    case "command-not-started":
      self = .commandNotStarted(text(1), Errno(rawValue: Int32(text(2)) ?? 0))
    case "command-failed": self = .commandFailed(text(1), code: Int(text(2)) ?? 0)
    default: return nil
    }
  }
}

/// A reason why the screen was not locked.
public enum LockFailure: Hashable, Sendable {
  /// What logind said.
  case logind(String)
  /// Nobody locked the session when logind asked for it.
  case unanswered
  /// A text console is in front, which nobody can lock: its session.
  case console(session: String)
  /// Another user's session is in front, which only that user can lock.
  case otherUser(session: String)
  /// A screen saver did not lock: what it said, if it said anything.
  case saver(String, String)

  /// How many fields each has.
  static let width = 3

  var fields: [String] {
    switch self {
    case .logind(let message): ["logind", message, ""]
    case .unanswered: ["unanswered", "", ""]
    case .console(let session): ["console", session, ""]
    case .otherUser(let session): ["other-user", session, ""]
    case .saver(let name, let message): ["saver", name, message]
    }
  }

  init?(_ fields: [String]) {
    guard fields.count == Self.width else { return nil }
    switch fields[0] {
    case "logind": self = .logind(fields[1])
    case "unanswered": self = .unanswered
    case "console": self = .console(session: fields[1])
    case "other-user": self = .otherUser(session: fields[1])
    case "saver": self = .saver(fields[1], fields[2])
    default: return nil
    }
  }
}

/// The result of a closed lid.
public struct LidClosing: Hashable, Sendable {
  public let trigger: LidTrigger
  public let result: LidResult
  /// Whether the lock was released for it, so that the machine suspends.
  public let released: Bool

  public init(_ trigger: LidTrigger, _ result: LidResult, released: Bool) {
    self.trigger = trigger
    self.result = result
    self.released = released
  }

  /// The form of messages on the bus.
  var fields: [String] { [trigger.rawValue, released ? "released" : "held"] + result.fields }

  init?(_ fields: [String]) {
    guard fields.count > 2, let trigger = LidTrigger(rawValue: fields[0]),
      let result = LidResult(Array(fields[2...]))
    else { return nil }
    self.init(trigger, result, released: fields[1] == "released")
  }
}

/// Something that the lid service tells its user.
public enum LidEvent: Hashable, Sendable {
  case acted(LidClosing)
  /// The lock was released, for now; and whether the machine sleeps for it.
  case released(LidObstacle, sleeps: Bool)
  case ended(byProcess: Int32?)
  case lockLost
  case slept(SleepKind)
  /// logind did not put the machine to sleep: what it said, and who may have kept it from that.
  case notSlept(SleepKind, String, InhibitorStatus?)
  case openCommandFailed(String, code: Int)
  case notRecorded(Refusal)
}
