/// A message bus of its own, by the real dbus-daemon; killed when it goes.
public final class PrivateBus: Sendable {
  /// The bus's address.
  public let address: String
  /// The process number of dbus-daemon.
  public var process: Int32 { daemon.process }
  private let daemon: Background
  /// Where its socket is: a daemon that is killed leaves it behind.
  private let place: Scratch

  /// - Parameter variables: what the services that the bus starts see, as changes to this
  ///   process's environment.
  public init(variables: [String: String?] = [:]) throws {
    let place = try Scratch()
    let daemon = try Background(
      [
        "dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1",
        "--address=unix:dir=\(place.path)",
      ], variables: variables)
    try daemon.ready { daemon.output.hasSuffix("\n") }
    address = String(daemon.output.dropLast())
    self.daemon = daemon
    self.place = place
  }

  /// Ends the bus, as a crash would.
  public func kill() throws { daemon.stop() }
}
