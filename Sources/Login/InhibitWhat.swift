/// An event that a lock prevents, in logind's own words; the set is open.
public struct InhibitWhat: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The machine does not power off or restart.
  public static let shutdown = InhibitWhat(rawValue: "shutdown")
  /// The machine does not suspend when somebody asks for it; the lid may suspend it all the same.
  public static let sleep = InhibitWhat(rawValue: "sleep")
  /// Logind does nothing when nobody has done anything for a while; desktops have their own.
  public static let idle = InhibitWhat(rawValue: "idle")
  public static let powerKey = InhibitWhat(rawValue: "handle-power-key")
  public static let suspendKey = InhibitWhat(rawValue: "handle-suspend-key")
  public static let hibernateKey = InhibitWhat(rawValue: "handle-hibernate-key")
  /// Logind does nothing when the lid closes.
  public static let lid = InhibitWhat(rawValue: "handle-lid-switch")
  public static let rebootKey = InhibitWhat(rawValue: "handle-reboot-key")

  /// All that are known, in logind's order.
  public static let all: [InhibitWhat] = [
    .shutdown, .sleep, .idle, .powerKey, .suspendKey, .hibernateKey, .lid, .rebootKey,
  ]

  /// The kinds of a list such as `sleep:handle-lid-switch`, each once, in its order.
  ///
  /// - Throws: ``Refusal`` for a word that is none of them; `lid` is short for
  ///   `handle-lid-switch`.
  public static func list(_ text: String) throws(Refusal) -> [InhibitWhat] {
    var kinds: [InhibitWhat] = []
    for word in text.split(omittingEmptySubsequences: false, whereSeparator: { ":,".contains($0) })
    {
      let kind = word == "lid" ? InhibitWhat.lid : InhibitWhat(rawValue: String(word))
      guard all.contains(kind) else {
        throw .unknownKind(String(word))
      }
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }
}

/// The strength of a lock, in logind's own words; the set is open.
public struct InhibitMode: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  /// It does not happen while the lock is held.
  public static let block = InhibitMode(rawValue: "block")
  /// It happens some seconds later; only for ``InhibitWhat/sleep`` and ``InhibitWhat/shutdown``.
  public static let delay = InhibitMode(rawValue: "delay")
  /// As ``block``, but its own user may pass over it; systemd 257 and later.
  public static let weak = InhibitMode(rawValue: "block-weak")

  public static let all: [InhibitMode] = [.block, .delay, .weak]
}
