import Foundation
import Support
import System
import Testing

/// The lid service under a real logind, with its suspend, systemd-inhibit's list and
/// LockedHint as witnesses.
@Suite(.serialized) struct LidctlServiceTests {
  static let shared = Result { try LoginRig() }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
  }

  private static let service = "io.github.detour.Lid"
  private static let object = "/io/github/detour/Lid"

  private func lidctl(_ words: String...) throws -> Outcome {
    try rig.run(["lidctl"] + words)
  }

  private func holds() throws -> Bool {
    try rig.inhibitors().contains { $0.contains("lidctl") && $0.contains("handle-lid-switch") }
  }

  private func lastClose() throws -> String {
    try lidctl("status").output
  }

  @Test func `locks and does not suspend`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    #expect(
      try lidctl("on") == Outcome(output: "closing the lid locks the screen, and nothing else\n"))
    #expect(try holds())
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    #expect(
      try eventually {
        try lastClose().contains("the screen was locked, by the session's own locker")
      })
    #expect(locker.output == "ready\nlock\n")

    // On the bus are codes and data; the sentence is the command's.
    let wire = try rig.run(
      ["busctl", "--user", "get-property", Self.service, Self.object, Self.service, "LastClose"])
    #expect(wire.output == "as 3 \"closed\" \"held\" \"locked\"\n", "\(wire)")
    let json = try lidctl("status", "--json").output
    #expect(json.contains("\"lastCloseCode\":\"locked\""), "\(json)")
    let noProcess = try rig.run(
      ["busctl", "--user", "call", Self.service, Self.object, Self.service, "Hold", "a{ss}", "1"]
        + ["pid", "999999"])
    #expect(noProcess.error.contains("no-process\u{1f}999999"), "\(noProcess)")

    // With the lid closed a release would suspend.
    let refused = try lidctl("off")
    #expect(
      refused
        == Outcome(
          error: "lidctl: the lid is closed, and logind would suspend at once: open it first, or "
            + "say lidctl off --yes\n", code: 1))
    #expect(try holds())
    try rig.set(.lid, false)
    #expect(
      try lidctl("off") == Outcome(output: "closing the lid follows the system setting again\n"))
    #expect(try eventually { try !holds() })
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
  }

  @Test func `does not lock twice`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    try rig.root(
      "busctl call org.freedesktop.login1 /org/freedesktop/login1/session/c1 org.freedesktop.login1.Session SetLockedHint b true"
    )
    _ = try lidctl("on")
    try rig.set(.lid, true)
    #expect(try eventually { try lastClose().contains("the screen was locked already") })
    #expect(locker.output == "ready\n")
  }

  /// Nobody locks: rather asleep than open to everybody.
  @Test func `suspends when the screen was not locked`() throws {
    _ = try lidctl("on")
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(try lastClose().contains("THE SCREEN WAS NOT LOCKED"))
    // Open again: held again.
    try rig.set(.lid, false)
    #expect(try eventually { try holds() })
  }

  @Test func `stays awake with an alarm where that is wanted`() throws {
    let seen = try rig.start([Support.rig("notifications.py")])
    defer { seen.stop() }
    try seen.ready { seen.output.hasPrefix("ready") }
    _ = try lidctl("on", "--if-lock-fails", "alarm")
    try rig.set(.lid, true)
    #expect(
      try eventually {
        try lastClose().contains("THE SCREEN WAS NOT LOCKED")
      })
    #expect(rig.staysAwake())
    #expect(try holds())
    #expect(seen.output.contains("The screen could not be locked"))
  }

  @Test func `acts on a lid that is closed at the start`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    let other = try rig.start(["systemd-inhibit", "--what=handle-lid-switch", "sleep", "60"])
    try other.ready { try rig.inhibitors().count > 0 }
    try rig.set(.lid, true)
    _ = try lidctl("on")
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    try rig.set(.lid, false)
    other.stop()
  }

  @Test func `runs a command`() throws {
    _ = try lidctl("on", "--on-close", "echo closed >/run/home/closed")
    try rig.set(.lid, true)
    #expect(try eventually { try rig.root("cat /run/home/closed || :") == "closed\n" })
    #expect(rig.staysAwake())
    try rig.root("rm /run/home/closed")
  }

  @Test func `is one however often it is asked for`() throws {
    for _ in 0..<3 { _ = try lidctl("on") }
    #expect(try rig.inhibitors().count { $0.contains("lidctl") } == 1)
    #expect(try rig.root("pidof lidctl").split(separator: " ").count == 1)
    let second = try rig.run(["timeout", "5", "lidctl", "hold"])
    #expect(second == Outcome())
  }

  @Test func `toggles and keeps what was chosen`() throws {
    #expect(
      try lidctl("toggle", "--on-close", "nothing").output == "closing the lid does nothing\n")
    #expect(try lidctl("status").code == 0)
    #expect(try lidctl("toggle").output == "closing the lid follows the system setting again\n")
    #expect(try lidctl("status").code == 3)
    #expect(
      try lidctl("toggle").output
        == "closing the lid does nothing\n"
        + "  remembered from before: --on-close nothing (--defaults starts without)\n")
    #expect(try lidctl("off").code == 0)
    #expect(try lidctl("off").output == "the lid lock was not held\n")
  }

  @Test func `ends with its term`() throws {
    _ = try lidctl("on", "--for", "1h")
    #expect(try holds())
    _ = try lidctl("on", "--for", "1s")
    #expect(try eventually { try !holds() })
    #expect(try lidctl("status").code == 3)
    let (waited, pid) = try rig.startSleeper()
    _ = try lidctl("on", "--pid", pid)
    #expect(try holds())
    try rig.root("kill -9 \(pid)")
    #expect(try eventually { try !holds() })
    waited.stop()
    #expect(
      try lidctl("on", "--pid", "999999")
        == Outcome(error: "lidctl: there is no process 999999 to hold the lock for\n", code: 1))
  }

  @Test func `holds only while it is so`() throws {
    #expect(
      try lidctl("on", "--only", "docked").output
        == "inactive now (not docked); once active, closing the lid locks the screen, and nothing else\n"
    )
    #expect(try !holds())
    #expect(try lidctl("status").code == 3)
    try rig.set(.dock, true)
    #expect(try eventually { try holds() })
    try rig.set(.dock, false)
    #expect(try eventually { try !holds() })

    _ = try lidctl("on", "--only", "external-display")
    #expect(try !holds())
    try rig.set(externalDisplay: true)
    #expect(try eventually { try holds() })
    try rig.set(externalDisplay: false)
    #expect(try eventually { try !holds() })

    try rig.set(mains: true, battery: 50)
    _ = try lidctl("on", "--only", "ac")
    #expect(try holds())
    try rig.set(mains: false, battery: 50)
    #expect(try eventually { try !holds() })

    _ = try lidctl("on", "--only", "always", "--min-battery", "20")
    #expect(try holds())
    try rig.set(mains: false, battery: 19)
    #expect(try eventually { try !holds() })
    #expect(try lidctl("status").output.contains("the battery is at 19 %, below 20 %"))
    try rig.set(mains: true, battery: 19)
    #expect(try eventually { try holds() })
  }

  /// A service that is about to end, as it was let go of or had to refuse, is asked to hold again at
  /// once: off and on in a script.
  @Test func `goes on when it is asked before it has ended`() throws {
    _ = try lidctl("on")
    try rig.shell(
      """
      python3 - <<'END'
      import dbus
      bus = dbus.SessionBus()
      lid = dbus.Interface(bus.get_object("\(Self.service)", "\(Self.object)"), "\(Self.service)")
      def hold(settings, **how):
          lid.Hold(dbus.Dictionary(settings, signature="ss"), **how)
      lid.Release(ignore_reply=True)
      hold({"pid": "999999"}, ignore_reply=True)
      try:
          hold({})
      except dbus.DBusException:
          hold({})  # it was faster: the bus starts another
      END
      """)
    sleep(for: .milliseconds(300))
    #expect(try holds())
    #expect(try lidctl("off").code == 0)
    #expect(try lidctl("on").code == 0)
    #expect(try holds())
  }

  /// Where the bus does not know how to start it, it is a plain process; in a session's terminal
  /// it counts only while that is in front, and status says so.
  @Test func `works without being installed`() throws {
    let rig = try LoginRig(upower: false, isInstalled: false)
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    #expect(try rig.inhibitors().count { $0.contains("lidctl") } == 1)
    let status = try rig.run(["lidctl", "status"])
    #expect(
      status.output.contains(
        "it runs inside a session, so that it does not count while that is in the background"))
    // Without UPower, and with a logind that does not tell, the holder looks for itself.
    let locker = try rig.startLocker()
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    withExtendedLifetime(locker) {}
  }

  /// In a terminal's session the lock would not count as soon as another session is in front.
  @Test func `counts on every terminal`() throws {
    let lockers = try ["c1", "c2"].map { try rig.startLocker(of: $0) }
    defer { for locker in lockers { locker.stop() } }
    _ = try lidctl("on")
    try rig.activate("c2")
    try rig.set(.lid, true)
    #expect(rig.staysAwake())
    try rig.set(.lid, false)
    _ = try lidctl("off")
    // The blog's trick, for comparison.
    let trick = try rig.start(["systemd-inhibit", "--what=handle-lid-switch", "sleep", "60"])
    try trick.ready { try rig.inhibitors().contains { $0.contains("sleep 60") } }
    #expect(
      try lidctl("status").output.contains("does not count: its session c1 is not in front"))
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    try rig.set(.lid, false)
    trick.stop()
  }

  @Test func `says that its service was killed`() throws {
    _ = try lidctl("on")
    try rig.root("kill -9 $(pidof lidctl)")
    #expect(try eventually { try !holds() })
    let status = try lidctl("status")
    #expect(status.code == 3)
    #expect(
      status.output.hasSuffix(
        "the background process was killed and its lock released; run lidctl on\n"
      ))
  }

  /// Asleep until something happens.
  @Test func `does not wake up`() throws {
    _ = try lidctl("on")
    #expect(try comesToRest("lidctl", in: rig))
  }

  @Test func `starts with the session`() throws {
    let outcome = try lidctl("enable", "--on-close", "nothing")
    let entry = "/run/home/.config/autostart/detour-lid.desktop"
    #expect(
      outcome.output
        == "closing the lid does nothing\nenabled for future logins (\(entry))\n"
        + "  a closed laptop in a bag stays awake: --bag 30m lets it sleep after half an hour\n")
    #expect(try rig.root("cat \(entry)").contains("Exec=\(rig.commands)/lidctl hold\n"))
    #expect(try rig.run(["desktop-file-validate", entry]) == Outcome())
    #expect(try lidctl("disable").code == 0)
    #expect(try rig.root("ls \(entry) 2>&1 || :").contains("No such file"))
  }

}
