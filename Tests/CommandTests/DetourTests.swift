import Support
import Testing

@Suite struct DetourTests {
  static let schema = "org.gnome.desktop.wm.keybindings"

  /// gsettings itself sets the keys that we then see.
  @Test func seesTheShortcutsThatThereAre() throws {
    let session = try DesktopSession()
    let before = try session.command(["detour", "check", "no-workspace-shortcuts"])
    #expect(before.code == 1)
    #expect(
      before.output == """
        affected        no-workspace-shortcuts  none of the workspaces 5 to 12 has a key
                                                → gsettings set \(Self.schema) switch-to-workspace-5 "['<Control>F5']"

        """)
    try session.shell("gsettings set \(Self.schema) switch-to-workspace-5 \"['<Control>F5']\"")
    let some = try session.command(["detour", "check", "no-workspace-shortcuts"])
    #expect(some.code == 0)
    #expect(some.output.contains("the workspaces 6, 7, 8, 9, 10, 11, 12 have no key; 5 have"))
    try session.shell(
      "for n in {6..12}; do gsettings set \(Self.schema) switch-to-workspace-$n \"['<Control>F$n']\"; done"
    )
    #expect(
      try session.command(["detour", "check", "no-workspace-shortcuts"])
        == Outcome(
          output: "fine            no-workspace-shortcuts  the workspaces 5 to 12 each have a key\n"
        ))
  }

  /// Nothing that is missing makes it fail: no bus, no home, no schema.
  @Test func saysNotApplicableWhereNothingIsThere() throws {
    let nowhere: [String: String?] = [
      "HOME": nil, "PATH": nil, "DBUS_SESSION_BUS_ADDRESS": nil, "XDG_RUNTIME_DIR": nil,
      "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent", "XDG_DATA_DIRS": "/nonexistent",
      "GSETTINGS_SCHEMA_DIR": nil, "XDG_DATA_HOME": "/nonexistent",
    ]
    let outcome = try run([product("detour"), "check"], variables: nowhere)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    for line in outcome.output.split(separator: "\n") {
      #expect(line.hasPrefix("not applicable"), "\(line)")
    }
  }

  @Test(arguments: [
    (["check", "no-such-quirk"], "detour: there is no quirk \"no-such-quirk\"; there are "),
    (["--bogus"], "detour: Unknown option '--bogus'"),
    (["check", "a\u{1b}[31m"], "detour: there is no quirk \"a\\x1b[31m\""),
  ])
  func refusesOnOneLine(arguments: [String], message: String) throws {
    let outcome = try run([product("detour")] + arguments)
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.error.hasPrefix(message), "\(outcome)")
    #expect(outcome.error.filter { $0 == "\n" }.count == 1)
  }
}
