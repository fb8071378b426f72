import DBus
import Glibc
import System

/// Does what was chosen for a lid that has closed, and says how that went.
struct LidAction {
  let loop: Loop
  let logind: Logind
  /// The session's bus, while there is one.
  let desktop: Connection?

  /// How it went, for people, and whether the screen is open to everybody for all that.
  struct Result {
    var words: String
    var isOpen = false
  }

  /// Does it.
  ///
  /// - Parameter later: is told when a command that was started has failed.
  func act(_ settings: LidSettings, later: @escaping (Result) -> Void) -> Result {
    switch settings.onClose {
    case .nothing: Result(words: "nothing was to be done")
    case .blank: blank()
    case .command(let line): run(line, later)
    case .lock: lock(settings.ifLockFails)
    }
  }

  private func blank() -> Result {
    guard let desktop else {
      return Result(words: "there is no session bus to ask for a dark screen")
    }
    do throws(DBusError) {
      try Desktop(desktop).setDark(true)
      return Result(words: "the screen went dark")
    } catch {
      return Result(words: "the screen could not be switched off: \(error.message)")
    }
  }

  private func run(_ line: String, _ later: @escaping (Result) -> Void) -> Result {
    do throws(Errno) {
      let child = try Child(["/bin/sh", "-c", line], input: .none)
      loop.on(endOf: child) { end in
        if end != .exited(0) {
          later(Result(words: "the command failed with \(end.code): \(line)"))
        }
      }
      return Result(words: "the command was started")
    } catch {
      return Result(words: "the command could not be started: \(error)")
    }
  }

  private func lock(_ policy: LidSettings.IfLockFails) -> Result {
    switch ScreenLock(logind, desktop: desktop).lock() {
    case .already: return Result(words: "the screen was locked already")
    case .locked(let by): return Result(words: "the screen was locked, by \(by)")
    case .failed(let reasons):
      let why = reasons.joined(separator: "; ")
      desktop.map(Desktop.init)?.notify(
        "The screen could not be locked",
        why
          + (policy == .suspend
            ? ". The machine was let go to sleep instead." : ". It is open to everybody."))
      return Result(words: "THE SCREEN WAS NOT LOCKED: " + why, isOpen: true)
    }
  }
}
