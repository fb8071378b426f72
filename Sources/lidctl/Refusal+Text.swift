import DBus
public import Login
import Tool

extension Refusal: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notADuration(let text):
      "\"\(text)\" is no duration: write 90s, 30m, 2h, 1h30m or 1d"
    case .notATimeOfDay(let text): "\"\(text)\" is no time of day: write it as 18:30"
    case .unknownKind(let word):
      "there is no \"\(word)\" to hold: it is one or more, with colons between, of "
        + InhibitWhat.all.map(\.rawValue).joined(separator: ", ")
    case .unknownCondition(let word):
      "there is no condition \"\(word)\": it is \(LidCondition.words.joined(separator: ", ")) "
        + "or always"
    case .neverTogether(let words): "\(words.joined(separator: " and ")) never hold together"
    case .badValue(let value, let option): Self.words(value, for: option)
    case .unreadable(let path, let error): "\(path): \(error)"
    case .unwritable(let path, let error): "\(path) cannot be written: \(error)"
    case .notRemoved(let path, let error): "\(path) cannot be removed: \(error)"
    case .stillEnabled(let error?):
      "\(Autostart.unit) is still enabled: the user's service manager refuses: \(error.message)"
    case .stillEnabled(nil):
      "\(Autostart.unit) is still enabled, for all users: an administrator changes that with "
        + "systemctl --global disable \(Autostart.unit)"
    case .noProcess(let number): "there is no process \(number) to hold the lock for"
    case .noTimer(let error): "the kernel gives no timer: \(error)"
    case .noBus(let address, let error):
      "the system bus at \(address) cannot be reached: \(error.message): is dbus running?"
    case .logind(let error): Self.words(error)
    case .inhibit(let kind, let mode, let error): Self.words(error, for: kind, mode)
    case .service(let error): "the lid service does not answer as it should: \(error.message)"
    }
  }

  private static func words(_ value: String, for option: String) -> String {
    switch option {
    case "on-close" where value.isEmpty: "on-close is empty"
    case "on-close", "on-open": "\(option) takes one line: put more into a script"
    case "min-battery": "\"\(value)\" is no percentage of a battery"
    case "max-temperature":
      "\"\(value)\" is not a temperature: it is 0 to 150 degrees Celsius"
    case "if-lock-fails": "\"\(value)\" is not suspend or alarm"
    case "pid": "\"\(value)\" is no process's number"
    case "then-on-ac", "then-on-battery": "\"\(value)\" is not a kind of sleep and a time"
    default: "\"\(value)\" is no time"
    }
  }

  /// Returns why logind did not answer as it should.
  private static func words(_ error: DBusError) -> String {
    switch error.name {
    case .serviceUnknown, .nameHasNoOwner:
      "systemd-logind is not running: without it nobody handles the lid switch"
    case .noServer, .fileNotFound, .disconnected:
      "the system bus cannot be reached: \(error.message): is dbus running?"
    case .noReply: "systemd-logind did not answer in time: try again"
    case .invalidSignature: "systemd-logind answered what it never should: \(error.message)"
    default: error.description
    }
  }

  /// Returns why logind did not give a lock.
  private static func words(
    _ error: DBusError, for kind: InhibitWhat, _ mode: InhibitMode
  ) -> String {
    let action = action(for: kind, mode)
    let why =
      switch error.name {
      case .accessDenied:
        "polkit refuses \(action): a process outside of any local login session, as over ssh or "
          + "from cron, may not; start it in your session, or have the administrator allow it"
      case .interactiveAuthorizationRequired:
        "polkit wants a password for \(action), and there was nobody to ask: start it in your "
          + "session or on a terminal"
      case .limitsExceeded:
        "logind has no more locks to give (InhibitorsMax in logind.conf): see who has them with "
          + "lidctl list"
      case .operationInProgress: "a suspend or shutdown has begun already: try again after it"
      case .invalidArguments:
        "logind does not take it: \(error.message)"
          + (mode == .weak ? " (block-weak came with systemd 257)" : "")
      default: words(error)
      }
    let what =
      "cannot hold \(kind.rawValue)"
      + (error.name == .invalidArguments ? " in mode \(mode.rawValue)" : "")
    return "\(what): \(why)"
  }
}
