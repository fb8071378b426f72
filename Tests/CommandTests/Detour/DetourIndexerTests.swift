import Support
import Testing

/// GNOME's real indexer with a home full of files, under a real user manager: tracker-miner-fs of
/// GNOME 43, and localsearch of 48 and 50.
@Suite struct DetourIndexerTests {
  @Test(arguments: [
    (NewerDebian?.none, "tracker-miner-fs-3.service"), (.trixie, "localsearch-3.service"),
    (.forky, "localsearch-3.service"),
  ])
  func `is stopped once fixed`(debian: NewerDebian?, unit: String) throws {
    // Debian has it in packages of different names, all of which this one brings.
    let rig = try LoginRig(
      hasManager: true, suite: debian?.rawValue,
      packages: [
        "tracker-miner-fs", "dbus-user-session", "dconf-gsettings-backend", "libglib2.0-bin",
        "libx11-6", "libx11-xcb1", "libxcb-randr0", "libxcb-res0",
      ])
    try shell("cp '\(product("detour"))' '\(rig.commands)/detour'")
    func manager(_ words: String...) throws -> String {
      try rig.run(["systemctl", "--user"] + words).output
    }
    func detour(_ words: String...) throws -> Outcome {
      try rig.run(["detour"] + words + ["indexer-busy"])
    }
    /// Asks it something, for which the bus starts it, as programs that search do.
    func ask() throws -> Outcome {
      try rig.run([
        "busctl", "--user", "call", "org.freedesktop.Tracker3.Miner.Files", "/",
        "org.freedesktop.DBus.Peer", "Ping",
      ])
    }
    // As the session of GNOME tells it; since 3.12 the unit asks for it.
    _ = try manager("set-environment", "XDG_SESSION_CLASS=user")
    _ = try manager("stop", unit)
    let idle = try detour("check")
    #expect(idle.output.hasPrefix("not applicable"), "\(idle)")
    try rig.shell(
      """
      mkdir -p ~/Documents
      cd ~/Documents
      seq \(debian == nil ? 100_000 : 40_000) | split -l 1 -a 4 --additional-suffix .txt
      settings=org.freedesktop.Tracker3.Miner.Files
      gsettings set $settings initial-sleep 0
      gsettings set $settings index-recursive-directories "['$HOME/Documents']"
      """)
    _ = try manager("start", unit)
    // It lets all others go before it, and gets its share whatever else runs beside the tests.
    try rig.root(
      "chrt --all-tasks --rr --pid 1 \(manager("show", "--value", "-p", "MainPID", unit))")
    // Asked for by its name it is measured for ten seconds, among all quirks for half of one.
    let row = try Regex(
      "affected +indexer-busy +\(unit) takes \\d+ %.*\n +→ detour fix indexer-busy\n")
    var check = Outcome()
    let isFound = try eventually {
      check = try debian == nil ? detour("check") : rig.run(["detour", "check"])
      return check.code == 1 && check.output.contains(row)
    }
    let status = try manager("status", unit)
    #expect(isFound, "\(check) \(status)")
    // It measures once more, and does nothing where the indexer rests just then.
    var fix = Outcome()
    let isMasked = try eventually {
      fix = try detour("fix", "--yes")
      return try manager("show", "--value", "-p", "LoadState", unit) == "masked\n"
    }
    #expect(isMasked && fix.code == 0, "\(fix)")
    #expect(["inactive\n", "failed\n"].contains(try manager("is-active", unit)))
    // Whoever asks for it does not get it back.
    #expect(try ask().code != 0)
    #expect(["inactive\n", "failed\n"].contains(try manager("is-active", unit)))
    #expect(try detour("check").output.hasPrefix("fixed"))
    #expect(try detour("undo").code == 0)
    #expect(try manager("show", "--value", "-p", "LoadState", unit) == "loaded\n")
    try rig.shell("rm -r ~/Documents")
    #expect(try ask().code == 0)
    #expect(try manager("is-active", unit) == "active\n")
  }
}
