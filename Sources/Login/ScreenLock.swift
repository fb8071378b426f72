public import DBus
import System

/// Locks the screen, and sees to it that it is locked.
///
/// `Lock` of a session returns before anybody has locked anything, and with success also where a
/// program that holds the keyboard keeps the shell from it: only `LockedHint`, or the screen
/// saver's own word, is proof.
public struct ScreenLock {
  private let session: Session
  private let desktop: Connection?

  /// - Parameter desktop: the session's bus, where screen savers are.
  public init(_ logind: Logind, desktop: Connection?) {
    session = Session(logind)
    self.desktop = desktop
  }

  public enum Outcome: Hashable, Sendable {
    /// It was locked before; it is not locked twice.
    case already
    case locked(by: String)
    /// Nobody locked it, for the reasons of each.
    case failed([String])
  }

  /// Locks the screen, by one way after the other until one worked.
  ///
  /// - Parameter patience: how long each may take.
  public func lock(within patience: Duration = .seconds(3)) -> Outcome {
    if isLocked { return .already }
    var reasons: [String] = []
    do throws(Failure) {
      try session.lock()
      if waitsUntilLocked(patience) { return .locked(by: "the session's own locker") }
      reasons.append("nobody locked the session when logind asked for it")
    } catch {
      reasons.append("logind: \(error.message)")
    }
    for (name, path) in Self.savers {
      guard let desktop, isThere(name) else { continue }
      do throws(Failure) {
        // GNOME's does not answer at all when something else holds the keyboard.
        _ = try desktop.call(name, path, name, "Lock", returning: "", within: .seconds(2))
      } catch {
        reasons.append("\(name): \(error.message)")
      }
      if waitsUntilLocked(patience) { return .locked(by: name) }
    }
    return .failed(reasons)
  }

  /// Whether somebody says that the screen is locked.
  public var isLocked: Bool {
    if let locked = try? session.isLocked(), locked { return true }
    guard let desktop else { return false }
    return Self.savers.contains { name, path in
      guard isThere(name) else { return false }
      let active = try? desktop.call(
        name, path, name, "GetActive", returning: "b", within: .milliseconds(500))
      return active?.first?.boolean ?? false
    }
  }

  /// Whether a screen saver runs, or would by being asked: GNOME's is started when it is needed,
  /// and must not be where the desktop is another.
  private func isThere(_ name: String) -> Bool {
    let witness = name == "org.gnome.ScreenSaver" ? "org.gnome.Shell" : name
    return [name, witness].contains { ((try? desktop?.owner(of: $0)) ?? nil)?.isEmpty == false }
  }

  private func waitsUntilLocked(_ patience: Duration) -> Bool {
    let deadline = Deadline.after(patience)
    while !isLocked {
      if deadline.hasPassed { return false }
      pause(for: .milliseconds(50))
    }
    return true
  }

  private static let savers = [
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
  ]
}
