import Support
import Testing

/// A real X server, real gsettings and dconf, and workrave itself in one of its breaks.
@Suite(.serialized) struct UnlockBlockedFixTests {
  /// workrave in a session of its own, on a server with a window manager.
  private struct Desktop {
    let session: DesktopSession
    let server: VirtualDisplay
    let manager: WindowManager
    let variables: [String: String?]

    init() throws {
      session = try DesktopSession()
      server = try VirtualDisplay()
      manager = try WindowManager(.metacity, on: server)
      variables = session.variables.merging(server.variables) { $1 }.merging([
        "XDG_SESSION_TYPE": "x11", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1",
      ]) { $1 }
    }

    /// Starts workrave, and a break.
    func startBreak() throws -> Background {
      let workrave = try Background(["workrave"], variables: variables)
      try workrave.ready {
        try run(
          [
            "busctl", "--user", "call", "org.workrave.Workrave", "/org/workrave/Workrave/UI",
            "org.workrave.ControlInterface", "RestBreak",
          ], variables: variables
        ).code == 0
      }
      try workrave.ready {
        try run(
          ["xdotool", "search", "--onlyvisible", "--name", "^Rest break$"], variables: variables
        ).code == 0
      }
      return workrave
    }

    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words, variables: variables)
    }
  }

  @Test func `takes Workrave's blocking away and gives it back`() throws {
    let desktop = try Desktop()
    // Installed and not running it blocks nothing.
    #expect(try desktop.detour("check", "unlock-blocked").code == 0)
    var workrave = try desktop.startBreak()
    let holds = "a program holds the keyboard and the pointer"
    #expect(
      try eventually { try desktop.detour("check", "unlock-blocked").output.contains(holds) })
    let found = try desktop.detour("check", "unlock-blocked")
    #expect(found.code == 1)
    #expect(
      found.output.contains(
        "workrave runs, and blocks the desktop in its breaks: block-mode is 1"), "\(found)")
    // The break that there is goes on as it began.
    _ = try desktop.detour("fix", "unlock-blocked", "--yes")
    workrave.stop()
    let mode = "gsettings get org.workrave.gui.breaks block-mode"
    #expect(try desktop.session.shell(mode) == "0\n")

    workrave = try desktop.startBreak()
    let fixed = try desktop.detour("check", "unlock-blocked")
    #expect(fixed.code == 0, "\(fixed)")
    workrave.stop()

    #expect(try desktop.detour("undo", "unlock-blocked").code == 0)
    #expect(try desktop.session.shell(mode) == "1\n")
    workrave = try desktop.startBreak()
    #expect(
      try eventually { try desktop.detour("check", "unlock-blocked").output.contains(holds) })
    workrave.stop()
  }

  /// Nobody can be asked who holds the keyboard: there is nothing that could be changed.
  @Test func `changes nothing for a grab`() throws {
    let server = try VirtualDisplay()
    let session = try DesktopSession()
    let client = try XClient(server)
    #expect(try client.ask("hold") == "done")
    let variables = session.variables.merging(server.variables) { $1 }.merging([
      "XDG_SESSION_TYPE": "x11"
    ]) { $1 }
    let fix = try run([product("detour"), "fix", "unlock-blocked", "--yes"], variables: variables)
    #expect(fix.code == 1)
    #expect(fix.error.contains("nobody can be asked who holds the keyboard"), "\(fix)")
    #expect(fix.error.filter { $0 == "\n" }.count == 1)
  }
}
