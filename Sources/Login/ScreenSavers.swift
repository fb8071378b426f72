public import DBus
import System

/// The screen savers of desktops, which lock when they are asked over the session's bus.
public final class ScreenSavers {
  private let bus: Connection
  /// Why those that were asked did not lock.
  private(set) var complaints: [LockFailure] = []
  /// Those that were active before anybody was asked: they may have blanked the screen only.
  private var blank: Set<String> = []

  public init(_ bus: Connection) { self.bus = bus }

  /// Those that run, each with the path of its object.
  public var running: [(name: String, path: String)] { Self.all.filter { isThere($0.name) } }

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
      let locks = message.isEmpty && isTrusted(name)
      if waits(patience, { otherwise() || hasLocked(name, path) || locks && isActive(name, path) })
      {
        return name
      }
      complaints.append(.saver(name, message))
    }
    return nil
  }

  /// Keeps in mind which are active.
  func noteActive() {
    blank = Set(running.filter { isActive($0.name, $0.path) }.map(\.name))
  }

  /// Whether one has become active that locks where it is.
  var haveLocked: Bool { running.contains { hasLocked($0.name, $0.path) } }

  private func hasLocked(_ name: String, _ path: String) -> Bool {
    guard proves(name) else { return false }
    guard isActive(name, path) else {
      blank.remove(name)
      return false
    }
    return !blank.contains(name)
  }

  /// Whether one that has taken Lock is locked also where it was active before. Neither of these
  /// tells logind: Cinnamon's locks wherever there is a password, MATE's unless it is set not to.
  private func isTrusted(_ name: String) -> Bool {
    switch name {
    case Self.cinnamon: true
    case Self.mate: LockDown.isOn("org.mate.lockdown disable-lock-screen") == false
    default: false
    }
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
  private static let cinnamon = "org.cinnamon.ScreenSaver"
  private static let mate = "org.mate.ScreenSaver"
  /// All that are known.
  public static let all: [(name: String, path: String)] = [
    (gnome, "/org/gnome/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    (cinnamon, "/org/cinnamon/ScreenSaver"),
    (mate, "/org/mate/ScreenSaver"),
  ]
}
