import Login
import Tool

extension LidEvent {
  /// A line for the journal, and what a notification says.
  var words: (log: String, notification: (title: String, text: String)?) {
    switch self {
    case .acted(let trigger, let result, let released):
      let why = trigger == .undocked ? "the last display or the dock went: " : ""
      let text = why + result.words
      guard result.hasFailed else { return (text, nil) }
      return (
        text,
        (
          result.title,
          result.words
            + (released
              ? ". The lid lock was released, so that the machine suspends."
              : ". The machine stays awake, open to everybody.")
        )
      )
    case .released(let obstacle):
      let log = "lid lock released: \(obstacle.words)"
      guard obstacle.isLimit else { return (log, nil) }
      return (
        log,
        ("Lid lock released", obstacle.notice)
      )
    case .ended(let process):
      return (
        "lid lock released: " + (process.map { "process \($0) has ended" } ?? "the time is over"),
        nil
      )
    case .lockLost: return ("logind has lost the lock; it is taken again", nil)
    case .slept(let kind):
      return ("\(kind.rawValue): the lid stayed closed for as long as asked", nil)
    case .notSlept(let kind, let why):
      return (
        "\(kind.rawValue) failed: \(why)",
        ("The machine could not sleep", "With the lid closed, \(kind.rawValue) failed: \(why)")
      )
    case .openCommandFailed(let line, let code):
      return ("the --on-open command failed with \(code): \(line)", nil)
    case .notRecorded(let why):
      return ("this is not recorded, and ends with the process: \(why)", nil)
    }
  }
}

extension LidResult {
  fileprivate var title: String {
    if case .notLocked = self { return "The screen could not be locked" }
    return "The action for the closed lid failed"
  }

  var words: String {
    switch self {
    case .nothing: "nothing was to be done"
    case .blanked: "the screen was switched off"
    case .alreadyLocked: "the screen was locked already"
    case .locked(let by): "the screen was locked, by \(by)"
    case .notLocked(let reasons): "THE SCREEN WAS NOT LOCKED: " + reasons.joined(separator: "; ")
    case .notBlanked(let why): "the screen could not be switched off: \(why)"
    case .commandStarted: "the command was started"
    case .commandNotStarted(let line, let why): "the command could not be started: \(why): \(line)"
    case .commandFailed(let line, let code): "the command failed with \(code): \(line)"
    }
  }
}

extension LidObstacle {
  /// Why the lid is not held now.
  var words: String {
    switch self {
    case .condition(let condition): condition.absence
    case .battery(let percent, let limit): "the battery is at \(percent) %, below \(limit) %"
    case .bag(let seconds): "closed on battery for \(duration(seconds))"
    case .hot(let degrees, let limit): "the machine is at \(degrees) °C (limit \(limit) °C)"
    case .actionFailed: "the action for the closed lid failed"
    case .noLogind: "systemd-logind is not there"
    case .silentLogind: "systemd-logind does not answer"
    case .refused(let why): visible(why)
    }
  }

  fileprivate var notice: String {
    switch self {
    case .bag(let seconds):
      "The machine was let go to sleep: it was closed on battery for \(duration(seconds))."
    case .hot(let degrees, let limit):
      "The machine was let go to sleep: closed, it got hot, \(degrees) °C (limit \(limit) °C)."
    default: "Closing the lid follows the system setting now: \(words)."
    }
  }
}

extension LidClause {
  /// The phrase for when the condition holds.
  var presence: String { alternatives.map(\.presence).sorted().joined(separator: " or ") }

  /// The phrase for when the condition does not hold.
  var absence: String { alternatives.map(\.absence).sorted().joined(separator: " and ") }
}

extension LidCondition {
  /// The phrase for when the condition holds.
  var presence: String {
    switch (subject, isNegated) {
    case (.ac, false): "on external power"
    case (.ac, true): "on battery"
    case (.docked, false): "docked"
    case (.docked, true): "not docked"
    case (.externalDisplay, false): "with an external display"
    case (.externalDisplay, true): "without an external display"
    }
  }

  /// The phrase for when the condition does not hold.
  var absence: String {
    switch (subject, isNegated) {
    case (.ac, false): "not on external power"
    case (.externalDisplay, false): "no external display"
    case (.externalDisplay, true): "an external display is in use"
    default: opposite.presence
    }
  }
}

/// A length of time in the form that options take: 1h30m.
func duration(_ seconds: Int) -> String {
  var rest = seconds
  var text = ""
  for (length, unit) in [(86400, "d"), (3600, "h"), (60, "m"), (1, "s")] where rest >= length {
    text += "\(rest / length)\(unit)"
    rest %= length
  }
  return text.isEmpty ? "0s" : text
}
