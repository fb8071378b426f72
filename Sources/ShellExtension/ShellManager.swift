public import DBus
import System

/// GNOME Shell's own management of extensions, as far as it is about ours.
public final class ShellManager {
  public static let uuid = "detour@detour.github.io"

  private let shell: Proxy
  private let extensions: Proxy

  /// Connects to the Shell of a session.
  ///
  /// - Returns: nothing where none runs on `bus`.
  @export(interface) public init?(on bus: Bus) {
    guard let connection = try? Connection(bus, within: ShellWindows.patience) else { return nil }
    shell = Proxy(connection, "org.gnome.Shell", path: "/org/gnome/Shell")
    // The name org.gnome.Shell.Extensions is that of another process.
    extensions = shell.interface("org.gnome.Shell.Extensions")
    guard let owner = try? connection.owner(of: "org.gnome.Shell"), !owner.isEmpty else {
      return nil
    }
  }

  /// The Shell's version, such as `48.7`; nothing where it does not answer.
  public var version: String? {
    (try? shell.property("ShellVersion", within: ShellWindows.patience))?.string
  }

  /// The state of the extension.
  public enum Status: Hashable, Sendable {
    /// It is on, and has its name.
    case active
    /// The Shell has not seen it: it looks for extensions when a session begins.
    case unknown
    case off
    /// The user has switched all extensions off, or the Shell has after a crash.
    case allOff
    /// The Shell takes extensions down while the screen is locked.
    case locked
    /// It failed, for that reason.
    case failed(String)
    /// It is not the one for this release of the Shell.
    case otherRelease
    /// Another program has its name.
    case nameTaken
    /// It is on, and has not taken its name yet.
    case starting
    /// The Shell gives a state, by its number, that is not known.
    case unclear(Int)
  }

  /// Asks the Shell.
  @export(interface) public func status() throws(DBusError) -> Status {
    let answer = try extensions.call(
      "GetExtensionInfo", [.string(Self.uuid)], returning: "a{sv}",
      within: ShellWindows.patience)
    guard let information = answer.first?.dictionary, !information.isEmpty else { return .unknown }
    switch information["state"]?.double ?? -1 {
    case 1: return ShellWindows(shell.connection) == nil ? try withoutName() : .active
    case 3: return .failed(information["error"]?.string ?? "")
    case 4: return .otherRelease
    case 6: return .off
    case 2:
      if information["enabled"]?.boolean == false { return .off }
      if try extensions.property("UserExtensionsEnabled").boolean == false { return .allOff }
      return isLocked ? .locked : .off
    case let state: return .unclear(Int(exactly: state) ?? -1)
    }
  }

  private func withoutName() throws(DBusError) -> Status {
    try shell.connection.owner(of: ShellWindows.name) == nil
      ? .starting : .nameTaken
  }

  private var isLocked: Bool {
    let saver = Proxy(
      shell.connection, "org.gnome.ScreenSaver", path: "/org/gnome/ScreenSaver")
    let answer = try? saver.call("GetActive", returning: "b", within: ShellWindows.patience)
    return answer?.first?.boolean == true
  }

  /// Switches the extension on or off, and waits until that is so.
  ///
  /// - Returns: whether it is; false also where the Shell does not know it yet.
  @export(interface) public func setEnabled(_ isOn: Bool) throws(DBusError) -> Bool {
    let answer = try extensions.call(
      isOn ? "EnableExtension" : "DisableExtension", [.string(Self.uuid)], returning: "b",
      within: ShellWindows.patience)
    guard answer.first?.boolean == true else { return false }
    let deadline = Deadline.after(ShellWindows.patience)
    while !deadline.hasPassed {
      if (try status() == .active) == isOn { return true }
      sleep(for: .milliseconds(20))
    }
    return false
  }
}
