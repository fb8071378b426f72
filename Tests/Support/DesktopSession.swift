/// A desktop session of its own: a home, a runtime directory and a session bus, so that real
/// gsettings and dconf write nothing of the user's.
public final class DesktopSession: Sendable {
  private let scratch: Scratch
  private let bus: PrivateBus

  public init() throws {
    scratch = try Scratch()
    try Support.shell("mkdir -p home; mkdir -m 700 run", directory: scratch.path)
    // The bus starts dconf-service, which must not find the user's own home.
    bus = try PrivateBus(variables: Self.places(in: scratch))
  }

  /// The session's home directory.
  public var home: String { scratch.path("home") }

  /// The variables that lead a program into the session.
  public var variables: [String: String?] {
    Self.places(in: scratch).merging([
      "DBUS_SESSION_BUS_ADDRESS": bus.address,
      "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus",
    ]) { $1 }
  }

  private static func places(in scratch: Scratch) -> [String: String?] {
    [
      "HOME": scratch.path("home"), "XDG_RUNTIME_DIR": scratch.path("run"),
      "XDG_CURRENT_DESKTOP": "GNOME", "DISPLAY": nil, "WAYLAND_DISPLAY": nil,
      "XDG_CONFIG_HOME": nil, "XDG_CACHE_HOME": nil, "XDG_STATE_HOME": nil, "XDG_DATA_HOME": nil,
    ]
  }

  /// Runs a shell script in the session, and gives its output.
  @discardableResult
  public func shell(_ script: String, _ more: [String: String?] = [:]) throws -> String {
    try Support.shell(script, variables: variables.merging(more) { $1 })
  }

  /// Runs one of the package's commands in the session.
  ///
  /// - Parameter more: variables beside the session's own.
  public func command(_ arguments: [String], _ more: [String: String?] = [:]) throws -> Outcome {
    try run(
      [product(arguments[0])] + arguments.dropFirst(), variables: variables.merging(more) { $1 })
  }

  /// Writes a file in the home directory, and gives its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try scratch.write("home/\(name)", text)
    return "\(home)/\(name)"
  }
}
