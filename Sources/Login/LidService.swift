public import DBus
public import System

/// The lid service on the session bus, under a name that only one process can own.
public enum LidService {
  public static let name = "io.github.detour.Lid"
  static let path = "/io/github/detour/Lid"
  /// A ``Refusal``, whose fields are the message.
  static let refused = ErrorName(rawValue: "io.github.detour.Lid.Refused")
  /// Between the fields: the unit separator of ASCII.
  static let separator = "\u{1f}"

  /// Exports `daemon` on `bus`.
  ///
  /// - Returns: whether the name is ours; if not, another daemon owns it.
  public static func export(
    _ daemon: LidDaemon, on bus: Connection, loop: Loop
  ) throws(DBusError) -> Bool {
    try bus.export(
      path,
      [
        Interface(
          name,
          methods: [
            .init("Hold", takes: "a{ss}") { (values) throws(DBusError) in
              do throws(Refusal) {
                try daemon.hold(LidSettings(texts(values.first)))
              } catch {
                // A daemon that holds nothing, nor waits for anything, is not needed.
                if !daemon.isOn {
                  daemon.release()
                  try? end(daemon, loop, after: .milliseconds(100))
                }
                throw DBusError(refused, error.fields.joined(separator: separator))
              }
              return []
            },
            .init("Release") { (_) throws(DBusError) in
              daemon.release()
              // The answer goes out first.
              try? end(daemon, loop, after: .milliseconds(10))
              return []
            },
          ],
          properties: [
            .init("Active", "b") { .boolean(daemon.isActive) },
            .init("Holding", "b") { .boolean(daemon.isHolding) },
            .init("Obstacle", "as") {
              .array((daemon.obstacle?.fields ?? []).map { .string($0) }, of: "s")
            },
            .init("Settings", "a{ss}") { dictionary(daemon.settings.entries) },
            .init("Until", "x") { .int64(Int64(daemon.settings.end ?? 0)) },
            .init("TookOver", "x") { .int64(Int64(daemon.tookOver ?? 0)) },
            .init("LastClose", "as") {
              .array((daemon.lastClose?.fields ?? []).map { .string($0) }, of: "s")
            },
          ])
      ])
    return try bus.requestName(name)
  }

  /// Ends the loop in a moment, unless the daemon is asked to hold meanwhile.
  private static func end(
    _ daemon: LidDaemon, _ loop: Loop, after delay: Duration
  ) throws(Errno) {
    try loop.after(delay) { if !daemon.isOn { loop.stop() } }
  }

  static func dictionary(_ entries: [String: String]) -> Value {
    .array(
      entries.sorted { $0.key < $1.key }.map { .dictEntry(.string($0.key), .string($0.value)) },
      of: "{ss}")
  }

  static func texts(_ value: Value?) -> [String: String] {
    (value?.dictionary ?? [:]).compactMapValues(\.string)
  }
}

/// The lid service's report about itself.
public struct LidServiceState: Hashable, Sendable {
  /// The lock is held, and the action follows when the lid closes.
  public let isActive: Bool
  public let isHolding: Bool
  public let obstacle: LidObstacle?
  public let settings: LidSettings
  /// The end by the wall clock, in seconds since 1970.
  public let until: Int?
  /// When it took over from a daemon that was killed.
  public let tookOver: Int?
  /// What the lid led to when it closed last.
  public let lastClose: LidClosing?

  init(_ properties: [String: Value]) {
    isActive = properties["Active"]?.boolean ?? false
    isHolding = properties["Holding"]?.boolean ?? false
    obstacle = LidObstacle((properties["Obstacle"]?.elements ?? []).compactMap(\.string))
    settings = (try? LidSettings(LidService.texts(properties["Settings"]))) ?? LidSettings()
    func moment(_ name: String) -> Int? {
      (properties[name]?.integer).flatMap { $0 == 0 ? nil : $0 }
    }
    until = moment("Until")
    tookOver = moment("TookOver")
    lastClose = LidClosing((properties["LastClose"]?.elements ?? []).compactMap(\.string))
  }
}
