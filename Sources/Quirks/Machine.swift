public import DBus

/// The machine and the session that are looked at: everything from outside, as values.
public struct Machine: Sendable {
  /// What stands before `/sys`, `/proc` and `/dev`: empty but in tests.
  public var root: String
  public var home: String
  public var systemBus: Bus?
  public var sessionBus: Bus?
  /// `$XDG_CURRENT_DESKTOP`, split at its colons.
  public var desktops: [String]

  public init(
    root: String = "", home: String, systemBus: Bus?, sessionBus: Bus?, desktops: [String] = []
  ) {
    self.root = root
    self.home = home
    self.systemBus = systemBus
    self.sessionBus = sessionBus
    self.desktops = desktops
  }
}
