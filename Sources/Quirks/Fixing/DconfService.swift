import DBus
import Settings

/// The program that writes the settings down, dconf-service, which GIO waits for as long as half a
/// minute, for each change again.
extension QuirkContext {
  private static let keeper = "ca.desrt.dconf"

  /// Why no setting can be changed now; nil where one can.
  ///
  /// It is asked before it is told anything: one that hangs would do later what it is told now.
  var settingsObstacle: SettingsObstacle? {
    guard !isThroughSudo else { return .throughSudo }
    guard Settings.areKeptByDconf else { return .notInDconf }
    guard let bus = sessionBus else { return .noSessionBus }
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
      case .noReply: .silent
      case .serviceUnknown: .notInstalled
      default: .refused(error)
      }
    }
  }
}
