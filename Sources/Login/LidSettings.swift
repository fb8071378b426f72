import System

/// What the holder shall do: which of it, when, and until when.
///
/// Its form outside, in a file and over D-Bus, is a dictionary of texts.
public struct LidSettings: Hashable, Sendable {
  /// What happens when the lid closes.
  public enum OnClose: Hashable, Sendable {
    /// The screen is locked, and that is verified.
    case lock
    /// The screen goes dark, unlocked.
    case blank
    case nothing
    /// A line for `/bin/sh`.
    case command(String)
  }

  /// What must be the case for the lid to be held.
  public enum Condition: String, Hashable, Sendable, CaseIterable {
    /// On external power.
    case ac
    /// In a dock, or with an external display, as logind sees it.
    case docked
    case externalDisplay = "external-display"
  }

  /// What happens when the screen could not be locked.
  public enum IfLockFails: String, Hashable, Sendable, CaseIterable {
    /// The lid is let go of, so that logind suspends: rather asleep than open.
    case suspend
    /// The machine stays awake, and says so.
    case alarm
  }

  public var onClose = OnClose.lock
  /// All of them must be the case.
  public var only: Set<Condition> = []
  /// The lid is let go of below so many percent, unless on external power; 0 for never.
  public var minimumBattery = 0
  public var ifLockFails = IfLockFails.suspend
  /// The end by the wall clock, in seconds since 1970.
  public var until: Int?
  /// The end of a length of time, which the wall clock has no part in: ``Clock.bootTime``.
  public var untilSinceBoot: Int?
  /// The process whose end is the end.
  public var process: Int32?

  public init() {}

  /// Whether it depends on the machine whether the lid is held.
  public var areConditional: Bool { !only.isEmpty || minimumBattery > 0 }

  /// What is worth keeping for the next time: all but the end.
  public var lasting: LidSettings {
    var settings = self
    settings.until = nil
    settings.untilSinceBoot = nil
    settings.process = nil
    return settings
  }

  /// The end as the wall clock will show it, as far as is known now.
  public var end: Int? {
    until ?? untilSinceBoot.map { Clock.realTime + $0 - Clock.bootTime }
  }

  /// Whether the end has come already, by whichever clock, or with the process.
  public var areOver: Bool {
    if let end, end <= Clock.realTime { return true }
    guard let process else { return false }
    do throws(Errno) {
      _ = try ProcessHandle(process)
      return false
    } catch {
      return error == .noSuchProcess
    }
  }
}

extension LidSettings.OnClose {
  /// The words `lock`, `blank` and `nothing`; anything else is a command.
  public init(_ text: String) {
    self =
      switch text {
      case "lock": .lock
      case "blank": .blank
      case "nothing": .nothing
      default: .command(text)
      }
  }

  public var text: String {
    switch self {
    case .lock: "lock"
    case .blank: "blank"
    case .nothing: "nothing"
    case .command(let line): line
    }
  }
}

extension LidSettings {
  /// - Throws: ``Refusal`` for a value that cannot be; names that are not known are passed over.
  public init(_ entries: [String: String]) throws(Refusal) {
    for (name, value) in entries {
      switch name {
      case "on-close":
        guard !value.isEmpty else { throw Refusal("on-close is empty") }
        onClose = OnClose(value)
      case "only": only = try Self.conditions(value)
      case "min-battery":
        guard let percent = Int(value), (0...100).contains(percent) else {
          throw Refusal("\"\(value)\" is no percentage of a battery")
        }
        minimumBattery = percent
      case "if-lock-fails":
        guard let choice = IfLockFails(rawValue: value) else {
          throw Refusal("\"\(value)\" is not suspend or alarm")
        }
        ifLockFails = choice
      case "until":
        guard let end = Int(value), (0..<1 << 33).contains(end) else {
          throw Refusal("\"\(value)\" is no time")
        }
        until = end
      case "until-since-boot":
        guard let end = Int(value), (0..<1 << 33).contains(end) else {
          throw Refusal("\"\(value)\" is no time")
        }
        untilSinceBoot = end
      case "pid":
        guard let number = Int32(value), number > 0 else {
          throw Refusal("\"\(value)\" is no process's number")
        }
        process = number
      default: break
      }
    }
  }

  public var entries: [String: String] {
    var entries = [
      "on-close": onClose.text,
      "only": Condition.allCases.filter(only.contains).map(\.rawValue).joined(separator: " "),
      "min-battery": String(minimumBattery),
      "if-lock-fails": ifLockFails.rawValue,
    ]
    entries["until"] = until.map { String($0) }
    entries["until-since-boot"] = untilSinceBoot.map { String($0) }
    entries["pid"] = process.map { String($0) }
    return entries
  }

  /// Conditions with commas or spaces between; `always` is none.
  public static func conditions(_ text: String) throws(Refusal) -> Set<Condition> {
    var conditions: Set<Condition> = []
    for word in text.split(whereSeparator: { ", +".contains($0) }) where word != "always" {
      guard let condition = Condition(rawValue: String(word)) else {
        throw Refusal(
          "there is no condition \"\(word)\": it is ac, docked, external-display or always")
      }
      conditions.insert(condition)
    }
    return conditions
  }
}
