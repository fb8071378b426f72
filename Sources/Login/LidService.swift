public import DBus
public import System

/// The holder on the session's bus, under a name that only one can have.
public enum LidService {
  public static let name = "io.github.detour.Lid"
  static let path = "/io/github/detour/Lid"
  static let refused = ErrorName(rawValue: "io.github.detour.Lid.Refused")

  /// Offers `holder` on `bus`.
  ///
  /// - Returns: whether it is the one; if not, another holder has the name.
  public static func offer(
    _ holder: LidDaemon, on bus: Connection, loop: Loop
  ) throws(DBusError) -> Bool {
    try bus.export(
      path,
      [
        Interface(
          name,
          methods: [
            .init("Hold", takes: "a{ss}", gives: "a{ss}") { (values) throws(DBusError) in
              do throws(Refusal) {
                try holder.hold(LidSettings(texts(values)))
              } catch {
                // A holder that holds nothing, nor waits for anything, is not needed.
                if !holder.isHolding {
                  holder.release()
                  _ = try? loop.after(.milliseconds(100)) { loop.stop() }
                }
                throw DBusError(refused, error.description)
              }
              return [dictionary(status(holder))]
            },
            .init("Release") { _ in
              holder.release()
              // The answer goes out first.
              _ = try? loop.after(.milliseconds(10)) { loop.stop() }
              return []
            },
            .init("Status", gives: "a{ss}") { _ in [dictionary(status(holder))] },
          ])
      ])
    return try bus.requestName(name)
  }

  private static func status(_ holder: LidDaemon) -> [String: String] {
    var entries = holder.settings.entries
    entries["until"] = holder.settings.end.map { String($0) }
    entries["took-over"] = holder.tookOver.map { String($0) }
    entries["holding"] = holder.isHolding ? "yes" : "no"
    entries["obstacle"] = holder.obstacle
    entries["last-close"] = holder.lastClose
    return entries
  }

  static func dictionary(_ entries: [String: String]) -> Value {
    .array(
      entries.sorted { $0.key < $1.key }.map { .dictEntry(.string($0.key), .string($0.value)) },
      of: "{ss}")
  }

  static func texts(_ values: [Value]) -> [String: String] {
    (values.first?.dictionary ?? [:]).compactMapValues(\.string)
  }
}
