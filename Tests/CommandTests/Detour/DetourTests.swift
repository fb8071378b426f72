import Foundation
import Support
import Testing

@Suite struct DetourCheckTests {
  static let schema = "org.gnome.desktop.wm.keybindings"

  /// gsettings itself sets the keys that we then see.
  @Test func `sees the shortcuts that there are`() throws {
    let session = try DesktopSession()
    let check = { try session.command(["detour", "check", "no-workspace-shortcuts"]) }
    #expect(
      try check()
        == Outcome(
          output: """
            affected        no-workspace-shortcuts  none of the workspaces 5 to 12 has a key
                                                    → detour fix no-workspace-shortcuts

            """, code: 1))
    try session.shell("gsettings set \(Self.schema) switch-to-workspace-5 \"['<Control>F5']\"")
    let some = try check()
    #expect(some.code == 0)
    #expect(some.output.contains("the workspaces 6, 7, 8, 9, 10, 11, 12 have no key; 5 have"))
    try session.shell(
      "for n in {6..12}; do gsettings set \(Self.schema) switch-to-workspace-$n \"['<Control>F$n']\"; done"
    )
    #expect(
      try check()
        == Outcome(
          output: "fine            no-workspace-shortcuts  the workspaces 5 to 12 each have a key\n"
        ))
  }

  /// Nothing that is missing makes it fail: no bus, no home, no schema.
  @Test(arguments: [["check"], ["check", "--json"], []])
  func `says not applicable where nothing is there`(arguments: [String]) throws {
    let nowhere: [String: String?] = [
      "HOME": nil, "PATH": "/nonexistent", "DBUS_SESSION_BUS_ADDRESS": nil, "XDG_RUNTIME_DIR": nil,
      "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent", "XDG_DATA_DIRS": "/nonexistent",
      "GSETTINGS_SCHEMA_DIR": nil, "XDG_DATA_HOME": "/nonexistent", "SSH_AUTH_SOCK": nil,
      "XDG_CURRENT_DESKTOP": nil, "XDG_SESSION_TYPE": nil,
    ]
    let outcome = try run([product("detour")] + arguments, variables: nowhere)
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    #expect(!outcome.output.contains("affected"), "\(outcome)")
  }

  /// A root in which there is the program with its libraries, and nothing else at all.
  @Test func `looks at a bare machine in less than a second`() throws {
    let root = try Scratch()
    try shell(
      """
      for file in '\(product("detour"))' $(ldd '\(product("detour"))' | grep -o '/[^ ]*'); do
        mkdir -p ".$(dirname "$file")"
        cp -L "$file" ".$file"
      done
      """, directory: root.path)
    let words = ["env", "-i", "/usr/sbin/chroot", root.path, product("detour")]
    for arguments in [["check"], []] {
      let outcome = try run(words + arguments)
      #expect(outcome.code == 0, "\(outcome)")
      #expect(outcome.error == "")
      #expect(!outcome.output.contains("affected"), "\(outcome)")
    }
    // The fastest of some: others work on this machine, too.
    let isQuick = try eventually {
      try ContinuousClock().measure { try run(words + ["check"]) } < .seconds(1)
    }
    #expect(isQuick)
  }

  @Test(arguments: [
    (["check", "no-such-quirk"], "detour: there is no quirk \"no-such-quirk\"; there are "),
    (["--bogus"], "detour: Unknown option '--bogus'"),
    (["check", "a\u{1b}[31m"], "detour: there is no quirk \"a\\x1b[31m\""),
    (["fix"], "detour: Missing expected argument '<names> ...'"),
    (["undo"], "detour: name what to undo, or say --all"),
    (["keys", "bind", "switch", "40", "<Control>F1"], "detour: The value '40' is invalid"),
  ])
  func `refuses on one line`(arguments: [String], message: String) throws {
    let outcome = try run([product("detour")] + arguments)
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.error.hasPrefix(message), "\(outcome)")
    #expect(outcome.error.filter { $0 == "\n" }.count == 1)
  }

  /// Alt and a click is somebody else's too, where such a program is installed.
  @Test func `names what Alt collides with`() throws {
    let session = try DesktopSession()
    try session.write("bin/inkscape", "#!/bin/sh\n")
    try session.shell("chmod +x $HOME/bin/inkscape")
    let check = try session.command(
      ["detour", "check", "alt-drag"], ["PATH": "\(session.home)/bin"])
    #expect(
      check.output.contains(
        "\n\(String(repeating: " ", count: 26))inkscape selects what lies below with Alt and a click"
      ),
      "\(check)")
    #expect(try !session.command(["detour", "check", "alt-drag"]).output.contains("inkscape"))
  }

  /// Where the pointer alone moves the focus, that too has to do with dragging.
  @Test func `names a focus that follows the pointer`() throws {
    let session = try DesktopSession()
    let check = { try session.command(["detour", "check", "alt-drag"]).output }
    #expect(try !check().contains("focus-mode"))
    try session.shell(
      """
      gsettings set org.gnome.desktop.wm.preferences focus-mode sloppy
      gsettings set org.gnome.desktop.wm.preferences auto-raise true
      """)
    #expect(try check().contains("focus-mode is 'sloppy' and auto-raise is true: "))
  }

  /// On another desktop GNOME's settings are there, and count for nothing.
  @Test func `leaves other desktops alone`() throws {
    let session = try DesktopSession()
    for name in [
      "alt-drag", "right-drag-resize", "no-workspace-shortcuts", "shortcut-clashes",
      "resumes-unlocked",
    ] {
      #expect(
        try session.command(["detour", "check", name], ["XDG_CURRENT_DESKTOP": "KDE"])
          == Outcome(
            output:
              "not applicable  \(name)  the desktop is KDE, which has settings of its own\n"))
    }
    #expect(
      try session.command(["detour", "check", "alt-drag"], ["XDG_CURRENT_DESKTOP": "ubuntu:GNOME"])
        .code == 1)
  }

  @Test func `explains each quirk`() throws {
    let session = try DesktopSession()
    let explained = try session.command(["detour", "explain", "alt-drag"])
    #expect(explained.code == 0)
    #expect(
      explained.output.hasPrefix("alt-drag: Alt and the mouse do not move windows\n\nUntil 2012 "))
    #expect(
      explained.output.hasSuffix(
        "\nThe fix would:\n  set org.gnome.desktop.wm.preferences mouse-button-modifier to '<Alt>'\n"
      ))
    // All of them, and none is wider than a terminal.
    let names = try session.shell(
      "\(product("detour")) check --json | grep -o '\"name\":\"[^\"]*' | cut -d'\"' -f4 || :"
    )
    .split(separator: "\n").map(String.init)
    #expect(names.count >= 19)
    for name in names {
      let outcome = try session.command(["detour", "explain", name])
      #expect(outcome.code == 0, "\(outcome)")
      let paragraphs = outcome.output.components(separatedBy: "\nThe fix would:")[0]
      #expect(paragraphs.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(outcome)")
    }
  }

  /// A first look is in colour on a terminal, two screens of it are the most, and check has the
  /// same columns.
  @Test func `a first look is a table in colour`() throws {
    let session = try DesktopSession()
    func shown(_ words: String, _ more: [String: String?] = [:]) throws -> [String] {
      try session.shell(
        "script -qec 'stty cols 80 rows 24; \(product("detour")) \(words)' /dev/null || :",
        ["TERM": "xterm-256color", "NO_COLOR": nil].merging(more) { $1 }
      ).split(separator: "\r\n").map(String.init)
    }
    func plain(_ lines: [String]) -> [String] {
      lines.map { $0.replacing(/\u{1b}\[[0-9;]*m/, with: "") }
    }
    let look = try shown("")
    #expect(look.contains { $0.contains("\u{1b}[1;31maffected\u{1b}[0m") }, "\(look)")
    #expect(look.count <= 2 * 24)
    let check = try shown("check")
    // A command stays whole, for who copies it, and so does a word.
    for line in plain(look + check) where line.count > 80 {
      #expect(line.contains("→ ") || !line.drop { $0 == " " }.contains(" "), "\(line)")
    }
    let names = [look, check].map { lines in
      plain(lines).first { $0.contains("alt-drag ") }?.prefix(30)
    }
    #expect(names[0] != nil && names[0] == names[1], "\(names)")
    // In a pipe, and for who wants none, there is no colour.
    #expect(try !session.command(["detour"]).output.contains("\u{1b}"))
    #expect(try !shown("", ["TERM": "xterm", "NO_COLOR": "1"]).joined().contains("\u{1b}["))
  }

  /// Python reads what programs are to read.
  @Test func `prints JSON`() throws {
    let session = try DesktopSession()
    let script = """
      \(product("detour")) check --json | /usr/bin/python3 -c '
      import json, sys
      report = json.load(sys.stdin)
      print(report["version"], {q["name"]: q["verdict"] for q in report["quirks"]}["alt-drag"])'
      """
    #expect(try session.shell(script) == "1 affected\n")
  }
}

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
