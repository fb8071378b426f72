import System

/// The options of the lid service: what it does, when, and until when.
///
/// In a file and over D-Bus they are a dictionary of strings.
public struct LidSettings: Hashable, Sendable {
  /// The action for a closing lid.
  public enum OnClose: Hashable, Sendable {
    /// The screen is locked, and that is verified.
    case lock
    /// The screen goes dark, unlocked.
    case blank
    case nothing
    /// A line for `/bin/sh`.
    case command(String)
  }

  /// The policy if the screen could not be locked, or another action failed.
  public enum IfLockFails: String, Hashable, Sendable, CaseIterable {
    /// The lock is released, so that logind suspends: rather asleep than open.
    case suspend
    /// The machine stays awake, and says so.
    case alarm
  }

  public var onClose = OnClose.lock
  /// A line for `/bin/sh` that runs when the lid opens again.
  public var onOpen: String?
  /// All of them must hold.
  public var only: Set<LidClause> = []
  /// The lock is released below this percentage, unless on external power; 0 for never.
  public var minimumBattery = 0
  public var ifLockFails = IfLockFails.suspend
  /// How many seconds the lid may be closed on battery, without a dock or display, until the lock
  /// is released; 0 for ever.
  public var bag = 0
  /// The lock is released with the lid closed from this temperature on, in degrees Celsius; 0 for
  /// never.
  public var maximumTemperature = 0
  /// Sleep after some time with the lid closed, on external power and on battery.
  public var thenOnPower: Later?
  public var thenOnBattery: Later?

  /// A kind of sleep after some seconds.
  public struct Later: Hashable, Sendable {
    public var kind: SleepKind
    public var seconds: Int
    public init(_ kind: SleepKind, after seconds: Int) {
      self.kind = kind
      self.seconds = seconds
    }

    /// The form of files: `suspend 600`.
    init?(_ text: String) {
      let words = text.split(separator: " ")
      guard words.count == 2, let kind = SleepKind(rawValue: String(words[0])),
        let seconds = Int(words[1]), (0..<315_360_000).contains(seconds)
      else { return nil }
      self.init(kind, after: seconds)
    }

    var text: String { "\(kind.rawValue) \(seconds)" }
  }

  /// The end by the wall clock, in seconds since 1970.
  public var until: Int?
  /// The end of a length of time, which the wall clock has no part in: ``Clock.bootTime``.
  public var untilSinceBoot: Int?
  /// The process whose end is the end.
  public var process: Int32?

  public init() {}

  /// Whether the lock depends on the state of the machine.
  public var areConditional: Bool { !only.isEmpty || minimumBattery > 0 }

  /// The options that are remembered: all but the end.
  public var lasting: LidSettings {
    var settings = self
    settings.until = nil
    settings.untilSinceBoot = nil
    settings.process = nil
    return settings
  }

  /// The end by the wall clock, as far as is known now.
  public var end: Int? {
    until ?? untilSinceBoot.map { Clock.realTime + $0 - Clock.bootTime }
  }

  /// Whether the end has passed already, by either clock or with the process.
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
        guard !value.isEmpty, Self.isLine(value) else {
          throw Refusal.badValue(value, option: name)
        }
        onClose = OnClose(value)
      case "on-open":
        guard Self.isLine(value) else { throw Refusal.badValue(value, option: name) }
        onOpen = value.isEmpty ? nil : value
      case "only": only = try Self.conditions(value)
      case "bag":
        guard let seconds = Int(value), (0..<315_360_000).contains(seconds) else {
          throw Refusal.badValue(value, option: name)
        }
        bag = seconds
      case "max-temperature":
        guard let degrees = Int(value), (0...150).contains(degrees) else {
          throw Refusal.badValue(value, option: name)
        }
        maximumTemperature = degrees
      case "then-on-ac": thenOnPower = try Self.later(value, of: name)
      case "then-on-battery": thenOnBattery = try Self.later(value, of: name)
      case "min-battery":
        guard let percent = Int(value), (0...100).contains(percent) else {
          throw Refusal.badValue(value, option: name)
        }
        minimumBattery = percent
      case "if-lock-fails":
        guard let choice = IfLockFails(rawValue: value) else {
          throw Refusal.badValue(value, option: name)
        }
        ifLockFails = choice
      case "until":
        guard let end = Int(value), (0..<1 << 33).contains(end) else {
          throw Refusal.badValue(value, option: name)
        }
        until = end
      case "until-since-boot":
        guard let end = Int(value), (0..<1 << 33).contains(end) else {
          throw Refusal.badValue(value, option: name)
        }
        untilSinceBoot = end
      case "pid":
        guard let number = Int32(value), number > 0 else {
          throw Refusal.badValue(value, option: name)
        }
        process = number
      default: break
      }
    }
  }

  /// Whether a file can have it in one line, and a message between separators: without control
  /// characters but tabs.
  private static func isLine(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == UInt8(ascii: "\t") }
  }

  public var entries: [String: String] {
    var entries = [
      "on-close": onClose.text,
      "only": only.map(\.word).sorted().joined(separator: " "),
      "min-battery": String(minimumBattery),
      "if-lock-fails": ifLockFails.rawValue,
    ]
    entries["on-open"] = onOpen
    if bag > 0 { entries["bag"] = String(bag) }
    if maximumTemperature > 0 { entries["max-temperature"] = String(maximumTemperature) }
    entries["then-on-ac"] = thenOnPower?.text
    entries["then-on-battery"] = thenOnBattery?.text
    entries["until"] = until.map { String($0) }
    entries["until-since-boot"] = untilSinceBoot.map { String($0) }
    entries["pid"] = process.map { String($0) }
    return entries
  }

  private static func later(_ text: String, of option: String) throws(Refusal) -> Later? {
    guard !text.isEmpty else { return nil }
    guard let later = Later(text) else {
      throw Refusal.badValue(text, option: option)
    }
    return later
  }
}
