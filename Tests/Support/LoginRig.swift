import Foundation
import Synchronization
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

  /// A switch of the machine, by its number in `<linux/input-event-codes.h>`.
  public enum Switch: Int, Sendable {
    case lid = 0
    case dock = 5
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
  public init(
    settings: String = "", bus: Place = .userService, upower: Bool = true, isInstalled: Bool = true,
    services: String = "", hasManager: Bool = false, suite: String? = nil
  ) throws {
    guard geteuid() == 0 else { throw Unexpected("the rig of logind needs root") }
    let root = try suite.map { suite in
      try Support.shell(
        """
        '\(rig("newer-debian.sh"))' root \(suite) \
          systemd dbus polkitd upower procps strace python3-dbus python3-gi
        """, within: .seconds(300)
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
      ],
      directory: directory)
    self.directory = directory
    commands = "\(directory)/bin"
    // Not by this process: what it starts meanwhile would hold the copy open for writing, and a
    // program that is open for writing does not start.
    try Support.shell("mkdir -p '\(commands)'; cp '\(product("lidctl"))' '\(commands)/lidctl'")
    try FileManager.default.createDirectory(
      atPath: "\(directory)/services", withIntermediateDirectories: true)
    if isInstalled, !hasManager {
      try install("dbus-1/services/io.github.detour.Lid.service", as: "\(directory)/services")
    }
    try machine.ready(within: .seconds(60)) {
      FileManager.default.fileExists(atPath: "\(directory)/ready")
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
    variables: [String: String?] = [:], within limit: Duration = .seconds(30)
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

  /// Closes or opens the lid, or puts the machine into its dock or out of it, and waits until
  /// logind knows.
  public func set(_ which: Switch, _ on: Bool) throws {
    let path = "\(directory)/switches"
    let before = Int(try String(contentsOfFile: path, encoding: .utf8).filter(\.isNumber)) ?? 0
    let bit = 1 << which.rawValue
    try "\(on ? before | bit : before & ~bit)".write(
      toFile: path, atomically: false, encoding: .utf8)
    // struct input_event: the time, EV_SW, the switch, its value.
    var event = [UInt8](repeating: 0, count: 16)
    event += [5, 0, UInt8(which.rawValue), 0, on ? 1 : 0, 0, 0, 0]
    try send(event, to: "event0")
    // Where there is no UPower nobody reads it.
    try? send(event, to: "event1")
    let name = which == .lid ? "LidClosed" : "Docked"
    guard try eventually({ try property(name) == "b \(on)" }) else {
      throw Unexpected("logind did not see \(name)=\(on)")
    }
    // A dock brings devices with it.
    if which == .dock { try tell("platform", of: "/devices/platform/dock.0") }
  }

  /// Tells who listens of a device, as the kernel does.
  public func tell(_ subsystem: String, of path: String) throws {
    let outcome = try run(
      ["/usr/bin/python3", rig("device-event.py"), subsystem, path], in: .system, as: 0)
    guard outcome.code == 0 else { throw Unexpected("device-event.py: \(outcome)") }
  }

  private func send(_ event: [UInt8], to device: String) throws {
    let file = try FileDescriptor(
      opening: "\(directory)/input/\(device)", [.writeOnly, .nonBlocking])
    try file.writeAll(event)
  }

  /// Attaches an external display or takes it away.
  public func set(externalDisplay on: Bool) throws {
    let card = "/sys/devices/virtual/drm/card0"
    let connector = "\(card)/card0-HDMI-A-1"
    try root(
      on
        ? """
        mkdir -p \(connector)
        echo DEVTYPE=drm_minor >\(card)/uevent
        printf 'DEVTYPE=drm_connector\n' >\(connector)/uevent
        echo connected >\(connector)/status
        echo enabled >\(connector)/enabled
        ln -sfn /sys/class/drm \(card)/subsystem
        ln -sfn /sys/class/drm \(connector)/subsystem
        ln -sfn \(card) /sys/class/drm/card0
        ln -sfn \(connector) /sys/class/drm/card0-HDMI-A-1
        """ : "rm -rf \(connector) /sys/class/drm/card0-HDMI-A-1")
    try tell("drm", of: "/devices/virtual/drm/card0")
    guard try eventually({ try property("Docked") == "b \(on)" }) else {
      throw Unexpected("logind did not see the display")
    }
  }

  /// Gives the machine a battery with `percent` in it, and the mains or not.
  public func set(mains: Bool, battery percent: Int) throws {
    try root(
      """
      cd /sys/class/power_supply
      for name in AC BAT0; do
        device=/sys/devices/virtual/power_supply/$name
        mkdir -p $device
        touch $device/uevent
        ln -sfn /sys/class/power_supply $device/subsystem
        ln -sfn $device $name
      done
      echo Mains >AC/type; echo \(mains ? 1 : 0) >AC/online
      echo Battery >BAT0/type; echo \(percent) >BAT0/capacity
      echo 1 >BAT0/present; echo System >BAT0/scope
      echo \(mains ? "Charging" : "Discharging") >BAT0/status
      """)
    try tell("power_supply", of: "/devices/virtual/power_supply/AC")
    guard try eventually({ try property("OnExternalPower") == "b \(mains)" }) else {
      throw Unexpected("logind did not see the power")
    }
  }

  /// Starts something that locks a session when logind asks for it; `output` says "lock" each time.
  public func startLocker(of session: String = "c1", taking seconds: Double = 0.1) throws
    -> Background
  {
    let locker = try start([rig("locker.py"), session, "\(seconds)"])
    try locker.ready { locker.output.hasPrefix("ready") }
    return locker
  }

  /// Whether somebody told logind that a session is locked: `LockedHint`.
  public func isLocked(_ session: String = "c1") throws -> Bool {
    try root(
      """
      busctl get-property org.freedesktop.login1 /org/freedesktop/login1/session/\(session) \
        org.freedesktop.login1.Session LockedHint
      """) == "b true\n"
  }

  /// Takes a session's lock away.
  public func unlock(_ session: String = "c1") throws {
    try root(
      """
      busctl call org.freedesktop.login1 /org/freedesktop/login1/session/\(session) \
        org.freedesktop.login1.Session SetLockedHint b false
      """)
  }

  /// Brings a session to the front, as a switch of the terminal does.
  public func activate(_ session: String) throws {
    try root(
      """
      busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager \
        ActivateSession s \(session)
      """)
  }

  /// A property of logind's manager, as busctl writes it.
  public func property(_ name: String) throws -> String {
    let outcome = try run(
      [
        "busctl", "get-property", "org.freedesktop.login1", "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager", name,
      ], in: .system, as: 0)
    return outcome.output.trimmingCharacters(in: .newlines)
  }

  /// Kills logind as a crash would.
  public func killLogind() throws {
    try root("kill -9 $(pidof systemd-logind)")
  }

  /// Starts logind again, and waits until it answers.
  public func startLogind() throws -> Background {
    let logind = try start(["\(directory)/start-logind"], in: .system, as: 0)
    try logind.ready { try property("LidClosed").hasPrefix("b ") }
    return logind
  }

  /// How often logind has told the service manager to suspend.
  public var suspends: Int {
    let units = (try? String(contentsOfFile: "\(directory)/units", encoding: .utf8)) ?? ""
    return units.split(separator: "\n").count { $0 == "StartUnit suspend.target" }
  }

  /// Whether logind starts no suspend for long enough that it would have.
  ///
  /// It acts upon the lid within the same turn of its loop that sees it: half a second is long.
  public func staysAwake(_ duration: Duration = .milliseconds(500)) -> Bool {
    let before = suspends
    pause(for: duration)
    return suspends == before
  }

  /// The rows of systemd-inhibit's own list.
  public func inhibitors() throws -> [String] {
    try run(["systemd-inhibit", "--list", "--no-legend", "--no-pager"], in: .system, as: 0).output
      .split(separator: "\n").map(String.init)
  }
}
