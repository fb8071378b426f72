import Support
import System
import Testing

/// Whom the holder asks for a locked screen, and what it does about those whom it cannot.
@Suite(.serialized) struct LidctlLockTests {
  static let shared = Result { try LoginRig() }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
  }

  private func lastClose() throws -> String { try rig.run(["lidctl", "status"]).output }

  /// A session of another kind, or of another user, in front; it ends with the value.
  private func session(_ words: String) throws -> (Background, id: String) {
    let program = try rig.start(
      [
        "/bin/bash", "-c",
        "sleep infinity & exec /usr/bin/python3 '\(Support.rig("login-sessions.py"))' $!:\(words)",
      ], in: .system, as: 0)
    try program.ready { program.output.hasSuffix("\n") }
    let id = String(program.output.dropLast())
    try rig.activate(id)
    return (program, id)
  }

  /// All of the user's sessions are locked, and the one in front is what counts.
  @Test func `locks both sessions`() throws {
    let first = try rig.startLocker()
    let second = try rig.startLocker(of: "c2")
    defer { for locker in [first, second] { locker.stop() } }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    // The second session asks for the same holder.
    #expect(try rig.run(["lidctl", "on"], in: .session2).code == 0)
    #expect(try rig.inhibitors().count { $0.contains("lidctl") } == 1)
    try rig.activate("c2")
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked("c2") && rig.isLocked("c1") })
    #expect(try eventually { try lastClose().contains("the screen was locked, by") })
    #expect(rig.staysAwake())
  }

  /// The first is locked, but the second is what is seen.
  @Test func `is not content with another session`() throws {
    let first = try rig.startLocker()
    defer { first.stop() }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    try rig.activate("c2")
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(try lastClose().contains("THE SCREEN WAS NOT LOCKED: nobody locked the session"))
  }

  @Test(arguments: [
    ("tty:1000", "a text console is in front (session SESSION), which nobody can lock"),
    (
      "wayland:1001",
      "another user's session is in front (SESSION), which only that user can lock"
    ),
  ])
  func `releases what nobody can lock`(words: String, reason: String) throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let (session, id) = try session(words)
    defer { session.stop() }
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    let reason = reason.split(separator: "SESSION").joined(separator: id)
    #expect(try lastClose().contains("THE SCREEN WAS NOT LOCKED: \(reason)"))
  }

  /// A desktop whose locker logind's Lock does not reach is asked over the session's bus.
  @Test(arguments: ["org.freedesktop.ScreenSaver", "org.cinnamon.ScreenSaver"])
  func `asks the screen saver`(name: String) throws {
    let saver = try rig.start([Support.rig("screen-saver.py"), name])
    defer { saver.stop() }
    try saver.ready { saver.output.hasPrefix("ready") }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    try rig.set(.lid, true)
    #expect(
      try eventually {
        try lastClose().contains("the screen was locked, by \(name)")
      })
    #expect(saver.output == "ready\nlock\n")
    #expect(rig.staysAwake())
  }

  /// One that never answers, as GNOME's with a foreign grab.
  @Test func `gives a deaf screen saver up`() throws {
    let saver = try rig.start([
      Support.rig("screen-saver.py"), "org.freedesktop.ScreenSaver", "deaf",
    ])
    defer { saver.stop() }
    try saver.ready { saver.output.hasPrefix("ready") }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(
      try lastClose().contains(
        "THE SCREEN WAS NOT LOCKED: nobody locked the session when logind asked for it; "
          + "org.freedesktop.ScreenSaver: no reply came in time"))
  }

  /// One that only blanks the screen says that it is active, and goes on to say so.
  @Test(arguments: ["org.freedesktop.ScreenSaver", "org.mate.ScreenSaver"])
  func `takes no blank screen for a locked one`(name: String) throws {
    let rig = try LoginRig(services: systemServices)
    try rig.shell("gsettings set org.mate.lockdown disable-lock-screen true")
    let saver = try rig.start([Support.rig("screen-saver.py"), name, "blank"])
    defer { saver.stop() }
    try saver.ready { saver.output.hasPrefix("ready") }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(
      try rig.run(["lidctl", "status"]).output.contains(
        "THE SCREEN WAS NOT LOCKED: nobody locked the session when logind asked for it; "
          + "\(name) did not lock"))
  }

  /// These tell logind nothing: one that is active already has locked when it was asked to.
  @Test(arguments: ["org.cinnamon.ScreenSaver", "org.mate.ScreenSaver"])
  func `believes a desktop's own that is active already`(name: String) throws {
    let saver = try rig.start([Support.rig("screen-saver.py"), name, "blank"])
    defer { saver.stop() }
    try saver.ready { saver.output.hasPrefix("ready") }
    let test = try rig.run(["lidctl", "test", "--no-switch"])
    #expect(test.code == 0 && test.output.contains("screen: it locks, by \(name)"), "\(test)")
  }

  /// A logind that is busy when the lid closes is asked again, though nobody tells of the lid again.
  @Test func `locks once logind answers`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    try rig.root("kill -STOP $(pidof systemd-logind)")
    defer { _ = try? rig.root("kill -CONT $(pidof systemd-logind)") }
    try rig.move(.lid, true)
    // UPower tells twice; the service waits two seconds for logind each time.
    sleep(for: .seconds(5))
    try rig.root("kill -CONT $(pidof systemd-logind)")
    #expect(try eventually(within: .seconds(20)) { try rig.isLocked() })
    #expect(rig.staysAwake())
  }

  /// The machine sleeps for another reason, and wakes up with its lid closed meanwhile.
  @Test func `goes on after a resume`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let before = rig.suspends
    try rig.root(
      """
      busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager \
        Suspend b false
      """)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, true)
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
    #expect(try eventually { try rig.isLocked() })
    #expect(try rig.inhibitors().count { $0.contains("lidctl") } == 1)
    let after = rig.suspends
    sleep(for: .milliseconds(500))
    #expect(rig.suspends == after)
  }
}
