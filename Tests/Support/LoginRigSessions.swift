import Foundation
import System

/// What a rig's logind says and does: its sessions, its locks, and the suspends that would have been.
extension LoginRig {
  /// Takes away what a test before may have left: holders and their choices, a closed lid, locked
  /// sessions, a suspend.
  public func reset() throws {
    try root(
      """
      kill -9 $(pidof lidctl) 2>/dev/null || :
      rm -rf /run/home/.config/detour /run/home/.config/autostart /run/user/1000/detour
      """)
    try set(.lid, false)
    try set(.dock, false)
    for session in ["c1", "c2"] { try unlock(session) }
    try activate("c1")
    // A suspend that is still under way refuses the next one.
    guard try eventually({ try property("PreparingForSleep") == "b false" }) else {
      throw Unexpected("a suspend did not end")
    }
    // Logind sees by and by that a holder has gone.
    guard try eventually({ try !inhibitors().contains { $0.contains("lidctl") } }) else {
      throw Unexpected("a lock has outlived its holder")
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

  /// Starts something that lasts longer than a test, and gives its process number as it is inside.
  public func startSleeper() throws -> (Background, process: String) {
    let sleeper = try start(["sh", "-c", "echo $$; exec sleep 600"])
    try sleeper.ready { sleeper.output.hasSuffix("\n") }
    return (sleeper, sleeper.output.filter(\.isNumber))
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
    sleep(for: duration)
    return suspends == before
  }

  /// The rows of systemd-inhibit's own list.
  public func inhibitors() throws -> [String] {
    try run(["systemd-inhibit", "--list", "--no-legend", "--no-pager"], in: .system, as: 0).output
      .split(separator: "\n").map(String.init)
  }
}
