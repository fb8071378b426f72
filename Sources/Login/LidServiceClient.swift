public import DBus
import System

/// The session's holder, seen from a command.
public struct LidServiceClient {
  private let bus: Connection
  /// Longer than a holder waits for logind, twice: at its start and for what it is asked.
  private static let patience = Duration.seconds(25)

  public init(_ bus: Connection) { self.bus = bus }

  /// Whether a holder runs.
  public func isRunning() throws(DBusError) -> Bool {
    try bus.owner(of: LidService.name)?.isEmpty == false
  }

  /// The number of the holder's process, where one runs.
  public func process() -> UInt32? {
    let reply = try? driver.call(
      "GetConnectionUnixProcessID", [.string(LidService.name)], returning: "u")
    return reply?.first?.integer.flatMap(UInt32.init(exactly:))
  }

  /// The bus itself.
  private var driver: Proxy {
    Proxy(bus, "org.freedesktop.DBus", path: "/org/freedesktop/DBus")
  }

  /// Has the bus start the holder.
  ///
  /// - Returns: whether it could: where its files are not installed nobody knows how to.
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

  /// Waits until the holder is there.
  public func appears(within limit: Duration) throws(DBusError) -> Bool {
    let deadline = Deadline.after(limit)
    while try !isRunning() {
      if deadline.hasPassed { return false }
      sleep(for: .milliseconds(5))
    }
    return true
  }

  /// Has the holder hold with `settings`.
  ///
  /// - Returns: what it says of itself: the settings' entries, `holding`, `obstacle`, `last-close`,
  ///   and `took-over` where the holder before it was killed.
  @discardableResult
  public func hold(_ settings: LidSettings) throws(Refusal) -> [String: String] {
    let values = try asking("Hold", [LidService.dictionary(settings.entries)], "a{ss}")
    return LidService.texts(values)
  }

  /// Has the holder let go, and end.
  public func release() throws(Refusal) { _ = try asking("Release", [], "") }

  /// What the holder says of itself.
  public func status() throws(Refusal) -> [String: String] {
    LidService.texts(try asking("Status", [], "a{ss}"))
  }

  private func asking(
    _ method: String, _ arguments: [Value], _ type: String
  ) throws(Refusal) -> [Value] {
    do throws(DBusError) {
      return try Proxy(bus, LidService.name, path: LidService.path).call(
        method, arguments, returning: type, within: Self.patience)
    } catch {
      if error.name == LidService.refused { throw Refusal(error.message) }
      throw Refusal("the holder did not do it: \(error.message)")
    }
  }
}
