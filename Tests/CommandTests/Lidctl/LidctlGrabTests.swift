import Support
import System
import Testing

/// GNOME Shell on X11, which cannot lock its screen while another program holds the keyboard; it
/// says nothing of that to logind, nor to who asked it to lock.
@Suite(.serialized) struct LidctlGrabTests {
  private let rig: LoginRig
  private let display: VirtualDisplay
  private let programs: [Background]

  init() throws {
    rig = try LoginRig(services: systemServices)
    display = try VirtualDisplay()
    programs = try rig.startShell(on: display)
    // The overview holds the keyboard itself.
    let rig = rig
    try programs[1].ready {
      try rig.evaluate(
        "Main.overview.hide(); [Main.overview.visible, Main.overview.animationInProgress, Main.modalCount]"
      ).contains("[false,false,0]")
    }
  }

  private func lastClose() throws -> String { try rig.run(["lidctl", "status"]).output }

  @Test func `suspends rather than stay open`() throws {
    let client = try XClient(display)
    #expect(try client.ask("hold") == "done")
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    // What everybody else takes for a lock.
    #expect(try rig.run(["loginctl", "lock-session", "c1"]).code == 0)
    sleep(for: .seconds(1))
    #expect(try !rig.isLocked())

    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(
      try lastClose().contains(
        "THE SCREEN WAS NOT LOCKED: nobody locked the session when logind asked for it; "
          + "org.gnome.ScreenSaver: no reply came in time"))
    #expect(try !rig.isLocked())
    try rig.set(.lid, false)
    #expect(try eventually { try rig.inhibitors().contains { $0.contains("lidctl") } })

    // With the grab gone the same lid locks.
    #expect(try client.ask("release") == "done")
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    #expect(rig.staysAwake())
    withExtendedLifetime(programs) {}
  }

  @Test func `stays awake and says so where that is wanted`() throws {
    let client = try XClient(display)
    #expect(try client.ask("hold") == "done")
    #expect(try rig.run(["lidctl", "on", "--if-lock-fails", "alarm"]).code == 0)
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(
      try eventually {
        try lastClose().contains("THE SCREEN WAS NOT LOCKED")
      })
    #expect(rig.suspends == before)
    #expect(try rig.inhibitors().contains { $0.contains("lidctl") })
    // The shell shows it: its own notifications are the session's.
    #expect(
      try rig.evaluate(
        "Main.messageTray.getSources().flatMap(s => s.notifications.map(n => n.title)).join()"
      ).contains("The screen could not be locked"))
    withExtendedLifetime(programs) {}
  }

  /// Where locking is switched off the Shell blanks the screen all the same, and says that it is active.
  @Test func `takes no blank screen for a locked one`() throws {
    #expect(
      try rig.run(["gsettings", "set", "org.gnome.desktop.lockdown", "disable-lock-screen", "true"])
        .code == 0)
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let blanks = """
      Main.screenShield._lockSettings.get_boolean('disable-lock-screen') \
        && (Main.screenShield.activate(false), Main.screenShield.active)
      """
    #expect(try eventually { try rig.evaluate(blanks).contains("true") })
    #expect(
      try rig.run([
        "gdbus", "call", "--session", "--dest", "org.gnome.ScreenSaver", "--object-path",
        "/org/gnome/ScreenSaver", "--method", "org.gnome.ScreenSaver.GetActive",
      ]).output == "(true,)\n")
    #expect(try !rig.isLocked())
    let before = rig.suspends
    try rig.set(.lid, true)
    #expect(eventually { rig.suspends > before })
    #expect(try lastClose().contains("THE SCREEN WAS NOT LOCKED"))
    withExtendedLifetime(programs) {}
  }
}
