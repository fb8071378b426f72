import DBus
import Glibc
import Login
import System
import Tool

/// The buses and files that the environment names.
enum Context {
  static var system: Bus { Bus.system(environment("DBUS_SYSTEM_BUS_ADDRESS")) }

  /// logind, over the system bus.
  static func logind() throws -> Logind {
    do throws(DBusError) {
      return Logind(try Connection(system))
    } catch {
      throw CommandError(
        "the system bus at \(system.address) cannot be reached: \(error.message): is dbus running?")
    }
  }

  /// The bus of the user's session.
  static func session() throws -> Connection {
    guard
      let bus = Bus.session(
        environment("DBUS_SESSION_BUS_ADDRESS"), runtimeDirectory: environment("XDG_RUNTIME_DIR"))
    else {
      throw CommandError(
        "there is no session bus (DBUS_SESSION_BUS_ADDRESS is not set): run this in a login session"
      )
    }
    do throws(DBusError) {
      return try Connection(bus)
    } catch {
      throw CommandError(
        "the session bus at \(bus.address) cannot be reached: \(error.message): run this in a "
          + "login session")
    }
  }

  /// The remembered options.
  static var configuration: KeyValueFile { KeyValueFile(Directories().configuration + "/lid.conf") }

  /// What is held at present.
  static var record: KeyValueFile {
    let directories = Directories()
    return KeyValueFile((directories.runtime ?? directories.state) + "/lid")
  }

  /// The remembered options.
  static func settings() throws -> LidSettings {
    do throws(Refusal) {
      return try LidSettings(configuration.read() ?? [:])
    } catch {
      throw CommandError("\(configuration.path): \(error): fix it or remove it")
    }
  }

  static func autostart() throws -> Autostart {
    guard let program = Program.own else { throw CommandError("lidctl itself has been deleted") }
    let directory = Directories().configuration
    return Autostart(
      try session(), configuration: String(directory.dropLast("/detour".count)), program: program)
  }
}
