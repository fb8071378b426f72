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
    entries["until"] = holder.choices.end.map { String($0) }
    entries["took-over"] = holder.tookOver.map { String($0) }
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
