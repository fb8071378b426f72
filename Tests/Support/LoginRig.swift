import Foundation
import System

/// A real systemd-logind with a lid, a dock, an external display, a battery and polkit, in
/// namespaces of its own.
///
/// The user 1000 has two sessions, `c1` in front and `c2`, and a session bus. It takes root, and
/// half a second. "It would have suspended" is ``suspends``.
public final class LoginRig: Sendable {
  /// What the rig keeps, seen from inside and from outside under the same path.
  public let directory: String
  /// Our commands, where the rig's user may run them.
  public let commands: String
  private let machine: Background

  /// Where a process belongs, which decides what logind and polkit think of it.
  public enum Place: String, Sendable {
    case session1 = "user.slice/user-1000.slice/session-c1.scope"
    case session2 = "user.slice/user-1000.slice/session-c2.scope"
    /// A service of the user's, which belongs to no session.
    case userService = "user.slice/user-1000.slice/user@1000.service/app.slice/holder.service"
    /// Neither the user's nor in a session, as over ssh or from cron.
    case system = "system.slice/rig.service"
  }

  /// Starts it all, and waits until the sessions are open.
  ///
  /// - Parameters:
  ///   - settings: lines for the section `Login` of logind.conf.
  ///   - bus: where the session bus runs, and what it starts.
  ///   - upower: with a real UPower, which tells of the lid where logind 252 does not.
  ///   - services: a folder of services that the session bus starts, besides.
  ///   - isInstalled: the session's bus, or service manager, knows how to start our holder.
  ///   - hasManager: the user has a real service manager, `systemd --user`, which starts the bus.
  ///   - suite: a newer Debian, whose logind and all else it is then, such as `trixie`.
  ///   - packages: are installed in that Debian, besides.
  ///   - commands: of ours, beside lidctl.
  public init(
    settings: String = "", bus: Place = .userService, upower: Bool = true, isInstalled: Bool = true,
    services: String = "", hasManager: Bool = false, suite: String? = nil,
    packages: [String] = [], commands names: [String] = []
  ) throws {
    guard geteuid() == 0 else { throw Unexpected("the rig of logind needs root") }
    let root = try suite.map { suite in
      try Support.shell(
        """
        '\(rig("newer-debian.sh"))' root \(suite) \
          systemd dbus polkitd upower procps strace python3-dbus python3-gi \
          \(packages.joined(separator: " "))
        """, within: .seconds(900)
      ).split(separator: "\n").last.map(String.init) ?? ""
    }
    let directory = try temporaryDirectory()
    let runtime = try Support.shell(
      "ldd '\(product("lidctl"))' | sed -n 's|.* \\(/.*\\)/libswiftCore.so .*|\\1|p'")
    machine = try Background(
      ["/bin/bash", rig("logind.sh"), directory],
      variables: [
        "LOGIND_SETTINGS": settings, "SESSION_BUS_IN": bus.rawValue, "UPOWER": upower ? "1" : "",
        "SESSION_SERVICES": services, "USER_MANAGER": hasManager ? "1" : "", "ROOT": root,
        "SEEN": runtime.trimmingCharacters(in: .newlines),
        "MESA_SHADER_CACHE_DIR": shaderCache(of: 1000),
      ],
      directory: directory)
    self.directory = directory
    commands = "\(directory)/bin"
    // Not by this process: what it starts meanwhile would hold the copy open for writing, and a
    // program that is open for writing does not start.
    let programs = (["lidctl"] + names).map { "'\(product($0))'" }.joined(separator: " ")
    try Support.shell("mkdir -p '\(commands)'; cp \(programs) '\(commands)'")
    try FileManager.default.createDirectory(
      atPath: "\(directory)/services", withIntermediateDirectories: true)
    if isInstalled, !hasManager {
      try install("dbus-1/services/io.github.detour.Lid.service", as: "\(directory)/services")
    }
    do {
      try machine.ready(within: .seconds(60)) {
        FileManager.default.fileExists(atPath: "\(directory)/ready")
      }
    } catch {
      let log = try? String(contentsOfFile: "\(directory)/log", encoding: .utf8)
      throw Unexpected("\(error)\n\(log ?? "")")
    }
    if isInstalled, hasManager {
      let staged = "\(directory)/staged"
      try install("dbus-1/services/io.github.detour.Lid.service", as: "\(staged)/dbus-1/services")
      try install("systemd/user/detour-lid.service", as: "\(staged)/systemd/user")
      try self.root(
        """
        install -d -o 1000 -g 1000 /run/home/.local /run/home/.local/share
        cp -r '\(staged)/.' /run/home/.local/share/
        chown -R 1000:1000 /run/home/.local
        """)
      try run(["systemctl", "--user", "daemon-reload"])
      // The bus looks at its folders again.
      try run([
        "busctl", "--user", "call", "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
        "ReloadConfig",
      ])
    }
  }

  /// Puts one of the desktop's files into a folder, as installing does.
  private func install(_ file: String, as folder: String) throws {
    try Support.shell(
      """
      mkdir -p '\(folder)'
      sed 's|@bindir@|\(commands)|' '\(packageRoot)/desktop/\(file)' >'\(folder)/\(file.split(separator: "/").last!)'
      """)
  }

  deinit { machine.stop() }

  /// The words that run a command inside.
  public func words(
    _ arguments: [String], in place: Place = .session1, as user: Int = 1000
  ) -> [String] {
    ["\(directory)/enter", place.rawValue, "\(user)"] + arguments
  }

  /// Runs a command inside to its end; `lidctl` is ours.
  @discardableResult
  public func run(
    _ arguments: [String], in place: Place = .session1, as user: Int = 1000,
    variables: [String: String?] = [:], within limit: Duration = .seconds(180)
  ) throws -> Outcome {
    try Support.run(
      words(arguments, in: place, as: user), variables: ours(variables), within: limit)
  }

  /// Starts a command inside that goes on beside the test.
  public func start(
    _ arguments: [String], in place: Place = .session1, as user: Int = 1000,
    variables: [String: String?] = [:]
  ) throws -> Background {
    try Background(words(arguments, in: place, as: user), variables: ours(variables))
  }

  private func ours(_ variables: [String: String?]) -> [String: String?] {
    ["PATH": "\(commands):/usr/bin:/bin"].merging(variables) { $1 }
  }

  /// Runs a command as root outside of any session, and gives its output.
  @discardableResult
  public func root(_ script: String) throws -> String {
    let outcome = try run(["/bin/bash", "-euc", script], in: .system, as: 0)
    guard outcome.code == 0 else { throw Unexpected("\(script)\n\(outcome)") }
    return outcome.output
  }

  /// Runs a script as the user in the session in front, and gives its output.
  @discardableResult
  public func shell(_ script: String) throws -> String {
    let outcome = try run(["/bin/bash", "-euc", script])
    guard outcome.code == 0 else { throw Unexpected("\(script)\n\(outcome)") }
    return outcome.output
  }
}
