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
      if waits(patience, { otherwise() || isActive(name, path) }) { return name }
      complaints.append(.saver(name, message))
    }
    return nil
  }

  /// Whether one says that the screen is locked.
  var areActive: Bool { Self.all.contains { isThere($0) && isActive($0, $1) } }

  private func isActive(_ name: String, _ path: String) -> Bool {
    let active = try? Proxy(bus, name, path: path).call(
      "GetActive", returning: "b", within: .milliseconds(500))
    return active?.first?.boolean ?? false
  }

  /// Returns whether a screen saver runs, or would by being asked: GNOME's is started when it is
  /// needed, and must not be where the desktop is another.
  private func isThere(_ name: String) -> Bool {
    let witness = name == "org.gnome.ScreenSaver" ? "org.gnome.Shell" : name
    return [name, witness].contains { ((try? bus.owner(of: $0)) ?? nil)?.isEmpty == false }
  }

  private static let all = [
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
  ]
}
