import Support
import Testing

@Suite struct DetourKeysTests {
  static let keys = "org.gnome.desktop.wm.keybindings"
  static let media = "org.gnome.settings-daemon.plugins.media-keys"

  @Test func `names each clash before it writes`() throws {
    let session = try DesktopSession()
    let refused = try session.command(["detour", "keys", "bind", "switch", "1-2", "<Super>%n"])
    #expect(
      refused
        == Outcome(
          error: """
            detour: <Super>1 is switch-to-application-1 (org.gnome.shell.keybindings); \
            <Super>2 is switch-to-application-2 (org.gnome.shell.keybindings): \
            --replace takes the key away from it

            """, code: 1))
    #expect(try session.shell("dconf dump /") == "")
  }

  /// The same key spelled otherwise is the same key.
  @Test(arguments: ["<Mod4>1", "<super>1", "<Super>1"])
  func `sees through spelling`(key: String) throws {
    let session = try DesktopSession()
    let outcome = try session.command(["detour", "keys", "bind", "move", "3", key, "--yes"])
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("switch-to-application-1"))
  }

  @Test func `replaces and gives back`() throws {
    let session = try DesktopSession()
    let bound = try session.command([
      "detour", "keys", "bind", "switch", "1-2", "<Super>%n", "--replace", "--yes",
    ])
    #expect(bound.code == 0)
    #expect(
      try session.shell("gsettings get org.gnome.shell.keybindings switch-to-application-2")
        == "@as []\n")
    #expect(
      try session.shell("gsettings get \(Self.keys) switch-to-workspace-2") == "['<Super>2']\n")
    #expect(try session.command(["detour", "undo", "keys"]).code == 0)
    #expect(try session.shell("dconf dump /") == "")
  }

  /// Three fixes of two names, one over the other, on keys that the user had set.
  private func changeThrice(_ session: DesktopSession) throws {
    try session.shell(
      """
      for number in $(seq 5 12); do
        gsettings set \(Self.keys) switch-to-workspace-$number "['<Alt>F$number']"
      done
      """)
    for words in [
      ["keys", "unbind", "switch", "5-12", "--yes"], ["fix", "no-workspace-shortcuts", "--yes"],
      ["keys", "bind", "switch", "5-12", "<Control><Shift>F%n", "--yes"],
    ] {
      let outcome = try session.command(["detour"] + words)
      #expect(outcome.code == 0, "\(outcome)")
    }
  }

  private func key(_ number: Int, of session: DesktopSession) throws -> String {
    try session.shell("gsettings get \(Self.keys) switch-to-workspace-\(number)")
  }

  @Test(arguments: [[], ["--force"]])
  func `undoes everything in the order of time`(flags: [String]) throws {
    let session = try DesktopSession()
    try changeThrice(session)
    let undo = try session.command(["detour", "undo", "--all"] + flags)
    #expect(undo.code == 0 && undo.error == "", "\(undo)")
    for number in 5...12 { #expect(try key(number, of: session) == "['<Alt>F\(number)']\n") }
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }

  /// What another fix has changed since is nobody else's doing, and stays.
  @Test(arguments: [["no-workspace-shortcuts", "keys"], ["keys", "no-workspace-shortcuts"]])
  func `undoes one name below another`(names: [String]) throws {
    let session = try DesktopSession()
    try changeThrice(session)
    let first = try session.command(["detour", "undo", names[0]])
    #expect(first.code == 0 && first.error == "", "\(first)")
    #expect(first.output.contains(", which \(names[1]) has changed since and keeps\n"), "\(first)")
    #expect(try (key(5, of: session) == "['<Control><Shift>F5']\n") == (names[1] == "keys"))
    #expect(try key(5, of: session) != "['<Alt>F5']\n")
    let second = try session.command(["detour", "undo", names[1]])
    #expect(second.code == 0 && second.error == "", "\(second)")
    for number in 5...12 { #expect(try key(number, of: session) == "['<Alt>F\(number)']\n") }
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }

  /// What the user set in between is seen, and is not thrown away.
  @Test func `sees what somebody changed between two names`() throws {
    let session = try DesktopSession()
    let bind = ["keys", "bind", "switch", "5-12", "<Control>F%n", "--yes"]
    #expect(try session.command(["detour"] + bind).code == 0)
    try session.shell("gsettings reset-recursively \(Self.keys)")
    try session.shell("gsettings set \(Self.keys) switch-to-workspace-12 \"['disabled']\"")
    #expect(try session.command(["detour", "fix", "no-workspace-shortcuts", "--yes"]).code == 0)
    let fixed = try (5...12).map { try key($0, of: session) }
    let undo = try session.command(["detour", "undo", "keys"])
    #expect(undo.code == 1 && undo.error.contains("it is ['disabled'] now"), "\(undo)")
    #expect(try (5...12).map { try key($0, of: session) } == fixed)
    #expect(try session.command(["detour", "undo", "no-workspace-shortcuts"]).code == 0)
    #expect(try key(12, of: session) == "['disabled']\n")
  }

  /// No key is a 10: the row is refused as a whole, and its first nine keys are not set either.
  @Test(arguments: [["--yes"], ["--yes", "--replace"]])
  func `refuses a row with more than nine digits`(flags: [String]) throws {
    let session = try DesktopSession()
    func settings() throws -> String {
      try session.shell("gsettings list-recursively | sort; dconf dump /")
    }
    let before = try settings()
    #expect(before.contains("\(Self.keys) switch-to-workspace-9 @as []\n"))
    #expect(
      try session.command(["detour", "keys", "bind", "switch", "1-12", "<Super>%n"] + flags)
        == Outcome(
          error: """
            detour: there is no key "10": a key has one name, such as 5, a, F5, Left, Page_Up, \
            XF86Tools; a digit by %n is 1 to 9

            """, code: 1))
    #expect(try settings() == before)
    #expect(try session.command(["detour", "status"]).output == "detour has changed nothing\n")
  }

  @Test func `takes a row of nine digits`() throws {
    let session = try DesktopSession()
    let bind = try session.command([
      "detour", "keys", "bind", "switch", "1-9", "<Super>%n", "--yes", "--replace",
    ])
    #expect(bind.code == 0, "\(bind)")
    #expect(
      try session.shell(
        "for n in {1..9}; do gsettings get \(Self.keys) switch-to-workspace-$n; done")
        == (1...9).map { "['<Super>\($0)']\n" }.joined())
  }

  /// It is taken as menus write it. Here another action has it already.
  @Test func `takes a digit with a plus sign`() throws {
    let session = try DesktopSession()
    let bind = ["detour", "keys", "bind", "switch", "6", "Super+6", "--yes"]
    #expect(
      try session.command(bind)
        == Outcome(
          error: """
            detour: Super+6 is switch-to-application-6 (org.gnome.shell.keybindings): \
            --replace takes the key away from it

            """, code: 1))
    #expect(try session.shell("dconf dump /") == "")
    #expect(try session.command(bind + ["--replace"]).code == 0)
    #expect(
      try session.shell("gsettings get \(Self.keys) switch-to-workspace-6") == "['<Super>6']\n")
    #expect(
      try session.shell("gsettings get org.gnome.shell.keybindings switch-to-application-6")
        == "@as []\n")
  }

  @Test func `calls a command beyond the twelfth`() throws {
    let session = try DesktopSession()
    let path = "/org/gnome/settings-daemon/plugins/media-keys/custom-keybindings/custom"
    // The user's own command stays where it is, and keeps its number.
    try session.shell("gsettings set \(Self.media) custom-keybindings \"['\(path)0/']\"")
    let bind = try session.command([
      "detour", "keys", "bind", "switch", "13-14", "<Super><Alt>F%n", "--yes",
    ])
    #expect(bind.code == 0, "\(bind)")
    #expect(
      try session.shell("gsettings get \(Self.media) custom-keybindings")
        == "['\(path)0/', '\(path)1/', '\(path)2/']\n")
    let command = try session.shell(
      "gsettings get \(Self.media).custom-keybinding:\(path)2/ command")
    #expect(command.hasPrefix("'/"))
    #expect(command.hasSuffix("/wsctl switch 14'\n"))
    let listed = try session.command(["detour", "keys", "list"]).output
    #expect(listed.contains("switch     13  <Alt><Super>F13"))
    #expect(try session.command(["detour", "undo", "keys"]).code == 0)
    #expect(
      try session.shell("gsettings get \(Self.media) custom-keybindings") == "['\(path)0/']\n")
  }

  /// The home of a directory's user may have an @ in it: the shell's quotes are around the program then.
  @Test func `knows a command in quotes`() throws {
    let session = try DesktopSession()
    let bin = "\(session.home)/it's@corp/bin"
    try session.shell(
      "mkdir -p \"$1\"; cp '\(product("detour"))' \"$1\"".replacing("$1", with: bin))
    func keys(_ words: String...) throws -> Outcome {
      try run(["\(bin)/detour", "keys"] + words, variables: session.variables)
    }
    #expect(try keys("bind", "switch", "13", "<Super><Alt>F1", "--yes").code == 0)
    #expect(try keys("list").output.contains("switch     13  <Alt><Super>F1"))
    #expect(try keys("bind", "switch", "13", "<Super><Alt>F2", "--yes").code == 0)
    #expect(try keys("list").output.contains("switch     13  <Alt><Super>F2"))
    #expect(try session.shell("dconf dump / | grep -c '^command='") == "1\n")
    #expect(try keys("unbind", "switch", "13", "--yes").code == 0)
    #expect(try session.shell("dconf dump / | grep -c '^command=' || :") == "0\n")
  }

  /// The path is dropped from the list and the three keys are as if they had never been.
  @Test func `takes a command away and gives it back`() throws {
    let session = try DesktopSession()
    let detour = product("detour")
    try session.shell("\(detour) keys bind move 13-14 '<Super><Alt>F%n' --yes")
    let before = try session.shell("dconf dump /")
    #expect(before.contains("wsctl move 14'"))
    #expect(try session.command(["detour", "keys", "unbind", "move", "14", "--yes"]).code == 0)
    let after = try session.shell("dconf dump /")
    #expect(after.contains("wsctl move 13'"))
    #expect(!after.contains("14") && !after.contains("custom1"), "\(after)")
    #expect(
      try session.command(["detour", "keys", "unbind", "move", "14"])
        == Outcome(error: "detour: none of the workspaces 14 has a key\n", code: 1))
    // Both fixes, the last first.
    #expect(try session.command(["detour", "undo", "keys"]).code == 0)
    #expect(try session.shell("dconf dump /") == "")
  }

  @Test func `exports and imports`() throws {
    let session = try DesktopSession()
    let file = "\(session.home)/keys.json"
    let detour = product("detour")
    try session.shell(
      """
      \(detour) keys bind switch 5-7 '<Control>F%n' --yes
      \(detour) keys bind switch 13-15 '<Super><Alt>F%n' --yes
      \(detour) keys export > \(file)
      """)
    let other = try DesktopSession()
    let imported = try other.command(["detour", "keys", "import", file, "--yes"])
    #expect(imported.code == 0, "\(imported)")
    #expect(
      try other.shell("gsettings get \(Self.keys) switch-to-workspace-6") == "['<Control>F6']\n")
    // Each command has a place of its own.
    #expect(
      try other.shell("dconf dump / | sed -n 's/^command=//p' | grep -o 'wsctl.*' | sort")
        == "wsctl switch 13'\nwsctl switch 14'\nwsctl switch 15'\n")
    // In the order of the alphabet is how we write them.
    let exported = try session.shell("sed 's/<Super><Shift>/<Shift><Super>/' \(file)")
    #expect(try other.command(["detour", "keys", "export"]).output == exported)
    let broken = try other.command(["detour", "keys", "import", "/etc/passwd", "--yes"])
    #expect(
      broken == Outcome(error: "detour: /etc/passwd is no file that keys export wrote\n", code: 1))
  }

  /// First what programs do not use, then the largest set.
  @Test func `suggests the best set first`() throws {
    let session = try DesktopSession()
    func rows() throws -> [Substring] {
      try session.command(["detour", "keys", "suggest"]).output.split(separator: "\n")
    }
    #expect(
      try rows().prefix(2) == [
        "10 free  <Super>F%n  for 2, 3, 4, 5, 6, 7, 8, 9, 11, 12", "12 free  <Control>F%n",
      ])
    try session.shell("gsettings set \(Self.keys) minimize \"['<Primary>F9']\"")
    #expect(try rows()[1] == "12 free  <Shift>F%n")
    try session.shell(
      "gsettings set \(Self.keys) close \"['<Super>F3', '<Super>F4', '<Super>F5']\"")
    #expect(try rows()[0] == "12 free  <Shift>F%n")
  }

  /// Two that change places do not clash; one key for two does.
  @Test func `imports keys that change places`() throws {
    let session = try DesktopSession()
    try session.shell("\(product("detour")) keys bind switch 5-6 '<Control>F%n' --yes")
    func file(_ keys: [Int: String]) throws -> String {
      let list = keys.sorted { $0.key < $1.key }
        .map { "{\"verb\":\"switch\",\"workspace\":\($0),\"key\":\"\($1)\"}" }
      return try session.write(
        "keys.json", "{\"version\":1,\"keys\":[\(list.joined(separator: ","))]}")
    }
    let changed = try file([5: "<Control>F6", 6: "<Control>F5"])
    #expect(try session.command(["detour", "keys", "import", changed, "--yes"]).code == 0)
    #expect(
      try session.shell("gsettings get \(Self.keys) switch-to-workspace-5")
        == "['<Control>F6']\n")
    let twice = try file([5: "<Control>F6", 6: "<Primary>F6"])
    #expect(
      try session.command(["detour", "keys", "import", twice, "--yes"])
        == Outcome(error: "detour: <Primary>F6 is requested twice\n", code: 1))
  }

  /// No keyboard has a key for the thirteenth function: the second row begins at the first again.
  @Test func `counts from one when asked`() throws {
    let session = try DesktopSession()
    let bind = try session.command([
      "detour", "keys", "bind", "switch", "11-14", "<Super><Control>F%k", "--dry-run",
    ])
    #expect(bind.code == 0)
    #expect(bind.output.contains("switch-to-workspace-12 to ['<Control><Super>F2']"))
    #expect(bind.output.contains("binding to '<Control><Super>F4'"))
  }

  /// The number of workspaces is the user's, unless fixed ones are asked for, and never less.
  @Test func `fixes the number of workspaces when asked`() throws {
    let session = try DesktopSession()
    let bind = ["detour", "keys", "bind", "switch", "5-7", "<Control>F%n", "--yes"]
    #expect(try session.command(bind).code == 0)
    let numbers = """
      gsettings get org.gnome.mutter dynamic-workspaces
      gsettings get org.gnome.desktop.wm.preferences num-workspaces
      """
    #expect(try session.shell(numbers) == "true\n4\n")
    #expect(try session.command(bind + ["--fixed"]).code == 0)
    #expect(try session.shell(numbers) == "false\n7\n")
    let five = ["detour", "keys", "bind", "switch", "5", "<Control>F5", "--yes", "--fixed"]
    #expect(try session.command(five).code == 0)
    #expect(try session.shell(numbers) == "false\n7\n")
  }
}
