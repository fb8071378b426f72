import Support
import Testing

/// A real X server, real gsettings and dconf, and workrave's setting under workrave's own name.
@Suite struct UnlockBlockedFixTests {
  @Test func takesWorkravesBlockingAwayAndGivesItBack() throws {
    let server = try VirtualDisplay()
    let session = try DesktopSession()
    let scratch = try Scratch()
    try scratch.write(
      "schemas/org.workrave.gui.gschema.xml",
      """
      <schemalist>
        <schema path="/org/workrave/gui/breaks/" id="org.workrave.gui.breaks">
          <key type="i" name="block-mode"><default>1</default></key>
        </schema>
      </schemalist>
      """)
    try shell("glib-compile-schemas schemas; cp /bin/sleep workrave", directory: scratch.path)
    let variables = session.variables.merging(server.variables) { $1 }.merging([
      "GSETTINGS_SCHEMA_DIR": scratch.path("schemas"), "XDG_SESSION_TYPE": "x11",
    ]) { $1 }
    func detour(_ words: String...) throws -> Outcome {
      try run([product("detour")] + words, variables: variables)
    }
    func mode() throws -> String {
      try run(
        ["gsettings", "get", "org.workrave.gui.breaks", "block-mode"], variables: variables
      ).output
    }
    // Installed and not running it blocks nothing.
    #expect(try detour("check", "unlock-blocked").code == 0)

    let workrave = try Background(
      [scratch.path("workrave"), "infinity"], variables: server.variables)
    try workrave.ready { try detour("check", "unlock-blocked").code == 1 }
    #expect(
      try detour("check", "unlock-blocked").output.contains(
        "workrave runs, and blocks the desktop in its breaks: block-mode is 1"))
    #expect(try detour("fix", "unlock-blocked", "--dry-run").code == 0)
    #expect(try mode() == "1\n")

    let fixed = try detour("fix", "unlock-blocked", "--yes")
    #expect(fixed.code == 0, "\(fixed)")
    #expect(try mode() == "0\n")
    #expect(try detour("check", "unlock-blocked").code == 0)

    let undone = try detour("undo", "unlock-blocked")
    #expect(undone.code == 0, "\(undone)")
    #expect(try mode() == "1\n")
    #expect(try detour("check", "unlock-blocked").code == 1)
    workrave.stop()
  }

  /// Nobody can be asked who holds the keyboard: there is nothing that could be changed.
  @Test func changesNothingForAGrab() throws {
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
