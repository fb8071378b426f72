/// What a lock keeps from happening, in logind's own words; the set is open.
public struct Inhibition: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The machine does not power off or restart.
  public static let shutdown = Inhibition(rawValue: "shutdown")
  /// The machine does not suspend when somebody asks for it; the lid may suspend it all the same.
  public static let sleep = Inhibition(rawValue: "sleep")
  /// Logind does nothing when nobody has done anything for a while; desktops have their own.
  public static let idle = Inhibition(rawValue: "idle")
  public static let powerKey = Inhibition(rawValue: "handle-power-key")
  public static let suspendKey = Inhibition(rawValue: "handle-suspend-key")
  public static let hibernateKey = Inhibition(rawValue: "handle-hibernate-key")
  /// Logind does nothing when the lid closes.
  public static let lid = Inhibition(rawValue: "handle-lid-switch")
  public static let rebootKey = Inhibition(rawValue: "handle-reboot-key")

  /// All that are known, in logind's order.
  public static let all: [Inhibition] = [
    .shutdown, .sleep, .idle, .powerKey, .suspendKey, .hibernateKey, .lid, .rebootKey,
  ]

  /// The kinds of a list such as `sleep:handle-lid-switch`, each once, in its order.
  ///
  /// - Throws: ``Refusal`` for a word that is none of them; `lid` is short for
  ///   `handle-lid-switch`.
  public static func list(_ text: String) throws(Refusal) -> [Inhibition] {
    var kinds: [Inhibition] = []
    for word in text.split(omittingEmptySubsequences: false, whereSeparator: { ":,".contains($0) })
    {
      let kind = word == "lid" ? Inhibition.lid : Inhibition(rawValue: String(word))
      guard all.contains(kind) else {
        throw Refusal(
          "there is no \"\(word)\" to hold: it is one or more, with colons between, of "
            + all.map(\.rawValue).joined(separator: ", "))
      }
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }
}

/// How strong a lock is, in logind's own words; the set is open.
public struct Mode: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// It does not happen while the lock is held.
  public static let block = Mode(rawValue: "block")
  /// It happens some seconds later; only for ``Inhibition/sleep`` and ``Inhibition/shutdown``.
  public static let delay = Mode(rawValue: "delay")
  /// As ``block``, but its own user may pass over it; systemd 257 and later.
  public static let weak = Mode(rawValue: "block-weak")

  public static let all: [Mode] = [.block, .delay, .weak]
}
