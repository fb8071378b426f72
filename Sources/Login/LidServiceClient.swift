public import DBus
import System

/// The lid service of the session, seen from a command.
public struct LidServiceClient {
  private let bus: Connection
  /// Longer than the service waits for logind, twice: at its start and for what it is asked.
  private static let patience = Duration.seconds(25)

  public init(_ bus: Connection) { self.bus = bus }

  /// Returns whether the service runs.
  public func isRunning() throws(DBusError) -> Bool {
    try bus.owner(of: LidService.name)?.isEmpty == false
  }

  /// The service's process ID, if it runs.
  public func process() -> UInt32? {
    let reply = try? driver.call(
      "GetConnectionUnixProcessID", [.string(LidService.name)], returning: "u")
    return reply?.first?.integer.flatMap(UInt32.init(exactly:))
  }

  /// The bus itself.
  private var driver: Proxy {
    Proxy(bus, "org.freedesktop.DBus", path: "/org/freedesktop/DBus")
  }

  /// Has the bus start the service.
  ///
  /// - Returns: false if its files are not installed.
  public func activate() throws(DBusError) -> Bool {
    do throws(DBusError) {
      _ = try driver.call(
        "StartServiceByName", [.string(LidService.name), .uint32(0)], returning: "u")
      return true
    } catch {
      if error.name == .serviceUnknown { return false }
      throw error
    }
  }

  /// Waits until the service runs.
  public func appears(within limit: Duration) throws(DBusError) -> Bool {
    let deadline = Deadline.after(limit)
    while try !isRunning() {
      if deadline.hasPassed { return false }
      sleep(for: .milliseconds(5))
    }
    return true
  }

  /// Waits until the service has ended; says whether it has in time.
  public func ends(within limit: Duration) throws(DBusError) -> Bool {
    let deadline = Deadline.after(limit)
    while try isRunning() {
      if deadline.hasPassed { return false }
      sleep(for: .milliseconds(5))
    }
    return true
  }

  /// Has the service hold with `settings`.
  public func hold(_ settings: LidSettings) throws(Refusal) {
    try call("Hold", [LidService.dictionary(settings.entries)])
  }

  /// Has the service release the lock, and end.
  public func release() throws(Refusal) { try call("Release") }

  /// Returns what the service reports about itself.
  public func state() throws(Refusal) -> LidServiceState {
    do throws(DBusError) {
      return LidServiceState(try service.properties(within: Self.patience))
    } catch {
      throw .service(error)
    }
  }

  private var service: Proxy { Proxy(bus, LidService.name, path: LidService.path) }

  private func call(_ method: String, _ arguments: [Value] = []) throws(Refusal) {
    do throws(DBusError) {
      try service.call(method, arguments, within: Self.patience)
    } catch {
      let fields = error.message.split(
        separator: LidService.separator, omittingEmptySubsequences: false)
      if error.name == LidService.refused, let refusal = Refusal(fields.map { String($0) }) {
        throw refusal
      }
      throw .service(error)
    }
  }
}
