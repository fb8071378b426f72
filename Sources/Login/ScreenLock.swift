public import DBus
import Glibc
import System

/// Locks the screen, and sees to it that it is locked.
///
/// `Lock` of a session returns before anybody has locked anything, and with success also where a
/// program that holds the keyboard keeps the shell from it: only `LockedHint`, or the screen
/// saver's own word, is proof.
public struct ScreenLock {
  private let logind: Logind
  private let savers: ScreenSavers?

  /// - Parameter desktop: the session's bus, where screen savers are.
  public init(_ logind: Logind, desktop: Connection?) {
    self.logind = logind
    savers = desktop.map(ScreenSavers.init)
  }

  public enum Outcome: Hashable, Sendable {
    /// It was locked before; it is not locked twice.
    case already
    /// Locked by the screen saver of that name, or by the session's own locker.
    case locked(by: String?)
    /// Nobody locked it, for the reasons of each.
    case failed([LockFailure])
  }

  /// The sessions to lock.
  private struct Sessions {
    /// All of the user's that a locker could lock.
    var own: [Session]
    /// The one whose screen is seen, or would be: it must be locked.
    var shown: Session
    /// Why nobody can lock that, if so.
    var obstacle: LockFailure?
  }

  /// Locks the screen, by one way after the other until one worked.
  ///
  /// - Parameter patience: how long each may take.
  public func lock(within patience: Duration = .seconds(3)) -> Outcome {
    let sessions: Sessions
    do throws(DBusError) {
      sessions = try self.sessions()
    } catch {
      savers?.noteActive()
      return savers?.lock(within: patience).map { .locked(by: $0) }
        ?? .failed([.logind(error.message)])
    }
    if let obstacle = sessions.obstacle { return .failed([obstacle]) }
    // A screen saver may be on and not lock: that is no reason not to ask, and proves nothing afterwards.
    if sessions.shown.isLocked { return .already }
    savers?.noteActive()
    var reasons: [LockFailure] = []
    for session in sessions.own where !session.isLocked {
      do throws(DBusError) {
        try logind.lock(session)
      } catch {
        if session == sessions.shown { reasons.append(.logind(error.message)) }
      }
    }
    if waits(patience, { isLocked || savers?.haveLocked == true }) {
      return .locked(by: nil)
    }
    if reasons.isEmpty { reasons.append(.unanswered) }
    if let name = savers?.lock(within: patience, or: { isLocked }) { return .locked(by: name) }
    reasons += savers?.complaints ?? []
    return .failed(reasons)
  }

  /// Whether the screen that is seen is locked, as logind was told.
  private var isLocked: Bool { (try? sessions().shown.isLocked) ?? false }

  private func sessions() throws(DBusError) -> Sessions {
    let all = try logind.seatedSessions()
    let own = all.filter { $0.user == geteuid() && $0.isGraphical }
    guard let front = all.first(where: \.isActive) else {
      let shown = try logind.ownSession()
      return Sessions(own: own.isEmpty ? [shown] : own, shown: shown)
    }
    if front.user == geteuid() {
      return Sessions(
        own: own, shown: front,
        obstacle: front.isGraphical ? nil : .console(session: front.id))
    }
    // A login screen shows nothing; behind it the user's own sessions are locked.
    let shown: Session
    if let first = own.first { shown = first } else { shown = try logind.ownSession() }
    return Sessions(
      own: own.isEmpty ? [shown] : own, shown: shown,
      obstacle: front.kind.hasPrefix("user") && !front.isLocked
        ? .otherUser(session: front.id) : nil)
  }
}

/// Waits until `condition` holds; says whether it did in time.
func waits(_ patience: Duration, _ condition: () -> Bool) -> Bool {
  let deadline = Deadline.after(patience)
  while !condition() {
    if deadline.hasPassed { return false }
    sleep(for: .milliseconds(50))
  }
  return true
}
