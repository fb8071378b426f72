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
    guard let desktop else { return .notBlanked(nil) }
    do throws(DBusError) {
      try Desktop(desktop).setDark(true)
      return .blanked
    } catch {
      return .notBlanked(error)
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
      return .commandNotStarted(line, error)
    }
  }

  private func lock() -> LidResult {
    switch ScreenLock(logind, desktop: desktop).lock() {
    case .already: .alreadyLocked
    case .locked(let by): .locked(by: by)
    case .failed(let failures): .notLocked(failures)
    }
  }
}
