import DBus
import Login
import Tool

extension LidEvent {
  /// A line for the journal, and what a notification says.
  var words: (log: String, notification: (title: String, text: String)?) {
    switch self {
    case .acted(let closing):
      let result = closing.result
      guard result.hasFailed else { return (closing.words, nil) }
      return (
        closing.words,
        (
          result.title,
          result.words
            + (closing.released
              ? ". The lid lock was released, so that the machine suspends."
              : ". The machine stays awake, open to everybody.")
        )
      )
    case .released(let obstacle, let sleeps):
      let log = "lid lock released: \(obstacle.words)"
      guard obstacle.isLimit else { return (log, nil) }
      return (log, ("Lid lock released", obstacle.notice(sleeps: sleeps)))
    case .ended(let process):
      return (
        "lid lock released: " + (process.map { "process \($0) has ended" } ?? "the time is over"),
        nil
      )
    case .lockLost: return ("logind has lost the lock; it is taken again", nil)
    case .slept(let kind):
      return ("\(kind.rawValue): the lid stayed closed for as long as asked", nil)
    case .notSlept(let kind, let why, let holder):
      let what =
        "\(kind.rawValue) failed: \(why)"
        + (holder.map { "; \(visible($0.name)) holds \($0.kinds)" } ?? "")
      return (what, ("The machine could not sleep", "With the lid closed, \(what)"))
    case .openCommandFailed(let line, let code):
      return ("the --on-open command failed with \(code): \(line)", nil)
    case .notRecorded(let why):
      return ("this is not recorded, and ends with the process: \(why)", nil)
    }
  }
}

extension LidClosing {
  var words: String {
    (trigger == .undocked ? "the last display or the dock went: " : "") + result.words
  }
}

extension LidResult {
  fileprivate var title: String {
    if case .notLocked = self { return "The screen could not be locked" }
    return "The action for the closed lid failed"
  }

  static let ownLocker = "the session's own locker"

  var words: String {
    switch self {
    case .nothing: "nothing was to be done"
    case .blanked: "the screen was switched off"
    case .alreadyLocked: "the screen was locked already"
    case .locked(let by): "the screen was locked, by \(by ?? Self.ownLocker)"
    case .notLocked(let failures):
      "THE SCREEN WAS NOT LOCKED: " + failures.map(\.words).joined(separator: "; ")
    case .notBlanked(let error):
      "the screen could not be switched off: \(error?.message ?? "there is no session bus")"
    case .commandStarted: "the command was started"
    case .commandNotStarted(let line, let why): "the command could not be started: \(why): \(line)"
    case .commandFailed(let line, let code): "the command failed with \(code): \(line)"
    }
  }
}

extension LockFailure {
  var words: String {
    switch self {
    case .logind(let message): "logind: \(message)"
    case .unanswered: "nobody locked the session when logind asked for it"
    case .console(let session):
      "a text console is in front (session \(session)), which nobody can lock"
    case .otherUser(let session):
      "another user's session is in front (\(session)), which only that user can lock"
    case .saver(let name, let message):
      message.isEmpty ? "\(name) did not lock" : "\(name): \(message)"
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
    case .refused(let refusal): visible(refusal.description)
    }
  }

  fileprivate func notice(sleeps: Bool) -> String {
    switch self {
    case _ where !sleeps: "Closing the lid follows the system setting now: \(words)."
    case .bag(let seconds):
      "The machine was put to sleep: it had been closed on battery for \(duration(seconds))."
    case .hot(let degrees, let limit):
      "The machine was put to sleep: with its lid closed it reached \(degrees) °C (limit \(limit) °C)."
    default: "Closing the lid follows the system setting now: \(words)."
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
