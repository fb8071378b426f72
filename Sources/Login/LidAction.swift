import DBus
import System

/// Does what `--on-close` says.
struct LidAction {
  let loop: Loop
  let logind: Logind
  /// The session bus, if there is one.
  let desktop: Connection?

  /// Does it.
  ///
  /// - Parameter later: is called if a command that was started has failed.
  func act(_ action: LidSettings.OnClose, later: @escaping (LidResult) -> Void) -> LidResult {
    switch action {
    case .nothing: .nothing
    case .blank: blank()
    case .command(let line): run(line, later)
    case .lock: lock()
    }
  }

  private func blank() -> LidResult {
    guard let desktop else { return .notBlanked("there is no session bus") }
    do throws(DBusError) {
      try Desktop(desktop).setDark(true)
      return .blanked
    } catch {
      return .notBlanked(error.message)
    }
  }

  func run(_ line: String, _ later: @escaping (LidResult) -> Void) -> LidResult {
    do throws(Errno) {
      let child = try Child(["/bin/sh", "-c", line], input: .none)
      loop.on(endOf: child) { end in
        if end != .exited(0) { later(.commandFailed(line, code: Int(end.code))) }
      }
      return .commandStarted(line)
    } catch {
      return .commandNotStarted(line, error.description)
    }
  }

  private func lock() -> LidResult {
    switch ScreenLock(logind, desktop: desktop).lock() {
    case .already: .alreadyLocked
    case .locked(let by): .locked(by: by)
    case .failed(let reasons): .notLocked(reasons)
    }
  }
}

/// The result of the action for a closed lid.
public enum LidResult: Hashable, Sendable {
  case nothing, blanked, alreadyLocked
  case locked(by: String)
  case notLocked([String])
  case notBlanked(String)
  case commandStarted(String)
  case commandNotStarted(String, String)
  case commandFailed(String, code: Int)

  public var code: String {
    switch self {
    case .nothing: "nothing"
    case .blanked: "blanked"
    case .alreadyLocked: "already-locked"
    case .locked: "locked"
    case .notLocked: "not-locked"
    case .notBlanked: "not-blanked"
    case .commandStarted: "command-started"
    case .commandNotStarted: "command-not-started"
    case .commandFailed: "command-failed"
    }
  }

  public var hasFailed: Bool {
    switch self {
    case .notLocked, .notBlanked, .commandNotStarted, .commandFailed: true
    default: false
    }
  }
}

/// Something that the lid service tells its user.
public enum LidEvent: Hashable, Sendable {
  case acted(LidTrigger, LidResult, released: Bool)
  /// The lock was released, for now.
  case released(LidObstacle)
  case ended(byProcess: Int32?)
  case lockLost
  case slept(SleepKind)
  case notSlept(SleepKind, String)
  case openCommandFailed(String, code: Int)
  case notRecorded(String)
}
