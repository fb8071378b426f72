public import DBus
public import System

/// The holder on the session's bus, under a name that only one can have.
public enum HolderService {
  public static let name = "io.github.detour.Lid"
  static let path = "/io/github/detour/Lid"
  static let refused = ErrorName(rawValue: "io.github.detour.Lid.Refused")

  /// Offers `holder` on `bus`.
  ///
  /// - Returns: whether it is the one; if not, another holder has the name.
  public static func offer(
    _ holder: Holder, on bus: Connection, loop: Loop
  ) throws(Failure) -> Bool {
    try bus.export(
      path,
      [
        Interface(
          name,
          methods: [
            .init("Hold", takes: "a{ss}", gives: "a{ss}") { values in
              do {
                try holder.hold(Choices(texts(values)))
              } catch let refusal as Refusal {
                // A holder that holds nothing, nor waits for anything, is not needed.
                if !holder.isHolding {
                  holder.release()
                  try loop.after(.milliseconds(100)) { loop.stop() }
                }
                throw Failure(refused, refusal.description)
              }
              return [dictionary(status(holder))]
            },
            .init("Release") { _ in
              holder.release()
              // The answer goes out first.
              try loop.after(.milliseconds(10)) { loop.stop() }
              return []
            },
            .init("Status", gives: "a{ss}") { _ in [dictionary(status(holder))] },
          ])
      ])
    return try bus.own(name)
  }

  private static func status(_ holder: Holder) -> [String: String] {
    var entries = holder.choices.entries
    entries["holding"] = holder.isHolding ? "yes" : "no"
    entries["obstacle"] = holder.obstacle
    entries["last-close"] = holder.lastClose
    return entries
  }

  static func dictionary(_ entries: [String: String]) -> Value {
    .array(
      entries.sorted { $0.key < $1.key }.map { .entry(.string($0.key), .string($0.value)) },
      of: "{ss}")
  }

  static func texts(_ values: [Value]) -> [String: String] {
    (values.first?.dictionary ?? [:]).compactMapValues(\.string)
  }
}

/// The session's holder, seen from a command.
public struct HolderClient {
  private let bus: Connection

  public init(_ bus: Connection) { self.bus = bus }

  /// Whether a holder runs.
  public func isRunning() throws(Failure) -> Bool {
    try bus.owner(of: HolderService.name)?.isEmpty == false
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
      pause(for: .milliseconds(5))
    }
    return true
  }

  /// Has the holder hold with `choices`.
  ///
  /// - Returns: what it says of itself: the choices' entries, `holding`, `obstacle`, `last-close`.
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
        returning: type, within: .seconds(15))
    } catch {
      if error.name == HolderService.refused { throw Refusal(error.message) }
      throw Refusal("the holder did not do it: \(error.message)")
    }
  }
}
