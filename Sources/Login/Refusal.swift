public import DBus
public import System

/// The reason why something about the login session could not be done.
public enum Refusal: Error, Hashable, Sendable {
  case notADuration(String)
  case notATimeOfDay(String)
  /// No kind of lock has that name.
  case unknownKind(String)
  case unknownCondition(String)
  /// The words of conditions that never hold at the same time.
  case neverTogether([String])
  /// A value that an option of ``LidSettings`` cannot have.
  case badValue(String, option: String)
  /// A file.
  case unreadable(String, Errno)
  case unwritable(String, Errno)
  case notRemoved(String, Errno)
  /// The lid service's unit was to be disabled, and is not: the service manager's reason. Without one it
  /// is enabled for all users.
  case stillEnabled(DBusError?)
  /// No process has that ID.
  case noProcess(Int32)
  /// The kernel gives no timer.
  case noTimer(Errno)
  /// The system bus cannot be reached.
  case noBus(address: String, DBusError)
  /// logind did not answer as it should.
  case logind(DBusError)
  /// logind did not give a lock.
  case inhibit(InhibitWhat, InhibitMode, DBusError)
  /// The lid service did not answer as it should.
  case service(DBusError)
}

extension Refusal {
  /// polkit does not allow it to a process outside the login session.
  public var isForbidden: Bool {
    guard case .inhibit(_, _, let error) = self else { return false }
    return error.name == .accessDenied
  }

  /// The polkit action that a lock takes.
  public static func action(for kind: InhibitWhat, _ mode: InhibitMode) -> String {
    "org.freedesktop.login1.inhibit-"
      + (kind.rawValue.hasPrefix("handle-") ? "" : (mode == .delay ? "delay-" : "block-"))
      + kind.rawValue
  }

  /// The first of ``fields``, for programs.
  public var code: String { fields[0] }

  /// The form of messages on the bus: a code, and what it is about.
  public var fields: [String] {
    switch self {
    case .notADuration(let text): ["not-a-duration", text]
    case .notATimeOfDay(let text): ["not-a-time-of-day", text]
    case .unknownKind(let word): ["unknown-kind", word]
    case .unknownCondition(let word): ["unknown-condition", word]
    case .neverTogether(let words): ["never-together"] + words
    case .badValue(let value, let option): ["bad-value", value, option]
    case .unreadable(let path, let error): ["unreadable", path, String(error.rawValue)]
    case .unwritable(let path, let error): ["unwritable", path, String(error.rawValue)]
    case .notRemoved(let path, let error): ["not-removed", path, String(error.rawValue)]
    case .stillEnabled(let error): ["still-enabled"] + (error?.fields ?? [])
    case .noProcess(let number): ["no-process", String(number)]
    case .noTimer(let error): ["no-timer", String(error.rawValue)]
    case .noBus(let address, let error): ["no-bus", address] + error.fields
    case .logind(let error): ["logind"] + error.fields
    case .inhibit(let kind, let mode, let error):
      ["inhibit", kind.rawValue, mode.rawValue] + error.fields
    case .service(let error): ["service"] + error.fields
    }
  }

  /// Reads what ``fields`` wrote.
  public init?(_ fields: [String]) {
    guard let code = fields.first else { return nil }
    let data = fields.dropFirst()
    func text(_ index: Int) -> String { index < data.count ? data[index + 1] : "" }
    func errno(_ index: Int) -> Errno { Errno(rawValue: Int32(text(index)) ?? 0) }
    func failure(_ index: Int) -> DBusError {
      DBusError(ErrorName(rawValue: text(index)), text(index + 1))
    }
    switch code {
    case "not-a-duration": self = .notADuration(text(0))
    case "not-a-time-of-day": self = .notATimeOfDay(text(0))
    case "unknown-kind": self = .unknownKind(text(0))
    case "unknown-condition": self = .unknownCondition(text(0))
    case "never-together": self = .neverTogether(Array(data))
    case "bad-value": self = .badValue(text(0), option: text(1))
    case "unreadable": self = .unreadable(text(0), errno(1))
    case "unwritable": self = .unwritable(text(0), errno(1))
    case "not-removed": self = .notRemoved(text(0), errno(1))
    case "still-enabled": self = .stillEnabled(data.isEmpty ? nil : failure(0))
    case "no-process":
      guard let number = Int32(text(0)) else { return nil }
      self = .noProcess(number)
    case "no-timer": self = .noTimer(errno(0))
    case "no-bus": self = .noBus(address: text(0), failure(1))
    case "logind": self = .logind(failure(0))
    case "inhibit":
      self = .inhibit(
        InhibitWhat(rawValue: text(0)), InhibitMode(rawValue: text(1)), failure(2))
    case "service": self = .service(failure(0))
    default: return nil
    }
  }
}

extension DBusError {
  var fields: [String] { [name.rawValue, message] }
}

extension ErrorName {
  /// A suspend or shutdown runs already.
  public static let operationInProgress = ErrorName(
    rawValue: "org.freedesktop.login1.OperationInProgress")
}
