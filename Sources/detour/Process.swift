import DBus
import Quirks
import Tool

extension Machine {
  /// The machine and session that this process is in.
  static var ofProcess: Machine {
    Machine(
      home: set("HOME") ?? "/",
      systemBus: .system(environment("DBUS_SYSTEM_BUS_ADDRESS")),
      sessionBus: .session(
        environment("DBUS_SESSION_BUS_ADDRESS"), runtimeDirectory: environment("XDG_RUNTIME_DIR")),
      desktops: (set("XDG_CURRENT_DESKTOP") ?? "").split(separator: ":").map(String.init))
  }
}
