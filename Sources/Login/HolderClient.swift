public import DBus
import System

/// The session's holder, seen from a command.
public struct HolderClient {
  private let bus: Connection
  /// Longer than a holder waits for logind, twice: at its start and for what it is asked.
  private static let patience = Duration.seconds(25)

  public init(_ bus: Connection) { self.bus = bus }

  /// Whether a holder runs.
  public func isRunning() throws(Failure) -> Bool {
    try bus.owner(of: HolderService.name)?.isEmpty == false
  }

  /// The number of the holder's process, where one runs.
  public func process() -> UInt32? {
    let reply = try? bus.call(
      "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "GetConnectionUnixProcessID", [.string(HolderService.name)], returning: "u")
    return reply?.first?.integer.flatMap(UInt32.init(exactly:))
  }

  /// Has the bus start the holder.
  ///
  /// - Returns: whether it could: where its files are not installed nobody knows how to.
  public func activate() throws(Failure) -> Bool {
    do throws(Failure) {
      _ = try bus.call(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
        "StartServiceByName", [.string(HolderService.name), .uint32(0)], returning: "u")
      return true
    } catch {
      if error.name == .serviceUnknown { return false }
      throw error
    }
  }

  /// Waits until the holder is there.
  public func appears(within limit: Duration) throws(Failure) -> Bool {
    let deadline = Deadline.after(limit)
    while try !isRunning() {
      if deadline.hasPassed { return false }
      sleep(for: .milliseconds(5))
    }
    return true
  }

  /// Has the holder hold with `choices`.
  ///
  /// - Returns: what it says of itself: the choices' entries, `holding`, `obstacle`, `last-close`,
  ///   and `took-over` where the holder before it was killed.
  @discardableResult
  public func hold(_ choices: Choices) throws(Refusal) -> [String: String] {
    let values = try asking("Hold", [HolderService.dictionary(choices.entries)], "a{ss}")
    return HolderService.texts(values)
  }

  /// Has the holder let go, and end.
  public func release() throws(Refusal) { _ = try asking("Release", [], "") }

  /// What the holder says of itself.
  public func status() throws(Refusal) -> [String: String] {
    HolderService.texts(try asking("Status", [], "a{ss}"))
  }

  private func asking(
    _ method: String, _ arguments: [Value], _ type: String
  ) throws(Refusal) -> [Value] {
    do throws(Failure) {
      return try bus.call(
        HolderService.name, HolderService.path, HolderService.name, method, arguments,
        returning: type, within: Self.patience)
    } catch {
      if error.name == HolderService.refused { throw Refusal(error.message) }
      throw Refusal("the holder did not do it: \(error.message)")
    }
  }
}
