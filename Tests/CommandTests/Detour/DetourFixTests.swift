import Foundation
import Support
import Testing

@Suite struct DetourFixTests {
  static let preferences = "org.gnome.desktop.wm.preferences"
  static let set = "set \(preferences) mouse-button-modifier to '<Alt>'\n"

  private func modifier(_ session: DesktopSession) throws -> String {
    try session.shell("gsettings get \(Self.preferences) mouse-button-modifier")
  }

  @Test func `fixes and undoes`() throws {
    let session = try DesktopSession()
    #expect(
      try session.command(["detour", "fix", "alt-drag", "--dry-run"]) == Outcome(output: Self.set))
    #expect(try modifier(session) == "'<Super>'\n")
    // Without a terminal nobody can say yes.
    let refused = try session.command(["detour", "fix", "alt-drag"])
    #expect(refused.code == 2)
    #expect(try modifier(session) == "'<Super>'\n")

    let fixed = try session.command(["detour", "fix", "alt-drag", "--yes"])
    #expect(fixed.code == 0)
    #expect(fixed.output.hasPrefix(Self.set))
    #expect(try modifier(session) == "'<Alt>'\n")
    #expect(try session.command(["detour", "check", "alt-drag"]).output.hasPrefix("fixed"))
    #expect(try session.command(["detour", "status"]).output.hasSuffix(Self.set))

    #expect(
      try session.command(["detour", "undo", "alt-drag"]) == Outcome(output: "undone: " + Self.set))
    #expect(try modifier(session) == "'<Super>'\n")
    #expect(
      try session.command(["detour", "status"]) == Outcome(output: "detour has changed nothing\n"))
    // The default counts again: no value of the user's is left behind.
    #expect(try session.shell("dconf dump /") == "")
  }

  /// What somebody had set before comes back, and not the default.
  @Test func `puts back the user's own value`() throws {
    let session = try DesktopSession()
    try session.shell("gsettings set \(Self.preferences) mouse-button-modifier '<Shift>'")
    #expect(try session.command(["detour", "fix", "alt-drag", "--yes"]).code == 0)
    #expect(try session.command(["detour", "undo", "--all"]).code == 0)
    #expect(try modifier(session) == "'<Shift>'\n")
  }

  @Test func `sees that somebody changed it since`() throws {
    let session = try DesktopSession()
    #expect(try session.command(["detour", "fix", "alt-drag", "--yes"]).code == 0)
    try session.shell("gsettings set \(Self.preferences) mouse-button-modifier '<Shift>'")
    let undo = try session.command(["detour", "undo", "alt-drag"])
    #expect(undo.code == 1)
    #expect(undo.error.contains(": it is '<Shift>' now; "))
    #expect(try modifier(session) == "'<Shift>'\n")
    #expect(try session.command(["detour", "undo", "alt-drag", "--force"]).code == 0)
    #expect(try modifier(session) == "'<Super>'\n")
  }

  /// What the user set between two fixes of one quirk is what an undo brings back, and all of it.
  @Test func `undoes a second fix to what was found then`() throws {
    let session = try DesktopSession()
    #expect(try session.command(["detour", "fix", "alt-drag", "--yes"]).code == 0)
    try session.shell("gsettings set \(Self.preferences) mouse-button-modifier '<Shift>'")
    #expect(try session.command(["detour", "fix", "alt-drag", "--yes"]).code == 0)
    #expect(
      try session.command(["detour", "undo", "alt-drag"]) == Outcome(output: "undone: " + Self.set))
    #expect(try modifier(session) == "'<Shift>'\n")
    #expect(
      try session.command(["detour", "status"]) == Outcome(output: "detour has changed nothing\n"))
  }

  @Test(arguments: ["", "{", "{\"version\":1,\"changes\":[{}]}"])
  func `refuses a journal that somebody broke`(text: String) throws {
    let session = try DesktopSession()
    let journal = "\(session.home)/.local/state/detour/changes.json"
    try session.shell("mkdir -p \(session.home)/.local/state/detour")
    try text.write(toFile: journal, atomically: true, encoding: .utf8)
    for arguments in [["fix", "alt-drag", "--yes"], ["undo", "alt-drag"], ["status"]] {
      let outcome = try session.command(["detour"] + arguments)
      #expect(outcome.code == 1)
      #expect(outcome.error.contains("changes.json is not as detour wrote it"), "\(outcome)")
      #expect(outcome.error.filter { $0 == "\n" }.count == 1)
    }
    #expect(try String(contentsOfFile: journal, encoding: .utf8) == text)
    #expect(try modifier(session) == "'<Super>'\n")
  }

  /// Two at once: the second says so, and changes nothing.
  @Test func `takes one at a time`() throws {
    let session = try DesktopSession()
    let state = "\(session.home)/.local/state/detour"
    let outcome = try session.shell(
      """
      mkdir -p \(state)
      exec 9>\(state)/lock
      flock 9
      \(product("detour")) fix alt-drag --yes 2>&1 9>&- || true
      """)
    #expect(outcome.hasSuffix("detour: another fix is running; try again when it is done\n"))
    #expect(try modifier(session) == "'<Super>'\n")
  }
}
