/// What a lock keeps from happening: systemd-inhibit(1), `--what`; the set is open.
public struct Inhibition: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let shutdown = Inhibition(rawValue: "shutdown")
  public static let sleep = Inhibition(rawValue: "sleep")
  public static let idle = Inhibition(rawValue: "idle")
  /// What logind does when the lid closes.
  public static let lid = Inhibition(rawValue: "handle-lid-switch")
}

/// A lock that somebody holds: a row of `systemd-inhibit --list`.
public struct Inhibitor: Hashable, Sendable {
  public let what: [Inhibition]
  /// Who holds it, in the holder's words.
  public let who: String
  /// What for, in the holder's words.
  public let why: String
  /// `block`, `delay`, or `block-weak`.
  public let mode: String
  public let user: UInt32
  public let process: UInt32

  public init(
    what: [Inhibition], who: String, why: String, mode: String, user: UInt32, process: UInt32
  ) {
    self.what = what
    self.who = who
    self.why = why
    self.mode = mode
    self.user = user
    self.process = process
  }
}
