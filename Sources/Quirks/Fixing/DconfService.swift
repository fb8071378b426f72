import DBus
import Settings

/// The program that writes the settings down, dconf-service, which GIO waits for as long as half a
/// minute, for each change again.
extension QuirkContext {
  private static let keeper = "ca.desrt.dconf"

  /// Why no setting can be changed now, or nothing where one can.
  ///
  /// It is asked before it is told anything: one that hangs would do later what it is told now.
  var whySettingsCannotChange: String? {
    guard !isThroughSudo else {
      return "the settings are those of your own session: run detour without sudo"
    }
    guard Settings.areKeptByDconf else {
      return "settings are not kept in dconf here, where the desktop has them: unset "
        + "GSETTINGS_BACKEND, and install dconf's module for GIO (dconf-gsettings-backend, dconf)"
    }
    guard let bus = sessionBus else { return "there is no session bus to tell dconf-service on" }
    do throws(DBusError) {
      let limit = Duration.seconds(5)
      let connection = try Connection(bus, within: limit)
      let runs =
        try Proxy(connection, "org.freedesktop.DBus", path: "/org/freedesktop/DBus").call(
          "NameHasOwner", [.string(Self.keeper)], returning: "b", within: limit
        ).first?.boolean == true
      try Proxy(connection, Self.keeper, path: "/", interface: "org.freedesktop.DBus.Peer").call(
        "Ping",
        // Where it does not run the bus starts it, which takes a busy machine a while.
        within: runs ? limit : .seconds(20))
      return nil
    } catch {
      return switch error.name {
      case .noReply:
        "dconf-service, which keeps the settings, does not answer; this has it started anew: pkill -KILL dconf-service"
      case .serviceUnknown: "dconf-service, which keeps the settings, is not installed"
      default: "dconf-service, which keeps the settings, can't be asked: \(error.message)"
      }
    }
  }
}
