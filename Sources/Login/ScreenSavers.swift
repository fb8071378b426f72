import DBus
import System

/// The screen savers of desktops, which lock when they are asked over the session's bus.
final class ScreenSavers {
  private let bus: Connection
  /// Why those that were asked did not lock.
  private(set) var complaints: [LockFailure] = []

  init(_ bus: Connection) { self.bus = bus }

  /// Has one after the other lock, until one has.
  ///
  /// - Parameter otherwise: another proof that the screen is locked.
  /// - Returns: the name of the one that did.
  func lock(within patience: Duration, or otherwise: () -> Bool = { false }) -> String? {
    for (name, path) in Self.all where isThere(name) {
      var message = ""
      do throws(DBusError) {
        // GNOME's does not answer at all when something else holds the keyboard.
        try Proxy(bus, name, path: path).call("Lock", within: .seconds(2))
      } catch {
        message = error.message
      }
      if waits(patience, { otherwise() || proves(name) && isActive(name, path) }) { return name }
      complaints.append(.saver(name, message))
    }
    return nil
  }

  /// Whether one that locks where it is active is active.
  var areActive: Bool {
    Self.all.contains { isThere($0) && proves($0) && isActive($0, $1) }
  }

  /// Whether the screen is locked where this one is active. GNOME's is active also where it only blanks the
  /// screen, as with `disable-lock-screen` or for an account without a password; what it has locked the Shell
  /// tells logind.
  private func proves(_ name: String) -> Bool { !(name == Self.gnome && isOwned(Self.shell)) }

  private func isActive(_ name: String, _ path: String) -> Bool {
    let active = try? Proxy(bus, name, path: path).call(
      "GetActive", returning: "b", within: .milliseconds(500))
    return active?.first?.boolean ?? false
  }

  /// Returns whether a screen saver runs, or would by being asked: GNOME's is started when it is
  /// needed, and must not be where the desktop is another.
  private func isThere(_ name: String) -> Bool {
    isOwned(name) || name == Self.gnome && isOwned(Self.shell)
  }

  private func isOwned(_ name: String) -> Bool {
    ((try? bus.owner(of: name)) ?? nil)?.isEmpty == false
  }

  private static let gnome = "org.gnome.ScreenSaver"
  private static let shell = "org.gnome.Shell"
  private static let all = [
    (gnome, "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
  ]
}
