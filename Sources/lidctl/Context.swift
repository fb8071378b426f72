import DBus
import Glibc
import Login
import System
import Tool

/// What the environment says of where things are.
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

  /// What the user chose.
  static var configuration: KeyValueFile { KeyValueFile(Directories().configuration + "/lid.conf") }

  /// What is held at present; where there is no runtime directory the bus alone knows.
  static var record: KeyValueFile {
    let directories = Directories()
    return KeyValueFile((directories.runtime ?? directories.state) + "/lid")
  }

  /// The settings that were kept.
  static func settings() throws -> LidSettings {
    do throws(Refusal) {
      return try LidSettings(configuration.read() ?? [:])
    } catch {
      throw CommandError("\(configuration.path): \(error): repair or remove it")
    }
  }
}
