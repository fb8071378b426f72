import Support
import System
import Testing

/// A logind that answers what it never should: one clear line each, and no hang.
@Suite struct LidctlOddTests {
  @Test(arguments: [
    ("number", "the types \"u\", not \"h\""), ("text", "the types \"s\", not \"h\""),
    ("nothing", "the types \"\", not \"h\""), ("rows", "the types \"as\", not \"h\""),
    ("error", "line one\\nline two \\x1b[31m"), ("slow", "systemd-logind did not answer in time"),
  ])
  func `says so`(oddity: String, words: String) throws {
    let bus = try PrivateBus()
    let home = try Scratch()
    let variables = [
      "DBUS_SYSTEM_BUS_ADDRESS": bus.address, "DBUS_SESSION_BUS_ADDRESS": bus.address,
      "XDG_CONFIG_HOME": home.path, "XDG_RUNTIME_DIR": home.path,
    ]
    let odd = try Background(
      ["/usr/bin/python3", rig("odd-logind.py"), oddity], variables: variables)
    try odd.ready { odd.output.hasPrefix("ready") }
    for arguments in [["run", "--", "echo", "ran"], ["list"], ["status"], ["on"]] {
      let outcome = try run(
        [product("lidctl")] + arguments, variables: variables, within: .seconds(60))
      #expect(outcome.code == 1, "\(arguments): \(outcome)")
      #expect(outcome.output == "", "\(arguments): \(outcome)")
      #expect(outcome.error.hasPrefix("lidctl: "), "\(arguments): \(outcome)")
      #expect(outcome.error.split(separator: "\n").count == 1, "\(arguments): \(outcome)")
      if ["run", "on"].contains(arguments[0]) {
        #expect(outcome.error.contains(words), "\(arguments): \(outcome)")
      }
    }
    odd.stop()
  }

  /// Without a login manager nothing can be held; what the user chose is kept all the same.
  @Test func `keeps the choice without a logind`() throws {
    let bus = try PrivateBus()
    let home = try Scratch()
    let variables = [
      "DBUS_SYSTEM_BUS_ADDRESS": bus.address, "DBUS_SESSION_BUS_ADDRESS": bus.address,
      "XDG_CONFIG_HOME": home.path, "XDG_RUNTIME_DIR": home.path,
    ]
    func lidctl(_ words: String...) throws -> Outcome {
      try run([product("lidctl")] + words, variables: variables)
    }
    let file = home.path("detour/lid.conf")
    let entry = home.path("autostart/detour-lid.desktop")
    let on = try lidctl("on", "--on-close", "nothing")
    #expect(on.code == 1 && on.output == "", "\(on)")
    #expect(on.error.contains("systemd-logind is not running"), "\(on)")
    #expect(on.error.hasSuffix("; the choice is remembered for the next lidctl on\n"), "\(on)")
    #expect(on.error.split(separator: "\n").count == 1)
    #expect(try shell("cat \(file)").contains("on-close=nothing\n"))
    let enable = try lidctl("enable", "--bag", "30m")
    #expect(enable.code == 1 && enable.output == "", "\(enable)")
    #expect(
      enable.error.hasSuffix(
        "; the choice is remembered, and enabled for future logins (\(entry))\n"), "\(enable)")
    #expect(enable.error.split(separator: "\n").count == 1)
    let kept = try shell("cat \(file)")
    #expect(kept.contains("on-close=nothing\n") && kept.contains("bag=1800\n"))
    #expect(try shell("desktop-file-validate \(entry); grep Exec \(entry)").contains(" hold\n"))
    // What makes no sense is refused, and changes nothing.
    #expect(try lidctl("on", "--only", "moon").code == 2)
    #expect(try shell("cat \(file)") == kept)
    #expect(try lidctl("disable").code == 0)
    #expect(try shell("ls -A \(home.path)/autostart 2>&1 || :").contains("No such file"))
  }

  /// A logind that knows of no lid: UPower does.
  @Test(arguments: [(["closed"], true), ([], false)])
  func `asks UPower for the lid`(arguments: [String], closed: Bool) throws {
    let bus = try PrivateBus()
    let variables = [
      "DBUS_SYSTEM_BUS_ADDRESS": bus.address, "DBUS_SESSION_BUS_ADDRESS": bus.address,
    ]
    let logind = try Background(
      ["/usr/bin/python3", rig("odd-logind.py"), "lidless"], variables: variables)
    let upower = try Conversation(
      ["/usr/bin/python3", rig("upower.py")] + arguments, variables: variables)
    try logind.ready { logind.output.hasPrefix("ready") }
    #expect(try upower.line() == "ready")
    let outcome = try run([product("lidctl"), "status"], variables: variables)
    #expect(outcome.output.contains("(it is closed now)") == closed, "\(outcome)")
    logind.stop()
  }

  /// dbusmock's logind gives locks as the real one does, and lists them.
  @Test func `works with another logind`() throws {
    let bus = try PrivateBus()
    let variables = ["DBUS_SYSTEM_BUS_ADDRESS": bus.address]
    let mock = try Background(
      ["/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind"],
      variables: variables)
    try mock.ready {
      try run(["busctl", "--address=\(bus.address)", "status", "org.freedesktop.login1"]).code == 0
    }
    let outcome = try run(
      [product("lidctl"), "run", "--", "systemd-inhibit", "--list", "--no-legend", "--no-pager"],
      variables: variables)
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.output.contains("handle-lid-switch"))
    mock.stop()
  }
}
