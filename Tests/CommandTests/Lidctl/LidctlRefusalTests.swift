import Support
import System
import Testing

/// What `lidctl run` says when logind, polkit or its own grammar refuses.
@Suite(.serialized) struct LidctlRefusalTests {
  static let shared = Result { try LoginRig(upower: false) }
  let rig: LoginRig

  init() throws { rig = try Self.shared.get() }

  @Test func `says that there are no more locks`() throws {
    let rig = try LoginRig(settings: "InhibitorsMax=1", upower: false)
    let outcome = try rig.run(["lidctl", "run", "--what", "lid:idle", "--", "true"])
    #expect(
      outcome
        == Outcome(
          error: "lidctl: cannot hold idle: logind has no more locks to give (InhibitorsMax in "
            + "logind.conf): see who has them with lidctl list\n", code: 1))
    // All of them or none.
    #expect(try eventually { try rig.inhibitors().isEmpty })
  }

  @Test func `says that a suspend has begun`() throws {
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
    // It lasts for as long as the file is there.
    try rig.root(
      """
      touch '\(rig.directory)/asleep'
      busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager \
        Suspend b false
      """)
    let outcome = try rig.run(["lidctl", "run", "--what", "sleep", "--", "true"])
    #expect(
      outcome
        == Outcome(
          error:
            "lidctl: cannot hold sleep: a suspend or shutdown has begun already: try again after it\n",
          code: 1))
    try rig.root("rm '\(rig.directory)/asleep'")
    #expect(try eventually { try rig.property("PreparingForSleep") == "b false" })
  }

  @Test(arguments: [
    (
      LoginRig.Place.system, 1000, ["--", "true"],
      "lidctl: cannot hold handle-lid-switch: polkit refuses org.freedesktop.login1.inhibit-handle-lid-switch: a process outside of any local login session, as over ssh or from cron, may not; start it in your session, or have the administrator allow it (from here lidctl on --pid $$ works: the service in your session holds the lock)\n"
    ),
    (
      .session1, 1000, ["--mode", "delay", "--", "true"],
      "lidctl: cannot hold handle-lid-switch in mode delay: logind does not take it: Delay inhibitors only supported for shutdown and sleep\n"
    ),
    (
      .session1, 1000, ["--mode", "block-weak", "--", "true"],
      "lidctl: cannot hold handle-lid-switch in mode block-weak: logind does not take it: Invalid mode specification block-weak (block-weak came with systemd 257)\n"
    ),
    (
      .session1, 1000, ["--pid", "999999"],
      "lidctl: there is no process 999999: nothing to hold the lock for\n"
    ),
  ])
  func `says why it was refused`(
    place: LoginRig.Place, user: Int, arguments: [String], error: String
  ) throws {
    let outcome = try rig.run(["lidctl", "run"] + arguments, in: place, as: user)
    #expect(outcome == Outcome(error: error, code: 1))
  }

  @Test(arguments: [
    ([], "Say what to hold the lock for: -- COMMAND, --for, --until or --pid"),
    (
      ["--what", "lid:nap", "--", "true"],
      "there is no \"nap\" to hold: it is one or more, with colons between, of shutdown, sleep, "
        + "idle, handle-power-key, handle-suspend-key, handle-hibernate-key, handle-lid-switch, "
        + "handle-reboot-key"
    ),
    (
      ["--bogus", "--", "true"],
      "Unknown option '--bogus': a command that begins so comes after --"
    ),
    (["--for", "soon"], "\"soon\" is no duration: write 90s, 30m, 2h, 1h30m or 1d"),
    (["--until", "25:00"], "\"25:00\" is no time of day: write it as 18:30"),
    (
      ["--mode", "hard", "--", "true"],
      "There is no mode \"hard\": it is block, delay or block-weak"
    ),
  ])
  func `refuses misuse`(arguments: [String], error: String) throws {
    let outcome = try rig.run(["lidctl", "run"] + arguments)
    #expect(outcome == Outcome(error: "lidctl: \(error) (see --help)\n", code: 2))
  }

  @Test(arguments: ["--help", "-h"])
  func `helps`(option: String) throws {
    let outcome = try run([product("lidctl"), "run", option])
    #expect(outcome.code == 0)
    #expect(outcome.error == "")
    #expect(outcome.output.contains("\nUSAGE: lidctl run "))
    #expect(
      outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE:") })
  }

  /// Where it is kept a second line would become a part of the first.
  @Test(arguments: ["on-close", "on-open"])
  func `refuses a command of two lines`(option: String) throws {
    let outcome = try run([
      product("lidctl"), "on", "--\(option)", "# first\nloginctl lock-session",
    ])
    #expect(
      outcome
        == Outcome(
          error: "lidctl: \(option) takes one line: put more into a script (see --help)\n", code: 2)
    )
  }

  @Test func `says that there is no bus`() throws {
    let outcome = try run(
      [product("lidctl"), "run", "--", "true"],
      variables: ["DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent/bus"])
    #expect(outcome.code == 1)
    #expect(
      outcome.error.hasPrefix(
        "lidctl: the system bus at unix:path=/nonexistent/bus cannot be reached: "))
    #expect(outcome.error.hasSuffix(": is dbus running?\n"))
  }

  /// A machine whose kernel has no lid, and no UPower that says otherwise.
  @Test func `refuses a machine without a lid`() throws {
    let rig = try LoginRig(upower: false)
    try rig.root("for mask in /sys/class/input/*/device/capabilities/sw; do echo 0 >$mask; done")
    let on = try rig.run(["lidctl", "on"])
    #expect(
      on
        == Outcome(
          error: "lidctl: this machine has no lid that the kernel knows of: there is nothing to "
            + "hold\n", code: 1))
    #expect(try !rig.inhibitors().contains { $0.contains("lid") })
    #expect(try rig.root("ls /run/home/.config/detour/lid.conf 2>&1 || :").contains("No such file"))
  }

  @Test func `refuses sudo and says why`() throws {
    let outcome = try rig.run(["env", "SUDO_UID=1000", "lidctl", "on"], as: 0)
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("run lidctl without sudo"))
  }

  @Test func `says what works over SSH`() throws {
    let outcome = try rig.run(["lidctl", "run", "--", "true"], in: .system)
    #expect(outcome.code == 1)
    #expect(outcome.error.contains("from here lidctl on --pid $$ works"))
  }
}
