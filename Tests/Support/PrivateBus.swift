/// A message bus of its own, by the real dbus-daemon; killed when it goes.
public final class PrivateBus: Sendable {
  /// The bus's address.
  public let address: String
  /// The process number of dbus-daemon.
  public var process: Int32 { daemon.process }
  private let daemon: Background
  /// Where its socket is: a daemon that is killed leaves it behind.
  private let place: Scratch

  /// - Parameters:
  ///   - variables: what the services that the bus starts see, as changes to this process's
  ///     environment.
  ///   - services: the one folder with services that it starts; never those of the user's home.
  public init(variables: [String: String?] = [:], services: String = systemServices) throws {
    let place = try Scratch()
    try place.write(
      "bus.conf",
      """
      <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
       "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
      <busconfig><type>session</type><listen>unix:dir=\(place.path)</listen>
      <auth>EXTERNAL</auth><servicedir>\(services)</servicedir>
      <policy context="default"><allow send_destination="*" eavesdrop="true"/>
      <allow eavesdrop="true"/><allow own="*"/></policy>
      \(limits)</busconfig>

      """)
    let daemon = try Background(
      [
        "dbus-daemon", "--config-file=\(place.path("bus.conf"))", "--nofork", "--nopidfile",
        "--print-address=1",
      ], variables: variables)
    try daemon.ready { daemon.output.hasSuffix("\n") }
    address = String(daemon.output.dropLast())
    self.daemon = daemon
    self.place = place
  }

  /// Ends the bus, as a crash would.
  public func kill() throws { daemon.stop() }
}

/// What the session bus of a desktop has: in effect none.
private let limits = [
  "max_incoming_bytes": 1_000_000_000, "max_incoming_unix_fds": 250_000_000,
  "max_outgoing_bytes": 1_000_000_000, "max_outgoing_unix_fds": 250_000_000,
  "max_message_size": 1_000_000_000, "service_start_timeout": 120_000, "auth_timeout": 240_000,
  "pending_fd_timeout": 150_000, "max_completed_connections": 100_000,
  "max_incomplete_connections": 10_000, "max_connections_per_user": 100_000,
  "max_pending_service_starts": 10_000, "max_names_per_connection": 50_000,
  "max_match_rules_per_connection": 50_000, "max_replies_per_connection": 50_000,
].map { "<limit name=\"\($0.key)\">\($0.value)</limit>" }.joined(separator: "\n")
