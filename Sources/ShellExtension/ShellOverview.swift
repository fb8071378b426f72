import DBus
import System
public import Windows

/// GNOME Shell's overview, which keeps the focus from windows while it is open.
///
/// The Shell itself tells of it and closes it, with our extension or without.
public struct ShellOverview {
  private let shell: Proxy

  /// Finds the Shell of the session that an environment names.
  ///
  /// - Returns: nothing where its bus is not known, or no Shell is there.
  @export(interface) public init?(_ variable: (String) -> String?) {
    guard
      let bus = Bus.session(
        variable("DBUS_SESSION_BUS_ADDRESS"), runtimeDirectory: variable("XDG_RUNTIME_DIR")),
      let connection = try? Connection(bus, within: ShellWindows.patience)
    else { return nil }
    shell = Proxy(connection, "org.gnome.Shell", path: "/org/gnome/Shell")
  }

  /// Whether it is open; nothing where the Shell does not say.
  public var isOpen: Bool? {
    (try? shell.property("OverviewActive", within: ShellWindows.patience))?.boolean
  }

  /// Closes it.
  ///
  /// - Returns: whether it is closed now.
  @export(interface) public func close() -> Bool {
    do throws(DBusError) {
      try shell.setProperty(
        "OverviewActive", to: .boolean(false), within: ShellWindows.patience)
    } catch {
      return false
    }
    let deadline = Deadline.after(ShellWindows.patience)
    while !deadline.hasPassed {
      if isOpen == false { return true }
      sleep(for: .milliseconds(20))
    }
    return false
  }

  /// Activates a window, and does it once more where the overview was in the way.
  @export(interface) public static func activating(
    _ id: WindowID, in variable: (String) -> String?,
    _ activate: () throws(WindowError) -> Outcome
  ) throws(WindowError) -> Outcome {
    do throws(WindowError) {
      return try activate()
    } catch {
      guard case .late(.activate, let manager, nil) = error, manager == ShellWindows.manager,
        let overview = ShellOverview(variable), overview.isOpen == true
      else { throw error }
      guard overview.close() else { throw .late(.activate(id), by: manager, .overview) }
      return try activate()
    }
  }
}
